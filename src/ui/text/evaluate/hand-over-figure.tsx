import { Stack, Text } from '@mantine/core';
import type { OutOfScope } from '../../../lenses/text/types.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { LineChart } from '../../charts/lazy.tsx';
import { categoryColor } from '../../charts/palette.ts';
import type { LineSeries } from '../../charts/types.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { outcomesAt, pointAt } from '../view/hand-over.ts';

interface HandOverFigureProps {
  readonly curve: OutOfScope['curve'];
  readonly threshold: number;
}

/** "Answers 83 of 100, of these 95 right; 80 of 100 strangers are handed over." */
export function HandOverSentence({ curve, threshold }: HandOverFigureProps) {
  const words = useWords();
  const format = useFormat();
  const point = pointAt(curve, threshold);
  if (!point) return null;
  const [right, wrong] = outcomesAt(point);
  return (
    <Text fw={600} aria-live="polite" mih={48}>
      {words('inbox.unsure.sentence', {
        answered: format.count(Math.round(right + wrong)),
        right: format.count(Math.round(100 * point.accuracy)),
        strangers: format.count(Math.round(100 * point.handedOver)),
      })}
    </Text>
  );
}

/** What becomes of texts at every threshold: known ones answered, rightly answered, and strangers handed over. */
export function HandOverCurve({ curve, threshold }: HandOverFigureProps) {
  const words = useWords();
  const format = useFormat();
  const scheme = useScheme();
  // The end, where nothing is answered, lies beyond every share.
  const drawn = curve.filter((point) => point.threshold <= 1);
  const names = [words('inbox.unsure.answered'), words('inbox.unsure.right'), words('inbox.unsure.handed')] as const;
  const line = (name: string, color: number, y: (point: OutOfScope['curve'][number]) => number): LineSeries => ({
    name,
    color: categoryColor(color, scheme),
    points: drawn.map((point) => ({ x: point.threshold, y: y(point) })),
    ...(color === 2 ? { dashed: true } : {}),
  });
  return (
    <Stack gap={4}>
      <ChartFrame
        title={words('inbox.unsure.chart')}
        summary={words('inbox.unsure.chart.summary', { threshold: format.percent(threshold) })}
        table={{
          columns: [words('inbox.unsure.axis'), ...names],
          rows: drawn.map((point) => [point.threshold, point.answered, point.accuracy, point.handedOver]),
        }}
        fileName="hand-over"
        height={300}
        state={curve.length > 1 ? 'ready' : 'empty'}
      >
        <LineChart
          series={[
            line(names[0], 0, ({ answered }) => answered),
            line(names[1], 1, ({ accuracy }) => accuracy),
            line(names[2], 2, ({ handedOver }) => handedOver),
          ]}
          x={{ title: words('inbox.unsure.axis'), format: format.percent, domain: [0, 1] }}
          y={{ title: words('inbox.unsure.axis.y'), format: format.percent, domain: [0, 1] }}
          height={300}
          marks={[{ x: threshold, label: format.percent(threshold) }]}
        />
      </ChartFrame>
    </Stack>
  );
}
