import { useDrawnWidth } from './use-drawn-width.ts';
import { chartInk, useScheme } from './use-scheme.ts';

/** Told apart by shape as well as by colour. */
type IconShape = 'filled' | 'ring' | 'cross' | 'dot';

interface IconGroup {
  /** "found", "missed", "false alarm", "left in peace" */
  readonly label: string;
  /** Icons of this group; groups are drawn one after another, counts are rounded by `iconCounts` first. */
  readonly count: number;
  readonly color: string;
  readonly shape: IconShape;
}

export interface IconArrayProps {
  readonly groups: readonly IconGroup[];
  /** Icons a row on a wide screen. Default 20. */
  readonly perRow?: number;
}

const LEGEND_ROW = 24;

/** Height in px for the frame, for `total` icons and `groups` lines of legend. */
export function iconArrayHeight(total: number, groups: number, perRow = 20): number {
  return Math.ceil(total / perRow) * 24 + 12 + groups * LEGEND_ROW;
}

/** Of a hundred like these: one icon each, in order, with a line of legend a group. */
export function IconArray({ groups, perRow = 20 }: IconArrayProps) {
  const ink = chartInk(useScheme());
  const { ref, width } = useDrawnWidth();
  const icons = groups.flatMap((group) => Array.from({ length: group.count }, () => group));
  const height = iconArrayHeight(icons.length, groups.length, perRow);
  const size = Math.min(24, width / perRow);
  const rows = Math.ceil(icons.length / perRow);
  return (
    <div ref={ref} style={{ height, overflow: 'hidden' }}>
      {width > 0 ? (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} style={{ display: 'block' }}>
          {icons.map((group, index) => (
            <Icon
              key={`${index}`}
              x={((index % perRow) + 0.5) * size}
              y={(Math.floor(index / perRow) + 0.5) * size}
              radius={size * 0.36}
              group={group}
            />
          ))}
          {groups.map((group, index) => {
            const y = rows * size + 12 + (index + 0.5) * LEGEND_ROW;
            return (
              <g key={group.label}>
                <Icon x={10} y={y} radius={7} group={group} />
                <text x={26} y={y} fontSize={14} fill={ink.text} dominantBaseline="central">
                  {`${group.count} ${group.label}`}
                </text>
              </g>
            );
          })}
        </svg>
      ) : null}
    </div>
  );
}

interface IconProps {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly group: IconGroup;
}

function Icon({ x, y, radius: r, group: { shape, color } }: IconProps) {
  switch (shape) {
    case 'filled':
      return <circle cx={x} cy={y} r={r} fill={color} />;
    case 'ring':
      return <circle cx={x} cy={y} r={r - 1} fill="none" stroke={color} strokeWidth={2} />;
    case 'cross':
      return (
        <path
          d={`M${x - r * 0.75} ${y - r * 0.75}l${r * 1.5} ${r * 1.5}m0 ${-r * 1.5}l${-r * 1.5} ${r * 1.5}`}
          stroke={color}
          strokeWidth={2.5}
          strokeLinecap="round"
        />
      );
    case 'dot':
      return <circle cx={x} cy={y} r={Math.max(2, r * 0.4)} fill={color} />;
  }
}

/** Shares (any scale) as whole icons that sum to `total`: largest remainders get the odd ones. */
export function iconCounts(shares: readonly number[], total = 100): readonly number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  if (!(sum > 0)) return shares.map(() => 0);
  const exact = shares.map((share) => (share / sum) * total);
  const counts = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const left = total - counts.reduce((all, count) => all + count, 0);
  for (const { index } of order.slice(0, left)) counts[index] = (counts[index] as number) + 1;
  return counts;
}
