import { Button, Stack } from '@mantine/core';
import { Link } from 'wouter';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { WithProfile } from '../prepare/with-profile.tsx';
import { ArrowIcon } from '../shell/icons.tsx';
import { LensSwitch } from '../shell/lens-switch.tsx';
import { Screen } from '../shell/screen.tsx';
import { BesideLine } from './beside-line.tsx';
import { PreparationPanel } from './preparation-panel.tsx';
import { TextQuestionSentence } from './question-sentence.tsx';
import { OwnLabelsPanel } from './topics/own-labels-panel.tsx';
import { TopicsPanel } from './topics/topics-panel.tsx';
import { usePredictQuestion } from '../use-lens.ts';

/** What is asked of the texts, what is done with them before, and where there are no labels the way to some. */
export function TextPrepareScreen() {
  const question = usePredictQuestion();
  return <WithProfile>{(profile) => (question ? <Ready profile={profile} question={question} /> : null)}</WithProfile>;
}

interface ReadyProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
}

function Ready({ profile, question }: ReadyProps) {
  const words = useWords();
  const commands = useCommands();
  const labels = useApp((state) => state.choices.labels?.find(({ column }) => column === question.target));
  const looked = useApp(({ inbox, choices }) => inbox.topics.status !== 'empty' || choices.topics !== undefined);
  const unlabelled = question.target === '';
  const change = (next: PredictQuestion) => commands.setQuestion(next);
  const topics = (unlabelled || looked || (labels !== undefined && labels.levels.length > 0)) && (
    <TopicsPanel rowCount={profile.rowCount} />
  );
  return (
    <Screen
      title={words('step.prepare')}
      answer={<TextQuestionSentence profile={profile} question={question} onChange={change} />}
      actions={
        unlabelled ? undefined : (
          <Button component={Link} href="/train" size="md" rightSection={<ArrowIcon />}>
            {words('prepare.next')}
          </Button>
        )
      }
    >
      <Stack gap="sm" mt="sm">
        <BesideLine profile={profile} question={question} onChange={change} />
        <LensSwitch />
      </Stack>
      {unlabelled && topics}
      {labels && <OwnLabelsPanel labels={labels} />}
      <PreparationPanel profile={profile} question={question} />
      {!unlabelled && topics}
    </Screen>
  );
}
