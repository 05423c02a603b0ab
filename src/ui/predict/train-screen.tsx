import { Stack, Text } from '@mantine/core';
import type { ComponentType } from 'react';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { stepAddress } from '../steps.ts';
import { FindingLine } from '../shell/finding-line.tsx';
import { Screen } from '../shell/screen.tsx';
import { NothingYet } from './parts/nothing-yet.tsx';
import { QuestionSentence, type QuestionSentenceProps } from './train/question-sentence.tsx';
import { ReadyToTrain } from './train/ready-to-train.tsx';
import { TargetEditor } from './train/target-editor.tsx';
import { TrainFrame } from './train/train-frame.tsx';
import { TrainSettings, type TrainSettingsProps } from './train/train-settings.tsx';
import { usePredictScale } from './train/use-predict-scale.tsx';
import { possibleTargets } from './view/question-draft.ts';
import { usePredictQuestion } from '../use-lens.ts';

/** What a lens words and asks in its own way before training. */
export interface TrainParts {
  readonly Question: ComponentType<QuestionSentenceProps>;
  readonly Settings: ComponentType<TrainSettingsProps>;
}

const TABLE_PARTS: TrainParts = { Question: QuestionSentence, Settings: TrainSettings };

/** The question, the settings and the race. */
export function TrainScreen() {
  return <TrainScreenOf parts={TABLE_PARTS} />;
}

/** The Train screen of any lens with known answers. */
export function TrainScreenOf({ parts }: { readonly parts: TrainParts }) {
  const question = usePredictQuestion();
  const scale = usePredictScale(question?.task ?? 'binary');
  return (
    <TrainFrame scale={scale}>
      {(profile) =>
        question ? <Ready profile={profile} question={question} parts={parts} /> : <AskQuestion profile={profile} />
      }
    </TrainFrame>
  );
}

function AskQuestion({ profile }: { readonly profile: TableProfile }) {
  const words = useWords();
  const suspects = useApp((state) => state.suspects);
  const commands = useCommands();
  const title = words('step.train');
  if (possibleTargets(profile).length === 0) {
    return (
      <NothingYet
        title={title}
        sentence={words('trainScreen.noTargets')}
        action={words('trainScreen.lookAtData')}
        to={stepAddress('data')}
      />
    );
  }
  return (
    <Screen title={title} answer={words('trainScreen.noQuestion')}>
      <Stack gap="md" maw="var(--sg-reading)">
        <Text>{words('trainScreen.noQuestion.hint')}</Text>
        <TargetEditor
          profile={profile}
          question={undefined}
          suspects={suspects}
          onChange={(question) => commands.setQuestion(question)}
        />
      </Stack>
    </Screen>
  );
}

interface ReadyProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
  readonly parts: TrainParts;
}

function Ready({ profile, question, parts: { Question, Settings } }: ReadyProps) {
  const words = useWords();
  const commands = useCommands();
  const settings = useApp((state) => state.choices.settings);
  const suspects = useApp((state) => state.suspects);
  return (
    <ReadyToTrain
      question={
        <Question
          profile={profile}
          question={question}
          suspects={suspects}
          onChange={(next) => commands.setQuestion(next)}
        />
      }
      lead={words('trainScreen.lead')}
      blocked={question.columns.length === 0 ? words('trainScreen.noColumns') : undefined}
    >
      {suspects.length > 0 && (
        <div>
          {suspects.map((finding) => (
            <FindingLine key={`${finding.code} ${finding.column ?? ''}`} finding={finding} />
          ))}
        </div>
      )}
      <Settings settings={settings} task={question.task} onChange={(next) => commands.setSettings(next)} />
    </ReadyToTrain>
  );
}
