import type { LossPoint } from '../../../app/state.ts';
import { Group, Text } from '@mantine/core';
import { useWords } from '../../i18n/use-words.ts';
import { sparkLines } from '../view/race.ts';

const WIDTH = 160;
const HEIGHT = 40;

const path = (points: readonly { readonly x: number; readonly y: number }[]) =>
  points
    .map(
      ({ x, y }, index) =>
        `${index === 0 ? 'M' : 'L'}${(x * (WIDTH - 4) + 2).toFixed(1)} ${(y * (HEIGHT - 6) + 3).toFixed(1)}`,
    )
    .join('');

/** The error while learning: on training rows (thin, dashed) and on validation rows (bold). Keeps its height when empty. */
export function Sparkline({ curve, model }: { readonly curve: readonly LossPoint[]; readonly model: string }) {
  const words = useWords();
  const { train, validation } = sparkLines(curve);
  const empty = train.length < 2 && validation.length < 2;
  return (
    <Group gap="xs" wrap="nowrap" mih={HEIGHT}>
      {!empty && (
        <>
          <svg width={WIDTH} height={HEIGHT} role="img" aria-label={words('race.curve', { model })}>
            <path d={path(train)} fill="none" stroke="var(--mantine-color-dimmed)" strokeDasharray="3 2" />
            <path d={path(validation)} fill="none" stroke="var(--sg-mark)" strokeWidth="2" />
          </svg>
          <Text size="xs" c="dimmed" component="div">
            {validation.length > 1 && <div style={{ color: 'var(--sg-mark)' }}>{words('race.curve.validation')}</div>}
            {train.length > 1 && <div>{words('race.curve.train')}</div>}
          </Text>
        </>
      )}
    </Group>
  );
}
