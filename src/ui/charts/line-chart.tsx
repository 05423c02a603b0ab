import { useMemo } from 'react';
import { Area, ComposedChart, Line, Tooltip } from 'recharts';
import { ChartTooltip } from './chart-tooltip.tsx';
import { grid, MARGIN, markLines, xAxis, yAxis } from './frame-of-axes.tsx';
import { SeriesLegend } from './series-legend.tsx';
import { thinLine } from './thin.ts';
import type { Axis, LinePoint, LineSeries, Mark } from './types.ts';
import { usePlotSize } from './use-drawn-width.ts';
import { chartInk, useScheme } from './use-scheme.ts';

export interface LineChartProps {
  readonly series: readonly LineSeries[];
  readonly x: Axis;
  readonly y: Axis;
  readonly height: number;
  readonly marks?: readonly Mark[];
}

/** Lines over a numeric axis, with bands where points carry low and high. */
export default function LineChart({ series, x, y, height, marks = [] }: LineChartProps) {
  const ink = chartInk(useScheme());
  const drawn = useMemo(() => series.map((line) => ({ ...line, points: drawable(thinLine(line.points)) })), [series]);
  const size = usePlotSize(height);
  const rows = useMemo(() => mergeByX(drawn.map((line) => line.points)), [drawn]);
  return (
    <>
      <ComposedChart {...size} margin={MARGIN} data={rows} accessibilityLayer={false}>
        {grid(ink)}
        {xAxis(x, ink)}
        {yAxis(y, ink)}
        {drawn.map((line, index) =>
          line.points.some((point) => point.low !== undefined) ? (
            <Area
              key={`band ${line.name}`}
              dataKey={`band${index}`}
              stroke="none"
              fill={line.color}
              fillOpacity={0.16}
              connectNulls
              isAnimationActive={false}
              activeDot={false}
              tooltipType="none"
            />
          ) : null,
        )}
        {drawn.map((line, index) => (
          <Line
            key={line.name}
            name={line.name}
            dataKey={`y${index}`}
            type={line.step ? 'stepAfter' : 'linear'}
            stroke={line.color}
            strokeWidth={2}
            {...(line.dashed ? { strokeDasharray: '6 4' } : {})}
            dot={line.dots ? { r: 3, fill: line.color } : false}
            connectNulls
            isAnimationActive={false}
          />
        ))}
        {markLines(marks, ink)}
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload, label }) =>
            active && payload.length > 0 ? (
              <ChartTooltip
                title={`${x.title}: ${write(x, Number(label))}`}
                lines={payload
                  .filter((entry) => typeof entry.value === 'number')
                  .map((entry) => ({
                    name: String(entry.name),
                    value: write(y, Number(entry.value)),
                    color: entry.color ?? ink.axis,
                  }))}
              />
            ) : null
          }
        />
      </ComposedChart>
      {drawn.length > 1 ? <SeriesLegend series={drawn} /> : null}
    </>
  );
}

const write = (axis: Axis, value: number) => (axis.format ? axis.format(value) : String(value));

function drawable(points: readonly LinePoint[]): readonly LinePoint[] {
  return points.filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y));
}

type Merged = { x: number } & Record<string, number | readonly [number, number]>;

/** One row a distinct x, each series under its own key; series that double back keep their points apart. */
function mergeByX(series: readonly (readonly LinePoint[])[]): readonly Merged[] {
  const rows: Merged[] = [];
  for (const [index, points] of series.entries()) {
    for (const point of points) {
      const row: Merged = { x: point.x, [`y${index}`]: point.y };
      if (point.low !== undefined && point.high !== undefined) row[`band${index}`] = [point.low, point.high];
      rows.push(row);
    }
  }
  if (series.length < 2) return rows;
  rows.sort((a, b) => a.x - b.x);
  const merged: Merged[] = [];
  for (const row of rows) {
    const last = merged.at(-1);
    if (last && last.x === row.x && Object.keys(row).every((key) => key === 'x' || !(key in last))) {
      Object.assign(last, row);
    } else {
      merged.push(row);
    }
  }
  return merged;
}
