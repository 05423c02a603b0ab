import { Stack } from '@mantine/core';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { NetworkSettings } from '../network/network-settings.tsx';
import { NothingYet } from '../predict/parts/nothing-yet.tsx';
import { TrainScreenOf, type TrainParts } from '../predict/train-screen.tsx';
import { TrainSettings, type TrainSettingsProps } from '../predict/train/train-settings.tsx';
import { stepAddress } from '../steps.ts';
import { BesideLine } from './beside-line.tsx';
import { TEXT_NETWORK_FIELDS } from './network-fields.ts';
import { TextQuestionSentence } from './question-sentence.tsx';
import { usePredictQuestion } from '../use-lens.ts';

/** The question about texts, the settings and the race; without labels the way to some. */
export function TextTrainScreen() {
  const words = useWords();
  const unlabelled = usePredictQuestion()?.target === '';
  const idle = useApp((state) => state.training.status === 'idle' || state.training.status === 'failed');
  if (unlabelled && idle) {
    return (
      <NothingYet
        title={words('step.train')}
        sentence={words('inbox.train.unlabelled')}
        action={words('inbox.train.unlabelled.action')}
        to={stepAddress('prepare')}
      />
    );
  }
  return <TrainScreenOf parts={PARTS} />;
}

function TextSettings(props: TrainSettingsProps) {
  const words = useWords();
  const commands = useCommands();
  const profile = useApp((state) => (state.profile.status === 'ready' ? state.profile.value : undefined));
  const question = usePredictQuestion();
  return (
    <Stack gap="md">
      {profile && question && (
        <BesideLine
          profile={profile}
          question={question}
          onChange={(next: PredictQuestion) => commands.setQuestion(next)}
        />
      )}
      <TrainSettings
        {...props}
        families={['linear', 'network']}
        costOf={(preset) => words(`inbox.preset.${preset}`)}
        more={<NetworkSettings settings={props.settings} fields={TEXT_NETWORK_FIELDS} onChange={props.onChange} />}
      />
    </Stack>
  );
}

const PARTS: TrainParts = { Question: TextQuestionSentence, Settings: TextSettings };
