import { Button, Group } from '@mantine/core';
import { useLocation } from 'wouter';
import { canGoOn } from '../../app/unfinished.ts';
import { useApp, useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';
import { stepAddress } from '../steps.ts';

/** Whether an interrupted training can go on from its checkpoint. */
export const useCanGoOn = (): boolean => useApp((state) => canGoOn(state.unfinished, state));

/** The ways out of a training that was cut short; both lead to the race. */
export function InterruptedTraining() {
  const words = useWords();
  const commands = useCommands();
  const offered = useCanGoOn();
  const ready = useApp((state) => state.table.status === 'ready' && state.profile.status === 'ready');
  const [, navigate] = useLocation();
  const watch = (training: Promise<void>): void => {
    void training;
    navigate(stepAddress('train'));
  };
  return (
    <Group gap="xs" mt="xs">
      {offered && (
        <Button size="compact-sm" disabled={!ready} onClick={() => watch(commands.goOnTraining())}>
          {words('training.goOn')}
        </Button>
      )}
      <Button size="compact-sm" variant="default" disabled={!ready} onClick={() => watch(commands.train())}>
        {words('training.again')}
      </Button>
    </Group>
  );
}
