import { useMemo } from 'react';
import { Area, ComposedChart, Line, Tooltip } from 'recharts';
import { ChartTooltip } from './chart-tooltip.tsx';
import { grid, MARGIN, markLines, xAxis, yAxis } from './frame-of-axes.tsx';
import { SeriesLegend } from './series-legend.tsx';
import { thinLine } from './thin.ts';
import type { Axis, LinePoint, Mark } from './types.ts';
import { usePlotSize } from './use-drawn-width.ts';
import { chartInk, useScheme } from './use-scheme.ts';

/** A stretch of time that was foretold: a line in the middle of bands, the outermost first. */
export interface FanStretch {
  readonly name: string;
  readonly color: string;
  readonly points: readonly FanPoint[];
  /** Drawn fainter: forecasts of the past. */
  readonly quiet?: boolean;
}

export interface FanPoint {
  readonly x: number;
  readonly middle: number;
  /** Low and high of each band, the outermost first. */
  readonly bands: readonly (readonly [number, number])[];
}

export interface FanChartProps {
  /** What was: a gap where y is NaN. */
  readonly past: { readonly name: string; readonly color: string; readonly points: readonly LinePoint[] };
  /** Each band in words: "9 in 10", "1 in 2". As many as the points have. */
  readonly bands: readonly string[];
  readonly stretches: readonly FanStretch[];
  /** Single points worth a look: odd days. */
  readonly dots?: { readonly name: string; readonly color: string; readonly points: readonly LinePoint[] };
  readonly x: Axis;
  readonly y: Axis;
  readonly height: number;
  readonly marks?: readonly Mark[];
}

type Row = { x: number } & Record<string, number | readonly [number, number] | null>;

/** What was, and what is to come as a fan. */
export default function FanChart({ past, bands, stretches, dots, x, y, height, marks = [] }: FanChartProps) {
  const ink = chartInk(useScheme());
  const size = usePlotSize(height);
  const rows = useMemo(() => rowsOf(past.points, stretches, dots?.points ?? []), [past.points, stretches, dots]);
  // One line alone is what the chart's title names.
  const named = [past, ...distinct(stretches), ...(dots ? [dots] : [])];
  const write = (axis: Axis, value: number) => (axis.format ? axis.format(value) : String(value));
  return (
    <>
      <ComposedChart {...size} margin={MARGIN} data={rows} accessibilityLayer={false}>
        {grid(ink)}
        {xAxis(x, ink)}
        {yAxis(y, ink)}
        {stretches.flatMap((stretch, s) =>
          bands.map((band, b) => (
            <Area
              key={`${stretch.name} ${band}`}
              name={band}
              dataKey={`band${s}.${b}`}
              stroke="none"
              fill={stretch.color}
              fillOpacity={stretch.quiet ? 0.1 : 0.18}
              isAnimationActive={false}
              activeDot={false}
            />
          )),
        )}
        <Line
          name={past.name}
          dataKey="past"
          type="linear"
          stroke={past.color}
          strokeWidth={1.5}
          dot={false}
          connectNulls={false}
          isAnimationActive={false}
        />
        {stretches.map((stretch, s) => (
          <Line
            key={stretch.name}
            name={stretch.name}
            dataKey={`middle${s}`}
            type="linear"
            stroke={stretch.color}
            strokeWidth={stretch.quiet ? 1.25 : 2}
            dot={stretch.points.length === 1 ? { r: 3, fill: stretch.color } : false}
            isAnimationActive={false}
          />
        ))}
        {dots ? (
          <Line
            name={dots.name}
            dataKey="dot"
            type="linear"
            stroke="none"
            dot={{ r: 4, fill: 'none', stroke: dots.color, strokeWidth: 2 }}
            isAnimationActive={false}
          />
        ) : null}
        {markLines(marks, ink)}
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload, label }) =>
            active && payload.length > 0 ? (
              <ChartTooltip
                title={`${x.title}: ${write(x, Number(label))}`}
                lines={payload.flatMap((entry) => lineOf(entry, (value) => write(y, value), ink.axis))}
              />
            ) : null
          }
        />
      </ComposedChart>
      {named.length > 1 && <SeriesLegend series={named} />}
    </>
  );
}

interface Entry {
  readonly name?: unknown;
  readonly value?: unknown;
  readonly color?: string | undefined;
}

function lineOf({ name, value, color }: Entry, write: (value: number) => string, plain: string) {
  if (typeof value === 'number') return [{ name: String(name), value: write(value), color: color ?? plain }];
  if (!Array.isArray(value)) return [];
  const [low, high] = value as readonly unknown[];
  if (typeof low !== 'number' || typeof high !== 'number') return [];
  return [{ name: String(name), value: `${write(low)} – ${write(high)}`, color: color ?? plain }];
}

/** Stretches of one name and colour need one entry of the legend. */
const distinct = (stretches: readonly FanStretch[]): FanStretch[] =>
  stretches.filter(
    (one, i) => stretches.findIndex(({ name, color }) => name === one.name && color === one.color) === i,
  );

function rowsOf(past: readonly LinePoint[], stretches: readonly FanStretch[], dots: readonly LinePoint[]): Row[] {
  const rows = new Map<number, Row>();
  const at = (x: number): Row => {
    const known = rows.get(x);
    if (known) return known;
    const row: Row = { x };
    rows.set(x, row);
    return row;
  };
  for (const { x, y } of thinLine(past)) at(x)['past'] = Number.isFinite(y) ? y : null;
  for (const [s, stretch] of stretches.entries()) {
    for (const point of stretch.points) {
      const row = at(point.x);
      row[`middle${s}`] = point.middle;
      for (const [b, band] of point.bands.entries()) row[`band${s}.${b}`] = band;
    }
  }
  for (const { x, y } of dots) at(x)['dot'] = y;
  return [...rows.values()].toSorted((a, b) => a.x - b.x);
}
