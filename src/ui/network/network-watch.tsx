import { SimpleGrid, Stack, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { LossPoint, RaceRow } from '../../app/state.ts';
import { roleColors } from '../charts/palette.ts';
import { useScheme } from '../charts/use-scheme.ts';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import { NetworkDrawing } from './network-drawing.tsx';
import { SmallLines, type SmallLine } from './small-lines.tsx';

/** Only networks for pictures have one. */
const LiveView = lazy(() => import('../image/train/live-view.tsx'));

interface NetworkWatchProps {
  readonly row: RaceRow;
  /** Its kind of model in words. */
  readonly model: string;
}

const read = (
  curve: readonly LossPoint[],
  value: (point: LossPoint) => number | undefined,
): { readonly x: number; readonly y: number }[] =>
  curve.flatMap((point) => {
    const y = value(point);
    return y === undefined ? [] : [{ x: point.done, y }];
  });

/** A network as it learns: error and right answers over the epochs, how fast, and what it is built of. */
export function NetworkWatch({ row, model }: NetworkWatchProps) {
  const words = useWords();
  const format = useFormat();
  const colors = roleColors(useScheme());
  const { curve, candidate, total } = row;
  const right = read(curve, (point) => point.validationAccuracy);
  const validation = words('race.curve.validation');
  const error: readonly SmallLine[] = [
    { name: validation, color: colors.model, points: read(curve, (point) => point.validationLoss) },
    {
      name: words('race.curve.train'),
      color: colors.baseline,
      dashed: true,
      points: read(curve, (point) => point.loss),
    },
  ];
  const least = Math.min(...right.map(({ y }) => y));
  const shared = {
    to: total,
    xTitle: words('network.epochs'),
    waiting: row.status === 'running' ? words('network.waiting') : '',
  };
  return (
    <Stack gap="xs" mt={4}>
      <Text size="sm" c="dimmed" mih={20}>
        {[
          ...(row.rowsPerSecond === undefined
            ? []
            : [words('network.speed', { rows: format.number(row.rowsPerSecond) })]),
          ...(row.learningRate === undefined ? [] : [words('network.rate', { rate: format.number(row.learningRate) })]),
        ].join(' · ')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: right.length > 0 ? 2 : 1 }} spacing="md">
        <SmallLines
          {...shared}
          title={words('network.error')}
          label={words('race.curve', { model })}
          lines={error}
          format={format.number}
        />
        {right.length > 0 && (
          <SmallLines
            {...shared}
            title={words('network.right')}
            label={words('network.right.label', { model, share: format.percent(right.at(-1)?.y) })}
            lines={[{ name: validation, color: colors.model, points: right }]}
            range={[Math.max(0, Math.floor(least * 10 - 1e-9) / 10), 1]}
            format={format.percent}
          />
        )}
      </SimpleGrid>
      {row.live && (
        <Suspense fallback={null}>
          <LiveView live={row.live} />
        </Suspense>
      )}
      {candidate.layers && <NetworkDrawing layers={candidate.layers} />}
    </Stack>
  );
}
