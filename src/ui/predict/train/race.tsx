import { Box, Button, Group, Progress, Text } from '@mantine/core';
import type { TrainingState } from '../../../app/state.ts';
import { useCommands } from '../../app-context.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Panel } from '../../shell/panel.tsx';
import { ComputeLine } from '../parts/compute-line.tsx';
import { SteerNetwork } from '../../network/steer-network.tsx';
import { lanes } from '../view/race.ts';
import { LaneRow } from './lane-row.tsx';
import type { RaceScale } from './race-scale.ts';
import { BASELINE_AT } from './skill-bar.tsx';

interface RaceProps {
  readonly training: TrainingState;
  readonly scale: RaceScale;
}

/** Training as it happens: how far, how long still, the ways to stop, and one lane a kind of model. */
export function Race({ training, scale }: RaceProps) {
  const words = useWords();
  const format = useFormat();
  const rows = lanes(training, scale.higherIsBetter);
  const time =
    training.leftMs === undefined
      ? words('race.elapsed', { time: format.duration(training.elapsedMs) })
      : words('race.left', { time: format.duration(training.leftMs) });
  return (
    <Box maw="var(--sg-reading)">
      <Progress value={100 * training.share} size="lg" aria-label={words('race.share')} transitionDuration={0} />
      <Text size="sm" c="dimmed" mt={4} mb="md">
        {training.status === 'paused' ? words('race.paused') : time}
      </Text>
      <RaceButtons training={training} />
      <Panel title={words('race.title')} lead={scale.lead}>
        {rows.length === 0 ? (
          <Text c="dimmed">{words('race.waiting')}</Text>
        ) : (
          <Group justify="space-between" pb={4} pl={`${BASELINE_AT}%`}>
            <Text size="xs" c="dimmed">
              {scale.low(training.baselineScore)}
            </Text>
            <Text size="xs" c="dimmed">
              {scale.high}
            </Text>
          </Group>
        )}
        <Box component="ul" p={0} m={0}>
          {rows.map((lane) => (
            <LaneRow key={lane.estimator} lane={lane} scale={scale} />
          ))}
        </Box>
        {training.compute && training.compute.backend !== 'none' && <ComputeLine compute={training.compute} />}
      </Panel>
    </Box>
  );
}

function RaceButtons({ training }: { readonly training: TrainingState }) {
  const words = useWords();
  const commands = useCommands();
  const { status, race } = training;
  const stoppable = status === 'running' || status === 'paused';
  return (
    <Group gap="xs">
      {status === 'paused' ? (
        <Button onClick={() => commands.resumeTraining()}>{words('race.resume')}</Button>
      ) : (
        <Button variant="default" disabled={!stoppable} onClick={() => commands.pauseTraining()}>
          {words('race.pause')}
        </Button>
      )}
      {race.some(({ candidate }) => candidate.family === 'network') && <SteerNetwork training={training} />}
      <Button variant="default" disabled={!stoppable} onClick={() => commands.finishTraining()}>
        {words('race.finish')}
      </Button>
      <Button variant="default" onClick={() => commands.cancelTraining()}>
        {words('race.cancel')}
      </Button>
    </Group>
  );
}
