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
import { EmptyPanel } from '../shell/panel-states.tsx';
import { LensSwitch } from '../shell/lens-switch.tsx';
import { Screen } from '../shell/screen.tsx';
import { LeftOutPanel } from './left-out-panel.tsx';
import { RecipePanel } from './recipe-panel.tsx';
import { SuspectsPanel } from './suspects-panel.tsx';
import { WithProfile } from './with-profile.tsx';
import { usePredictQuestion } from '../use-lens.ts';

/** What is asked of the table, and what is done to it before anything learns from it. */
export default function PrepareScreen() {
  const question = usePredictQuestion();
  return (
    <WithProfile>
      {(profile) =>
        question ? <ReadyPrepare profile={profile} question={question} /> : <AskTarget profile={profile} />
      }
    </WithProfile>
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
