import { Button, Tooltip } from '@mantine/core';
import type { TrainingState } from '../../app/state.ts';
import { useCommands } from '../app-context.tsx';
import { useWords } from '../i18n/use-words.ts';

/** Buttons for the network that learns just now: one epoch more, and back to its best one. Idle while none learns. */
export function SteerNetwork({ training: { status, race } }: { readonly training: TrainingState }) {
  const words = useWords();
  const commands = useCommands();
  const learns = race.some((row) => row.status === 'running' && row.candidate.family === 'network');
  const disabled = !learns || (status !== 'running' && status !== 'paused');
  return (
    <>
      <Tooltip label={words('network.step.why')}>
        <Button variant="default" disabled={disabled} onClick={() => commands.stepTraining()}>
          {words('network.step')}
        </Button>
      </Tooltip>
      <Tooltip label={words('network.best.why')}>
        <Button variant="default" disabled={disabled} onClick={() => commands.backToBest()}>
          {words('network.best')}
        </Button>
      </Tooltip>
    </>
  );
}
