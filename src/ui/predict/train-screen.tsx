import { Button, Stack, Text } from '@mantine/core';
import type { ComponentType } from 'react';
import { Link } from 'wouter';
import type { TableProfile } from '../../core/profile/types.ts';
import { selectionMetric, higherIsBetter } from '../../core/metrics/score.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { stepAddress } from '../steps.ts';
import { FindingLine } from '../shell/finding-line.tsx';
import { FailedPanel, LoadingPanel } from '../shell/panel-states.tsx';
import { useCanGoOn } from '../shell/interrupted-training.tsx';
import { LensSwitch } from '../shell/lens-switch.tsx';
import { Screen } from '../shell/screen.tsx';
import { NothingYet } from './parts/nothing-yet.tsx';
import { QuestionSentence, type QuestionSentenceProps } from './train/question-sentence.tsx';
import { Race } from './train/race.tsx';
import { TargetEditor } from './train/target-editor.tsx';
import { TrainSettings, type TrainSettingsProps } from './train/train-settings.tsx';
import { useRaceSummary } from './train/use-race-summary.ts';
import { RACING, useVerdictWhenDone } from './train/use-verdict-when-done.ts';
import { possibleTargets } from './view/question-draft.ts';
import { lanes } from './view/race.ts';
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
  const words = useWords();
  const table = useApp((state) => state.table);
  const profile = useApp((state) => state.profile);
  const question = usePredictQuestion();
  const status = useApp((state) => state.training.status);
  useVerdictWhenDone();
  const title = words('step.train');

  if (RACING.has(status)) return <Racing />;
  if (table.status === 'failed' || profile.status === 'failed') {
    const error = table.status === 'failed' ? table.error : profile.status === 'failed' ? profile.error : undefined;
    return (
      <Screen title={title} answer={words('trainScreen.tableFailed')}>
        <FailedPanel
          error={error ?? { code: 'train.failed', params: {} }}
          actions={
            <Button component={Link} href={stepAddress('data')}>
              {words('trainScreen.lookAtData')}
            </Button>
          }
        />
      </Screen>
    );
  }
  if (table.status === 'loading' || profile.status === 'loading') {
    const loading = profile.status === 'loading' ? profile : table.status === 'loading' ? table : undefined;
    return (
      <Screen title={title} answer={words('trainScreen.tableLoading')}>
        <LoadingPanel share={loading?.share} leftMs={loading?.leftMs} detail={loading?.detail} />
      </Screen>
    );
  }
  if (profile.status === 'empty') {
    return (
      <NothingYet
        title={title}
        sentence={words('trainScreen.noTable')}
        action={words('trainScreen.noTable.action')}
        to="/"
      />
    );
  }
  if (!question) return <AskQuestion profile={profile.value} />;
  return <Ready profile={profile.value} question={question} parts={parts} />;
}

/** The race with its standing as the screen's sentence, which is read out when it changes. */
function Racing() {
  const words = useWords();
  const training = useApp((state) => state.training);
  const task = usePredictQuestion()?.task ?? 'binary';
  const metric = selectionMetric(task);
  const summary = useRaceSummary(training, lanes(training, higherIsBetter(metric)), metric);
  return (
    <Screen title={words('step.train')} answer={summary}>
      <Text my="md">{words('race.leave')}</Text>
      <Race training={training} task={task} />
    </Screen>
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
  const training = useApp((state) => state.training);
  const trained = useApp((state) => state.model.status === 'ready');
  const stale = useApp((state) => state.modelIsStale);
  const start = () => void commands.train();
  const canGoOn = useCanGoOn();
  const failed = training.status === 'failed' ? training.error : undefined;
  return (
    <Screen
      title={words('step.train')}
      answer={
        <Question
          profile={profile}
          question={question}
          suspects={suspects}
          onChange={(next) => commands.setQuestion(next)}
        />
      }
      actions={
        <>
          <Button size="md" disabled={question.columns.length === 0} onClick={start}>
            {words(trained ? 'trainScreen.again' : 'trainScreen.start')}
          </Button>
          {trained && (
            <Button size="md" variant="default" component={Link} href={stepAddress('evaluate')}>
              {words('trainScreen.seeVerdict')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="lg" mt="lg" maw="var(--sg-reading)">
        {failed && (
          <Stack gap="xs">
            <Text fw={600}>{words('trainFailed.title')}</Text>
            <FailedPanel
              error={failed}
              actions={
                <>
                  {canGoOn && <Button onClick={() => void commands.goOnTraining()}>{words('training.goOn')}</Button>}
                  <Button variant={canGoOn ? 'default' : 'filled'} onClick={start}>
                    {words('trainFailed.again')}
                  </Button>
                </>
              }
            />
            <Text size="sm">{words('trainFailed.kept')}</Text>
          </Stack>
        )}
        <LensSwitch />
        <Text>{words('trainScreen.lead')}</Text>
        {question.columns.length === 0 && <Text c="var(--sg-stop)">{words('trainScreen.noColumns')}</Text>}
        {trained && stale && <Text c="var(--sg-careful)">{words('trainScreen.stale')}</Text>}
        {suspects.length > 0 && (
          <div>
            {suspects.map((finding) => (
              <FindingLine key={`${finding.code} ${finding.column ?? ''}`} finding={finding} />
            ))}
          </div>
        )}
        <Settings settings={settings} task={question.task} onChange={(next) => commands.setSettings(next)} />
      </Stack>
    </Screen>
  );
}
