import type { Axis, Bar } from './types.ts';
import { categoryColor } from './palette.ts';
import { barAxis } from './ticks.ts';
import { useDrawnWidth } from './use-drawn-width.ts';
import { chartInk, useScheme } from './use-scheme.ts';

export interface BarChartProps {
  readonly bars: readonly Bar[];
  readonly x: Axis;
  /** A bar under each other; the height follows from their number (`barChartHeight`). */
  readonly rowHeight?: number;
}

const AXIS = 40;
const ROW = 32;

/** Height in px of a chart of so many bars, for the frame. */
export function barChartHeight(bars: number, rowHeight = ROW): number {
  return Math.max(1, bars) * rowHeight + AXIS;
}

/** Horizontal bars from zero with their intervals as whiskers, names on the left, the value behind each. */
export function BarChart({ bars, x, rowHeight = ROW }: BarChartProps) {
  const scheme = useScheme();
  const ink = chartInk(scheme);
  const { ref, width } = useDrawnWidth();
  const height = barChartHeight(bars.length, rowHeight);
  const write = x.format ?? String;
  const longest = Math.max(4, ...bars.map((bar) => bar.label.length));
  const left = Math.min(Math.max(72, longest * 7 + 8), width * 0.42);
  const right = 16 + Math.max(3, ...bars.map((bar) => (bar.note ?? write(bar.value)).length)) * 7;
  const plot = Math.max(1, width - left - right);
  const { from, to, ticks } = barAxis(bars, plot < 220 ? 3 : 5);
  const at = (value: number) => left + ((value - from) / (to - from || 1)) * plot;
  const base = height - AXIS;

  return (
    <div ref={ref} style={{ height, overflow: 'hidden' }}>
      {width > 0 ? (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} style={{ display: 'block' }}>
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={at(tick)} x2={at(tick)} y1={0} y2={base} stroke={tick === 0 ? ink.axis : ink.grid} />
              <text x={at(tick)} y={base + 14} fontSize={12} fill={ink.text} textAnchor="middle">
                {write(tick)}
              </text>
            </g>
          ))}
          <text x={left + plot / 2} y={height - 6} fontSize={12} fill={ink.text} textAnchor="middle">
            {x.title}
          </text>
          {bars.map((bar, index) => (
            <BarRow
              key={bar.label}
              bar={bar}
              y={index * rowHeight}
              rowHeight={rowHeight}
              at={at}
              left={left}
              ink={ink.text}
              color={bar.color ?? categoryColor(0, scheme)}
              note={bar.note ?? write(bar.value)}
            />
          ))}
        </svg>
      ) : null}
    </div>
  );
}

interface BarRowProps {
  readonly bar: Bar;
  readonly y: number;
  readonly rowHeight: number;
  readonly at: (value: number) => number;
  readonly left: number;
  readonly ink: string;
  readonly color: string;
  readonly note: string;
}

function BarRow({ bar, y, rowHeight, at, left, ink, color, note }: BarRowProps) {
  const middle = y + rowHeight / 2;
  const thick = Math.min(18, rowHeight - 10);
  const zero = at(0);
  const end = at(bar.value);
  const last = Math.max(zero, end, bar.high === undefined ? end : at(bar.high));
  const room = Math.floor((left - 8) / 7);
  const label = bar.label.length > room ? `${bar.label.slice(0, Math.max(1, room - 1))}…` : bar.label;
  return (
    <g>
      <title>{`${bar.label}: ${note}`}</title>
      <text x={left - 8} y={middle} fontSize={12} fill={ink} textAnchor="end" dominantBaseline="central">
        {label}
      </text>
      <rect
        x={Math.min(zero, end)}
        y={middle - thick / 2}
        width={Math.max(1, Math.abs(end - zero))}
        height={thick}
        rx={2}
        fill={color}
        fillOpacity={0.85}
      />
      {bar.low !== undefined && bar.high !== undefined ? (
        <path
          d={`M${at(bar.low)} ${middle}H${at(bar.high)}M${at(bar.low)} ${middle - 4}v8M${at(bar.high)} ${middle - 4}v8`}
          stroke={ink}
          strokeWidth={1.5}
        />
      ) : null}
      <text x={last + 8} y={middle} fontSize={12} fill={ink} dominantBaseline="central">
        {note}
      </text>
    </g>
  );
}
