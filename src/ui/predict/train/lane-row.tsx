import { Badge, Box, Group, Progress, Stack, Text } from '@mantine/core';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EstimatorName } from '../parts/estimator-name.tsx';
import { useEstimatorName } from '../parts/use-estimator-name.ts';
import { NetworkWatch } from '../../network/network-watch.tsx';
import type { Lane } from '../view/race.ts';
import type { RaceScale } from './race-scale.ts';
import { SkillBar } from './skill-bar.tsx';
import { Sparkline } from './sparkline.tsx';

/** One kind of model: name, best score on the way from guessing to perfect, what it does now. */
export function LaneRow({ lane, scale }: { readonly lane: Lane; readonly scale: RaceScale }) {
  const words = useWords();
  const format = useFormat();
  const nameOf = useEstimatorName();
  const { shown } = lane;
  const score = lane.score === undefined ? words('race.score.none') : scale.value(lane.score);
  const running = lane.status === 'running';
  const notes = [
    words('race.tries', { count: lane.tries }),
    ...(lane.failed > 0 && lane.status !== 'failed' ? [words('race.failed', { count: lane.failed })] : []),
    running
      ? `${words('race.status.running')} ${words('race.progress', { done: format.count(shown.done), total: format.count(shown.total) })}`
      : words(`race.status.${lane.status}`),
  ];
  return (
    <Stack component="li" gap={4} py="sm" style={{ borderTop: '1px solid var(--sg-line)', listStyle: 'none' }}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <EstimatorName estimator={lane.estimator} />
          {lane.leads && (
            <Badge variant="filled" tt="none">
              {words('race.leads')}
            </Badge>
          )}
        </Group>
        <Text fw={600}>{score}</Text>
      </Group>
      <SkillBar
        skill={lane.skill}
        leads={lane.leads}
        label={words('race.bar', {
          model: nameOf(lane.estimator),
          score,
          skill: format.percent(lane.skill ?? 0),
          low: scale.low(undefined),
          high: scale.high,
        })}
      />
      <Text size="sm" c="dimmed">
        {notes.join(' · ')}
      </Text>
      <Box mih={4}>
        {running && <Progress value={shown.total > 0 ? (100 * shown.done) / shown.total : 0} size={4} aria-hidden />}
      </Box>
      {lane.family === 'network' ? (
        <NetworkWatch row={shown} model={nameOf(lane.estimator)} />
      ) : (
        shown.curve.length > 1 && <Sparkline curve={shown.curve} model={nameOf(lane.estimator)} />
      )}
    </Stack>
  );
}
