import { useMemo } from 'react';
import { Bar, BarChart, Rectangle, Tooltip } from 'recharts';
import { ChartTooltip } from './chart-tooltip.tsx';
import { grid, MARGIN, markLines, xAxis, yAxis } from './frame-of-axes.tsx';
import { categoryColor } from './palette.ts';
import { roundTicks } from './ticks.ts';
import type { Axis, Mark } from './types.ts';
import { usePlotSize } from './use-drawn-width.ts';
import { chartInk, useScheme } from './use-scheme.ts';

export interface HistogramChartProps {
  /** counts.length + 1 edges, ascending. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly x: Axis;
  readonly y: Axis;
  readonly height: number;
  readonly color?: string;
  readonly marks?: readonly Mark[];
}

/** Counts of equal stretches of a numeric axis; bars touch and start at zero. */
export default function HistogramChart(props: HistogramChartProps) {
  const { edges, counts, x, y, height, marks = [] } = props;
  const scheme = useScheme();
  const ink = chartInk(scheme);
  const bins = useMemo(
    () =>
      counts.map((count, index) => {
        const from = edges[index] ?? 0;
        const to = edges[index + 1] ?? from;
        return { x: (from + to) / 2, from, to, count };
      }),
    [edges, counts],
  );
  const size = usePlotSize(height);
  const write = (value: number) => (x.format ? x.format(value) : String(value));
  const first = edges[0] ?? 0;
  const last = edges.at(-1) ?? 1;
  const ends: Axis = {
    ticks: roundTicks(first, last),
    ...x,
    domain: x.domain ?? (first === last ? [first - 0.5, last + 0.5] : [first, last]),
  };
  return (
    <BarChart {...size} margin={MARGIN} data={bins} barCategoryGap={0} accessibilityLayer={false}>
      {grid(ink)}
      {xAxis(ends, ink)}
      {yAxis({ ...y, domain: y.domain ?? [0, 'auto'] }, ink, true)}
      <Bar
        dataKey="count"
        fill={props.color ?? categoryColor(0, scheme)}
        fillOpacity={0.85}
        isAnimationActive={false}
        shape={(bar: unknown) => <BinBar bar={bar as BinShape} first={first} last={last} />}
      />
      {markLines(marks, ink)}
      <Tooltip
        isAnimationActive={false}
        cursor={false}
        content={({ active, payload }) => {
          const bin = payload?.[0]?.payload as (typeof bins)[number] | undefined;
          if (!active || !bin) return null;
          const value = y.format ? y.format(bin.count) : String(bin.count);
          return (
            <ChartTooltip
              title={`${x.title}: ${write(bin.from)} – ${write(bin.to)}`}
              lines={[{ name: y.title, value }]}
            />
          );
        }}
      />
    </BarChart>
  );
}

interface BinShape {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly fill?: string;
  readonly background?: { readonly x?: number | null; readonly width?: number | null } | null;
  readonly payload?: { readonly from: number; readonly to: number; readonly x: number };
}

/** recharts guesses a bar's width from the gaps between centres; the bin's own share of the axis is exact. */
function BinBar({ bar, first, last }: { readonly bar: BinShape; readonly first: number; readonly last: number }) {
  const { x = 0, y = 0, width = 0, height = 0, fill = 'currentColor', payload } = bar;
  const plotWidth = bar.background?.width ?? 0;
  const exact =
    payload && last > first && plotWidth > width * 1.5
      ? ((payload.to - payload.from) / (last - first)) * plotWidth
      : width;
  const centre = x + width / 2;
  return <Rectangle x={centre - exact / 2 + 0.5} y={y} width={Math.max(1, exact - 1)} height={height} fill={fill} />;
}
