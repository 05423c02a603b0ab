import type { ColumnProfile } from '../../../core/profile/types.ts';
import { categoryColor } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';

const WIDTH = 124;
const HEIGHT = 28;
const MOST_LEVELS = 12;

/** The shape of a column in a few bars: a histogram of numbers and dates, the commonest values of the others. */
export function SparkDistribution({ profile }: { readonly profile: ColumnProfile }) {
  const scheme = useScheme();
  const counts = sparkCounts(profile);
  const most = Math.max(1, ...counts);
  if (counts.length === 0) return <div style={{ height: HEIGHT }} />;
  const step = WIDTH / Math.max(counts.length, profile.numeric ? 1 : 4);
  const gap = profile.numeric ? 0.5 : 2;
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" style={{ display: 'block' }}>
      <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--sg-line)" />
      {counts.map((count, index) => {
        const height = count === 0 ? 0 : Math.max(1.5, (count / most) * (HEIGHT - 2));
        return (
          <rect
            // Bars have no identity but their place.
            key={`${index}`}
            x={index * step + gap / 2}
            y={HEIGHT - height}
            width={Math.max(0.5, step - gap)}
            height={height}
            fill={categoryColor(profile.numeric ? 0 : 2, scheme)}
            fillOpacity={0.75}
          />
        );
      })}
    </svg>
  );
}

/** Heights of the bars; none where a picture would say nothing. */
function sparkCounts(profile: ColumnProfile): readonly number[] {
  if (profile.numeric && profile.kind !== 'category') return profile.numeric.histogram.counts;
  const levels = profile.levels ?? [];
  if (levels.length === 0 || (levels[0]?.count ?? 0) <= 1) return [];
  return levels.slice(0, MOST_LEVELS).map(({ count }) => count);
}
