import { heatColor, heatInk } from './palette.ts';
import { useDrawnWidth } from './use-drawn-width.ts';
import { chartInk, useScheme } from './use-scheme.ts';

export interface ConfusionGridProps {
  readonly classes: readonly string[];
  /** counts[actual][predicted]; null where a count was held back. */
  readonly counts: readonly (readonly (number | null)[])[];
  /** "What happened" */
  readonly actualTitle: string;
  /** "What the model said" */
  readonly predictedTitle: string;
  readonly format: (count: number) => string;
  /** In place of a count held back. Default: an empty cell. */
  readonly held?: string;
}

const LEFT = 110;
const TOP = 52;

/** Height in px for the frame. */
export function confusionGridHeight(classes: number): number {
  return TOP + classes * cellHeight(classes) + 8;
}

function cellHeight(classes: number): number {
  return classes <= 3 ? 56 : classes <= 8 ? 40 : 28;
}

/** Each row is what happened, each column what was said; shade is the share of its row. The diagonal is right. */
export function ConfusionGrid({ classes, counts, actualTitle, predictedTitle, format, held = '' }: ConfusionGridProps) {
  const scheme = useScheme();
  const ink = chartInk(scheme);
  const { ref, width } = useDrawnWidth();
  const tall = cellHeight(classes.length);
  const height = confusionGridHeight(classes.length);
  const wide = Math.min(140, Math.max(8, (width - LEFT) / Math.max(1, classes.length)));
  const room = Math.max(2, Math.floor(wide / 8));
  const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  return (
    <div ref={ref} style={{ height, overflow: 'hidden' }}>
      {width > 0 ? (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} style={{ display: 'block' }}>
          <text x={LEFT} y={14} fontSize={12} fill={ink.text}>
            {predictedTitle}
          </text>
          <text x={0} y={TOP - 10} fontSize={12} fill={ink.text}>
            {actualTitle}
          </text>
          {classes.map((name, column) => (
            <text
              key={name}
              x={LEFT + (column + 0.5) * wide}
              y={TOP - 10}
              fontSize={12}
              fontWeight={600}
              fill={ink.text}
              textAnchor="middle"
            >
              {cut(name, room)}
            </text>
          ))}
          {classes.map((name, row) => {
            const line = counts[row] ?? [];
            const total = line.reduce<number>((sum, count) => sum + (count ?? 0), 0);
            return (
              <g key={name}>
                <text
                  x={LEFT - 8}
                  y={TOP + (row + 0.5) * tall}
                  fontSize={12}
                  fontWeight={600}
                  fill={ink.text}
                  textAnchor="end"
                  dominantBaseline="central"
                >
                  {cut(name, 13)}
                </text>
                {line.map((count, column) => {
                  const share = total > 0 ? (count ?? 0) / total : 0;
                  const written = count === null ? held : format(count);
                  return (
                    <g key={classes[column] ?? column}>
                      <title>{`${name} → ${classes[column] ?? ''}: ${written}`}</title>
                      <rect
                        x={LEFT + column * wide + 1}
                        y={TOP + row * tall + 1}
                        width={wide - 2}
                        height={tall - 2}
                        rx={3}
                        fill={heatColor(share, scheme)}
                        stroke={row === column ? ink.axis : 'none'}
                        strokeWidth={1.5}
                      />
                      {wide >= 26 ? (
                        <text
                          x={LEFT + (column + 0.5) * wide}
                          y={TOP + (row + 0.5) * tall}
                          fontSize={wide < 44 ? 11 : 14}
                          fill={heatInk(share, scheme)}
                          textAnchor="middle"
                          dominantBaseline="central"
                        >
                          {written}
                        </text>
                      ) : null}
                    </g>
                  );
                })}
              </g>
            );
          })}
        </svg>
      ) : null}
    </div>
  );
}
