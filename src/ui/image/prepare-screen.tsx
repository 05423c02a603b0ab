import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { WithProfile } from '../prepare/with-profile.tsx';
import { ArrowIcon } from '../shell/icons.tsx';
import { LensSwitch } from '../shell/lens-switch.tsx';
import { Screen } from '../shell/screen.tsx';
import { stepAddress } from '../steps.ts';
import { ChangesPanel } from './changes-panel.tsx';
import { KindsPanel } from './kinds-panel.tsx';
import { PreparationPanel } from './preparation-panel.tsx';
import { ImageQuestionSentence } from './question-sentence.tsx';
import { usePredictQuestion } from '../use-lens.ts';

/** What is asked of the pictures, what is done with them before, and some of each kind to look at. */
export function ImagePrepareScreen() {
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
  return (
    <Screen
      title={words('step.prepare')}
      answer={
        <ImageQuestionSentence profile={profile} question={question} onChange={(next) => commands.setQuestion(next)} />
      }
      actions={
        <Button component={Link} href={stepAddress('train')} size="md" rightSection={<ArrowIcon />}>
          {words('prepare.next')}
        </Button>
      }
    >
      <LensSwitch />
      <KindsPanel profile={profile} question={question} />
      <PreparationPanel profile={profile} question={question} />
      <ChangesPanel question={question} />
    </Screen>
  );
}
