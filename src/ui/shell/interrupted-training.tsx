import { Button, Group } from '@mantine/core';
import { useLocation } from 'wouter';
import { goOn } from '../../app/unfinished.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { stepAddress } from '../steps.ts';

/** Whether there is a best try to go on with; only its being there is told, so that the page renders when that changes. */
export const useCanGoOn = (): boolean => useApp((state) => goOn(state.unfinished, state) !== undefined);

/** The ways out of a training that was cut short; both lead to the race. */
export function InterruptedTraining() {
  const words = useWords();
  const commands = useCommands();
  const canGoOn = useCanGoOn();
  const ready = useApp((state) => state.table.status === 'ready' && state.profile.status === 'ready');
  const [, navigate] = useLocation();
  const watch = (training: Promise<void>): void => {
    void training;
    navigate(stepAddress('train'));
  };
  return (
    <Group gap="xs" mt="xs">
      {canGoOn && (
        <Button size="compact-sm" disabled={!ready} onClick={() => watch(commands.trainBest())}>
          {words('training.best')}
        </Button>
      )}
      <Button size="compact-sm" variant="default" disabled={!ready} onClick={() => watch(commands.train())}>
        {words('training.again')}
      </Button>
    </Group>
  );
}
