import { useMemo } from 'react';
import { ReferenceLine, Scatter, ScatterChart as Plot, Tooltip } from 'recharts';
import { ChartTooltip } from './chart-tooltip.tsx';
import { grid, MARGIN, markLines, xAxis, yAxis } from './frame-of-axes.tsx';
import { SeriesLegend } from './series-legend.tsx';
import { thinScatter } from './thin.ts';
import type { Axis, Mark, ScatterSeries } from './types.ts';
import { usePlotSize } from './use-drawn-width.ts';
import { chartInk, useScheme } from './use-scheme.ts';

export interface ScatterChartProps {
  readonly series: readonly ScatterSeries[];
  readonly x: Axis;
  readonly y: Axis;
  readonly height: number;
  /** Draws y = x across the data; with `band`, y = x ± band as well. */
  readonly diagonal?: { readonly band?: number };
  readonly marks?: readonly Mark[];
}

/** Points over two numeric axes; at most 1,000 are drawn. */
export default function ScatterChart({ series, x, y, height, diagonal, marks = [] }: ScatterChartProps) {
  const ink = chartInk(useScheme());
  const drawn = useMemo(() => {
    const share = Math.max(1, series.length);
    return series.map((group) => ({ ...group, points: thinScatter(group.points, Math.floor(1000 / share)) }));
  }, [series]);
  const range = useMemo(() => extent(drawn.flatMap((group) => group.points)), [drawn]);
  const size = usePlotSize(height);
  const write = (axis: Axis, value: number) => (axis.format ? axis.format(value) : String(value));
  return (
    <>
      <Plot {...size} margin={MARGIN} accessibilityLayer={false}>
        {grid(ink)}
        {xAxis(x, ink)}
        {yAxis(y, ink)}
        {diagonal && range ? diagonals(range, diagonal.band, ink.axis) : null}
        {drawn.map((group) => (
          <Scatter
            key={group.name}
            name={group.name}
            data={group.points.map((point) => ({ x: point.x, y: point.y }))}
            dataKey="y"
            fill={group.color}
            fillOpacity={0.55}
            isAnimationActive={false}
            shape={(point: unknown) => dot(point as DotShape)}
          />
        ))}
        {markLines(marks, ink)}
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload }) => {
            const point = payload?.[0]?.payload as { x: number; y: number } | undefined;
            if (!active || !point) return null;
            return (
              <ChartTooltip
                lines={[
                  { name: x.title, value: write(x, point.x) },
                  { name: y.title, value: write(y, point.y) },
                ]}
              />
            );
          }}
        />
      </Plot>
      {drawn.length > 1 ? <SeriesLegend series={drawn} /> : null}
    </>
  );
}

interface DotShape {
  readonly cx?: number;
  readonly cy?: number;
  readonly fill?: string;
}

function dot({ cx, cy, fill }: DotShape) {
  return <circle cx={cx} cy={cy} r={3} fill={fill} fillOpacity={0.55} />;
}

function extent(points: readonly { readonly x: number; readonly y: number }[]): readonly [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const { x, y } of points) {
    low = Math.min(low, x, y);
    high = Math.max(high, x, y);
  }
  return low < high ? [low, high] : null;
}

function diagonals([low, high]: readonly [number, number], band: number | undefined, color: string) {
  const line = (offset: number, dashed: boolean) => (
    <ReferenceLine
      key={`diagonal ${offset}`}
      segment={[
        { x: low, y: low + offset },
        { x: high, y: high + offset },
      ]}
      stroke={color}
      {...(dashed ? { strokeDasharray: '4 3' } : {})}
      ifOverflow="hidden"
    />
  );
  return band === undefined ? line(0, false) : [line(0, false), line(band, true), line(-band, true)];
}
