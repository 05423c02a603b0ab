import { CartesianGrid, Label, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { Axis, Mark } from './types.ts';
import type { ChartInk } from './use-scheme.ts';

const TICK = 12;

/** Common settings of a numeric horizontal axis. recharts finds axes by element type, so these return elements, not components. */
export function xAxis(axis: Axis, ink: ChartInk) {
  return (
    <XAxis
      dataKey="x"
      type="number"
      height={44}
      scale={axis.scale ?? 'linear'}
      domain={[...(axis.domain ?? (['auto', 'auto'] as const))]}
      {...(axis.ticks ? { ticks: [...axis.ticks] } : {})}
      {...(axis.format ? { tickFormatter: axis.format } : {})}
      tick={{ fontSize: TICK, fill: ink.text }}
      stroke={ink.axis}
      tickLine={false}
      minTickGap={24}
      allowDataOverflow={axis.domain !== undefined}
    >
      <Label value={axis.title} position="insideBottom" offset={0} fontSize={TICK} fill={ink.text} />
    </XAxis>
  );
}

export function yAxis(axis: Axis, ink: ChartInk, fromZero = false) {
  const domain: Axis['domain'] = axis.domain ?? (fromZero ? [0, 'auto'] : ['auto', 'auto']);
  return (
    <YAxis
      type="number"
      width={64}
      scale={axis.scale ?? 'linear'}
      domain={[...domain]}
      {...(axis.ticks ? { ticks: [...axis.ticks] } : {})}
      {...(axis.format ? { tickFormatter: axis.format } : {})}
      tick={{ fontSize: TICK, fill: ink.text }}
      stroke={ink.axis}
      tickLine={false}
      allowDataOverflow={axis.domain !== undefined}
    >
      <Label
        value={axis.title}
        angle={-90}
        position="insideLeft"
        style={{ textAnchor: 'middle' }}
        fontSize={TICK}
        fill={ink.text}
      />
    </YAxis>
  );
}

export function grid(ink: ChartInk) {
  return <CartesianGrid stroke={ink.grid} vertical={false} />;
}

/** Lines across the plot, their words at the end that stays clear of the data. */
export function markLines(marks: readonly Mark[], ink: ChartInk) {
  return marks.map((mark) => (
    <ReferenceLine
      key={`${mark.label} ${mark.x ?? ''} ${mark.y ?? ''}`}
      {...(mark.x === undefined ? {} : { x: mark.x })}
      {...(mark.y === undefined ? {} : { y: mark.y })}
      stroke={mark.color ?? ink.axis}
      strokeDasharray="4 3"
      ifOverflow="extendDomain"
      label={{
        value: mark.label,
        fontSize: TICK,
        fill: mark.color ?? ink.text,
        position: mark.x === undefined ? 'insideBottomRight' : 'insideTopLeft',
      }}
    />
  ));
}

/** Room around the plot: right, for the last tick's words; top, for direct labels. */
export const MARGIN = { top: 16, right: 20, bottom: 4, left: 0 } as const;
