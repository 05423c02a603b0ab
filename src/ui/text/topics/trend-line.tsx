import { Text } from '@mantine/core';
import type { Subject } from '../../../lenses/text/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';

const WIDTH = 120;
const HEIGHT = 28;

/** How many texts a period, from the first to the last: from zero, so that heights can be compared within a line. */
export function TrendLine({ trend }: { readonly trend: NonNullable<Subject['trend']> }) {
  const words = useWords();
  const format = useFormat();
  const [first] = trend;
  const last = trend.at(-1);
  if (!first || !last || trend.length < 2) return null;
  const most = Math.max(1, ...trend.map(({ count }) => count));
  const step = (WIDTH - 4) / (trend.length - 1);
  const path = trend
    .map(
      ({ count }, i) =>
        `${i === 0 ? 'M' : 'L'}${(2 + i * step).toFixed(1)} ${(HEIGHT - 3 - (count / most) * (HEIGHT - 6)).toFixed(1)}`,
    )
    .join('');
  const said = words('inbox.trend', {
    from: format.date(first.from),
    to: format.date(last.from),
    first: format.count(first.count),
    last: format.count(last.count),
    most: format.count(most),
  });
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8, flexWrap: 'wrap' }}>
      <svg width={WIDTH} height={HEIGHT} role="img" aria-label={said}>
        <title>{said}</title>
        <path d={`M2 ${HEIGHT - 3}H${WIDTH - 2}`} stroke="var(--sg-line)" />
        <path d={path} fill="none" stroke="var(--sg-mark)" strokeWidth="2" />
      </svg>
      <Text size="xs" c="dimmed" component="span">
        {words('inbox.trend.short', { from: format.date(first.from), to: format.date(last.from) })}
      </Text>
    </span>
  );
}
