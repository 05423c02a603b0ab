import { Stack } from '@mantine/core';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { NetworkSettings } from '../network/network-settings.tsx';
import { TrainScreenOf, type TrainParts } from '../predict/train-screen.tsx';
import { TrainSettings, type TrainSettingsProps } from '../predict/train/train-settings.tsx';
import { usePredictQuestion } from '../use-lens.ts';
import { SEQUENCE_NETWORK_FIELDS } from './network-fields.ts';
import { SequenceColumnsLine, SequenceQuestionSentence } from './question-sentence.tsx';

/** The question about journeys, the settings and the race. */
export function SequenceTrainScreen() {
  return <TrainScreenOf parts={PARTS} />;
}

function SequenceSettings(props: TrainSettingsProps) {
  const words = useWords();
  const commands = useCommands();
  const profile = useApp((state) => (state.profile.status === 'ready' ? state.profile.value : undefined));
  const question = usePredictQuestion();
  return (
    <Stack gap="md">
      {profile && question && (
        <SequenceColumnsLine
          profile={profile}
          question={question}
          onChange={(next: PredictQuestion) => commands.setQuestion(next)}
        />
      )}
      <TrainSettings
        {...props}
        costOf={(preset) => words(`journeys.preset.${preset}`)}
        more={<NetworkSettings settings={props.settings} fields={SEQUENCE_NETWORK_FIELDS} onChange={props.onChange} />}
      />
    </Stack>
  );
}

const PARTS: TrainParts = { Question: SequenceQuestionSentence, Settings: SequenceSettings };
