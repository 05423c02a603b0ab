import { Area, AreaChart as Plot, Tooltip } from 'recharts';
import { useMemo } from 'react';
import { ChartTooltip } from './chart-tooltip.tsx';
import { grid, MARGIN, markLines, xAxis, yAxis } from './frame-of-axes.tsx';
import { thinLine } from './thin.ts';
import type { Axis, LinePoint, Mark } from './types.ts';
import { usePlotSize } from './use-drawn-width.ts';
import { chartInk, useScheme } from './use-scheme.ts';

export interface AreaChartProps {
  readonly points: readonly LinePoint[];
  readonly name: string;
  readonly color: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly height: number;
  readonly marks?: readonly Mark[];
}

/** One filled line from zero: an amount over a numeric axis. */
export default function AreaChart({ points, name, color, x, y, height, marks = [] }: AreaChartProps) {
  const ink = chartInk(useScheme());
  const rows = useMemo(() => thinLine(points).map((point) => ({ x: point.x, y: point.y })), [points]);
  const size = usePlotSize(height);
  const write = (axis: Axis, value: number) => (axis.format ? axis.format(value) : String(value));
  return (
    <Plot {...size} margin={MARGIN} data={rows} accessibilityLayer={false}>
      {grid(ink)}
      {xAxis(x, ink)}
      {yAxis(y, ink, true)}
      <Area
        dataKey="y"
        name={name}
        type="linear"
        stroke={color}
        strokeWidth={2}
        fill={color}
        fillOpacity={0.2}
        isAnimationActive={false}
      />
      {markLines(marks, ink)}
      <Tooltip
        isAnimationActive={false}
        content={({ active, payload, label }) =>
          active && payload.length > 0 ? (
            <ChartTooltip
              title={`${x.title}: ${write(x, Number(label))}`}
              lines={[{ name, value: write(y, Number(payload[0]?.value)), color }]}
            />
          ) : null
        }
      />
    </Plot>
  );
}
