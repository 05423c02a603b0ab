import { Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useApp, useCommands } from '../../app-context.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useCanGoOn } from '../../shell/interrupted-training.tsx';
import { LensSwitch } from '../../shell/lens-switch.tsx';
import { FailedPanel } from '../../shell/panel-states.tsx';
import { Screen } from '../../shell/screen.tsx';
import { stepAddress } from '../../steps.ts';

interface ReadyToTrainProps {
  /** The question, to be edited where it stands. */
  readonly question: ReactNode;
  /** What happens when one starts, in a sentence or two. */
  readonly lead: string;
  /** Nothing can be learned from what is chosen. */
  readonly blocked?: string | undefined;
  /** What to look at before, and the settings. */
  readonly children: ReactNode;
}

/** The question, the button, what went wrong the last time, and the settings: before the race. */
export function ReadyToTrain({ question, lead, blocked, children }: ReadyToTrainProps) {
  const words = useWords();
  const commands = useCommands();
  const training = useApp((state) => state.training);
  const trained = useApp((state) => state.model.status === 'ready');
  const stale = useApp((state) => state.modelIsStale);
  const start = () => void commands.train();
  const canGoOn = useCanGoOn();
  const failed = training.status === 'failed' ? training.error : undefined;
  return (
    <Screen
      title={words('step.train')}
      answer={question}
      actions={
        <>
          <Button size="md" disabled={blocked !== undefined} onClick={start}>
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
        <Text>{lead}</Text>
        {blocked !== undefined && <Text c="var(--sg-stop)">{blocked}</Text>}
        {trained && stale && <Text c="var(--sg-careful)">{words('trainScreen.stale')}</Text>}
        {children}
      </Stack>
    </Screen>
  );
}
