import { Button, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { QuestionSentence } from '../predict/train/question-sentence.tsx';
import { TargetEditor } from '../predict/train/target-editor.tsx';
import { possibleTargets } from '../predict/view/question-draft.ts';
import { ArrowIcon } from '../shell/icons.tsx';
import { EmptyPanel, FailedPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { LensSwitch } from '../shell/lens-switch.tsx';
import { Screen } from '../shell/screen.tsx';
import { LeftOutPanel } from './left-out-panel.tsx';
import { RecipePanel } from './recipe-panel.tsx';
import { SuspectsPanel } from './suspects-panel.tsx';

/** What is asked of the table, and what is done to it before anything learns from it. */
export default function PrepareScreen() {
  const words = useWords();
  const table = useApp((state) => state.table);
  const profile = useApp((state) => state.profile);
  const question = useApp((state) => state.choices.question);
  const title = words('step.prepare');

  if (table.status === 'empty') {
    return (
      <Screen title={title} answer={words('data.empty')}>
        <EmptyPanel
          words={words('prepare.empty')}
          action={
            <Button component={Link} href="/">
              {words('data.to-start')}
            </Button>
          }
        />
      </Screen>
    );
  }
  if (table.status === 'failed' || profile.status === 'failed') {
    const { error } = table.status === 'failed' ? table : (profile as Extract<typeof profile, { status: 'failed' }>);
    return (
      <Screen title={title} answer={words('prepare.failed')}>
        <FailedPanel
          error={error}
          actions={
            <Button component={Link} href="/data">
              {words('prepare.to-data')}
            </Button>
          }
        />
      </Screen>
    );
  }
  if (profile.status !== 'ready') {
    const share = profile.status === 'loading' ? profile.share : undefined;
    return (
      <Screen title={title} answer={words('prepare.loading')}>
        <LoadingPanel share={share} words={words('data.looking')} />
      </Screen>
    );
  }
  return question ? (
    <ReadyPrepare profile={profile.value} question={question} />
  ) : (
    <AskTarget profile={profile.value} />
  );
}

function AskTarget({ profile }: { readonly profile: TableProfile }) {
  const words = useWords();
  const commands = useCommands();
  const suspects = useApp((state) => state.suspects);
  const none = possibleTargets(profile).length === 0;
  return (
    <Screen title={words('step.prepare')} answer={words(none ? 'prepare.no-targets' : 'prepare.ask')}>
      {none ? (
        <EmptyPanel
          words={words('proposal.none')}
          action={
            <Button component={Link} href="/data">
              {words('prepare.to-data')}
            </Button>
          }
        />
      ) : (
        <div style={{ maxWidth: 400, marginTop: 16 }}>
          <TargetEditor
            profile={profile}
            question={undefined}
            suspects={suspects}
            onChange={(chosen) => commands.setQuestion(chosen)}
          />
        </div>
      )}
    </Screen>
  );
}

interface ReadyPrepareProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
}

function ReadyPrepare({ profile, question }: ReadyPrepareProps) {
  const words = useWords();
  const commands = useCommands();
  const suspects = useApp((state) => state.suspects);
  return (
    <Screen
      title={words('step.prepare')}
      answer={
        <QuestionSentence
          profile={profile}
          question={question}
          suspects={suspects}
          onChange={(next) => commands.setQuestion(next)}
        />
      }
      actions={
        question.columns.length === 0 ? (
          <Text c="var(--sg-stop)">{words('prepare.no-columns')}</Text>
        ) : (
          <Button component={Link} href="/train" size="md" rightSection={<ArrowIcon />}>
            {words('prepare.next')}
          </Button>
        )
      }
    >
      <LensSwitch />
      <SuspectsPanel question={question} />
      <RecipePanel profile={profile} question={question} />
      <LeftOutPanel profile={profile} question={question} />
    </Screen>
  );
}
