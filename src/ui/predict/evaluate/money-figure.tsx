import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { BinaryCurves } from '../../../lenses/predict/report.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { LineChart } from '../../charts/lazy.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTickFormat } from '../parts/use-tick-format.ts';
import type { Assumptions } from '../view/card.ts';
import { moneyAt } from '../view/threshold-money.ts';
import { pointAt } from '../view/threshold.ts';

interface MoneyFigureProps {
  readonly curves: BinaryCurves;
  readonly threshold: number;
  readonly assumed: Assumptions;
  readonly yes: string;
}

/** What acting would be worth at each threshold under the person's own assumptions. */
export function MoneyFigure({ curves, threshold, assumed, yes }: MoneyFigureProps) {
  const words = useWords();
  const format = useFormat();
  const tick = useTickFormat();
  const colors = roleColors(useScheme());
  const money = (value: number) => format.money(value, assumed.currency);
  const points = useMemo(
    () =>
      curves.thresholds.map((point) => {
        const { value, low, high } = moneyAt(point, assumed);
        return { x: point.threshold, y: value, low, high };
      }),
    [curves, assumed],
  );
  const here = pointAt(curves.thresholds, threshold);
  if (!here) return null;
  const gain = moneyAt(here, assumed);
  return (
    <Stack gap="xs">
      <ChartFrame
        title={words('money.chart', { yes })}
        rows={{ set: curves.rows, count: curves.rowCount }}
        summary={words('money.summary', {
          flagged: format.count(gain.flagged),
          gain: money(gain.value),
          low: money(gain.low),
          high: money(gain.high),
          threshold: format.percent(threshold),
        })}
        table={{
          columns: [words('money.threshold'), words('money.gain'), words('figures.low'), words('figures.high')],
          rows: points.map(({ x, y, low, high }) => [x, y, low, high]),
        }}
        fileName="money-by-threshold"
        height={280}
      >
        <LineChart
          series={[{ name: words('money.gain'), color: colors.model, points }]}
          x={{
            title: words('money.threshold'),
            format: format.percent,
            domain: [0, 1],
            ticks: [0, 0.25, 0.5, 0.75, 1],
          }}
          y={{ title: words('money.gain'), format: (value) => tick.money(value, assumed.currency) }}
          height={280}
          marks={[{ x: threshold, label: format.percent(threshold) }]}
        />
      </ChartFrame>
      <Text size="sm" c="dimmed">
        {words('money.form', {
          yes,
          found: format.count(here.truePositives),
          value: money(assumed.valuePerRow),
          effect: format.percent(assumed.effect),
          flagged: format.count(gain.flagged),
          cost: money(assumed.costPerRow),
          gain: money(gain.value),
        })}
      </Text>
    </Stack>
  );
}
