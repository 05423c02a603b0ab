import { Text } from '@mantine/core';
import { SeriesLegend } from '../charts/series-legend.tsx';
import { roundTicks } from '../charts/ticks.ts';
import { useDrawnWidth } from '../charts/use-drawn-width.ts';
import { chartInk, useScheme } from '../charts/use-scheme.ts';

export interface SmallLine {
  readonly name: string;
  readonly color: string;
  readonly dashed?: boolean;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

interface SmallLinesProps {
  readonly title: string;
  /** What a screen reader says of the picture. */
  readonly label: string;
  readonly lines: readonly SmallLine[];
  /** Where the horizontal axis ends: lines grow towards it, so that nothing moves while they do. */
  readonly to: number;
  readonly xTitle: string;
  readonly format: (value: number) => string;
  /** Ends of the upright axis; from the values where it is left out. */
  readonly range?: readonly [number, number];
  /** Stands in the empty frame until there are two points. */
  readonly waiting: string;
}

const HEIGHT = 132;
const LEFT = 44;
const BOTTOM = 30;
const TOP = 6;

/** Beyond this a loss has diverged and would only push the rest of the line flat (and overflow when scaled). */
const DIVERGED = 1e100;

/** A line chart so small and so quick that it may be drawn ten times a second. Keeps its height when empty. */
export function SmallLines({ title, label, lines, to, xTitle, format, range, waiting }: SmallLinesProps) {
  const ink = chartInk(useScheme());
  const { ref, width } = useDrawnWidth();
  const drawn = lines.map((line) => ({
    ...line,
    points: line.points.filter(({ x, y }) => Number.isFinite(x) && Math.abs(y) < DIVERGED),
  }));
  const values = drawn.flatMap(({ points }) => points.map(({ y }) => y));
  const [low, high] = range ?? [Math.min(...values), Math.max(...values)];
  const right = width - 8;
  const base = HEIGHT - BOTTOM;
  const atX = (x: number) => LEFT + (x / Math.max(1, to)) * Math.max(1, right - LEFT);
  const atY = (y: number) => base - ((y - low) / (high - low || 1)) * (base - TOP);
  const known = drawn.filter(({ points }) => points.length > 0);
  const ready = known.some(({ points }) => points.length > 1);
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <div ref={ref} style={{ height: HEIGHT, overflow: 'hidden' }}>
        {width > 0 && ready ? (
          <svg width={width} height={HEIGHT} role="img" aria-label={label} style={{ display: 'block' }}>
            {roundTicks(low, high, 4).map((tick) => (
              <g key={tick}>
                <line x1={LEFT} x2={right} y1={atY(tick)} y2={atY(tick)} stroke={ink.grid} />
                <text
                  x={LEFT - 6}
                  y={atY(tick)}
                  fontSize={12}
                  fill={ink.text}
                  textAnchor="end"
                  dominantBaseline="central"
                >
                  {format(tick)}
                </text>
              </g>
            ))}
            <line x1={LEFT} x2={right} y1={base} y2={base} stroke={ink.axis} />
            <text x={LEFT} y={base + 14} fontSize={12} fill={ink.text} textAnchor="middle">
              0
            </text>
            <text x={right} y={base + 14} fontSize={12} fill={ink.text} textAnchor="end">
              {String(to)}
            </text>
            <text x={(LEFT + right) / 2} y={base + 14} fontSize={12} fill={ink.text} textAnchor="middle">
              {xTitle}
            </text>
            {known.map((line) => (
              <path
                key={line.name}
                d={path(line.points, atX, atY)}
                fill="none"
                stroke={line.color}
                strokeWidth={2}
                {...(line.dashed ? { strokeDasharray: '5 3' } : {})}
              />
            ))}
          </svg>
        ) : (
          <Text size="sm" c="dimmed" pt="md">
            {waiting}
          </Text>
        )}
      </div>
      {lines.length > 1 && <SeriesLegend series={lines} />}
    </div>
  );
}

const path = (points: SmallLine['points'], atX: (x: number) => number, atY: (y: number) => number): string =>
  points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${atX(x).toFixed(1)} ${atY(y).toFixed(1)}`).join('');
