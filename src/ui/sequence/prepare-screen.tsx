import { Button, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { TableProfile } from '../../core/profile/types.ts';
import type { PredictQuestion } from '../../lenses/predict/question.ts';
import type { SequenceColumns, Snapshots } from '../../lenses/sequence/types.ts';
import { useCommands } from '../app-context.tsx';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { WithProfile } from '../prepare/with-profile.tsx';
import { ArrowIcon } from '../shell/icons.tsx';
import { LensSwitch } from '../shell/lens-switch.tsx';
import { EmptyPanel } from '../shell/panel-states.tsx';
import { Panel } from '../shell/panel.tsx';
import { Screen } from '../shell/screen.tsx';
import { stepAddress } from '../steps.ts';
import { usePredictModel, usePredictQuestion } from '../use-lens.ts';
import { plannedDates } from './question-draft.ts';
import { SequenceColumnsLine, SequenceQuestionSentence } from './question-sentence.tsx';
import { TimeLine } from './time-line.tsx';

/** What is asked of the events, and at which dates it will be asked. */
export function SequencePrepareScreen() {
  const question = usePredictQuestion();
  return (
    <WithProfile>
      {(profile) =>
        question?.sequence ? <Ready profile={profile} question={question} sequence={question.sequence} /> : null
      }
    </WithProfile>
  );
}

interface ReadyProps {
  readonly profile: TableProfile;
  readonly question: PredictQuestion;
  readonly sequence: SequenceColumns;
}

function Ready({ profile, question, sequence }: ReadyProps) {
  const words = useWords();
  const commands = useCommands();
  const change = (next: PredictQuestion) => commands.setQuestion(next);
  return (
    <Screen
      title={words('step.prepare')}
      answer={<SequenceQuestionSentence profile={profile} question={question} onChange={change} />}
      actions={
        <Button component={Link} href={stepAddress('train')} size="md" rightSection={<ArrowIcon />}>
          {words('prepare.next')}
        </Button>
      }
    >
      <Stack gap="sm" mt="sm">
        <SequenceColumnsLine profile={profile} question={question} onChange={change} />
        <LensSwitch />
      </Stack>
      <DatesPanel profile={profile} sequence={sequence} />
    </Screen>
  );
}

function DatesPanel({ profile, sequence }: Pick<ReadyProps, 'profile' | 'sequence'>) {
  const words = useWords();
  const { message, known } = useMessage();
  const counted = useCounted(sequence);
  const planned = plannedDates(profile, sequence);
  const hint =
    planned.kind === 'refused' && known(`${planned.error.code}.hint`) ? `${planned.error.code}.hint` : undefined;
  return (
    <Panel title={words('journeys.dates.title')} lead={words(`journeys.dates.lead.${sequence.ask}`)}>
      {planned.kind === 'every-event' && <EmptyPanel words={words('journeys.dates.everyEvent')} />}
      {planned.kind === 'unknown' && <EmptyPanel words={words('journeys.dates.unknown', { column: sequence.time })} />}
      {planned.kind === 'refused' && (
        <Text role="alert" c="var(--sg-careful)" maw="var(--sg-reading)">
          {message(planned.error)} {hint && message({ code: hint, params: planned.error.params })}
        </Text>
      )}
      {planned.kind === 'planned' && (
        <>
          <TimeLine snapshots={counted ?? planned.snapshots} />
          {!counted && (
            <Text size="sm" c="dimmed" mt="xs">
              {words('journeys.dates.counted')}
            </Text>
          )}
        </>
      )}
    </Panel>
  );
}

/** Snapshots of the present model, with people counted, where it was asked just this. */
function useCounted(sequence: SequenceColumns): Snapshots | undefined {
  const model = usePredictModel();
  if (model.status !== 'ready') return undefined;
  const { report } = model.value;
  const same = JSON.stringify(report.plan.question.sequence) === JSON.stringify(sequence);
  return same ? report.sequence?.snapshots : undefined;
}
