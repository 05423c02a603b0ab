import { createRandom } from '../random.ts';
import { getColumn, type Table } from '../table/table.ts';
import type { FoundPixels } from './pixel-columns.ts';
import type { PixelLayout } from './pixel-layout.ts';

const MOST_ROWS = 400;
const FEWEST_ROWS = 10;
const PAIRS = 600;
/** Correlation of neighbours, and how far it is above that of pixels far apart, from which columns are a picture. */
const LEAST_NEAR = 0.2;
const LEAST_AHEAD = 0.1;

/**
 * Looks at a sample of rows: in pictures, pixels side by side go together more than pixels far apart, which unrelated
 * columns do not. Also settles how channels lie where the names leave it open.
 * @returns undefined where they are no pictures
 * @throws table.no-column
 */
export function confirmPixels(table: Table, found: FoundPixels): PixelLayout | undefined {
  const layouts = found.planesOpen ? [found.layout, byPlanes(found.layout)] : [found.layout];
  if (found.sure && layouts.length === 1) return found.layout;
  if (table.rowCount < FEWEST_ROWS) return found.sure ? found.layout : undefined;
  const scores = layouts.map((layout) => ({ layout, ...togetherness(table, layout) }));
  const best = scores.reduce((a, b) => (b.near > a.near ? b : a));
  const alike = best.near >= LEAST_NEAR && best.near - best.far >= LEAST_AHEAD;
  return found.sure || alike ? best.layout : undefined;
}

/** The same columns, read as all of red, then all of green, then all of blue. */
function byPlanes(layout: PixelLayout): PixelLayout {
  const size = layout.height * layout.width;
  const columns = layout.columns.map((_, i) => layout.columns[(i % 3) * size + Math.floor(i / 3)] as string);
  return { ...layout, columns };
}

/** Mean correlation over the rows of pixels side by side, and of pixels at least half a side apart. */
function togetherness(table: Table, { columns, height, width, channels }: PixelLayout): { near: number; far: number } {
  const random = createRandom(1);
  const standard = standardised(table, columns);
  let [near, nearPairs, far, farPairs] = [0, 0, 0, 0];
  const pixel = (y: number, x: number, channel: number): Float64Array | undefined =>
    standard((y * width + x) * channels + channel);
  for (let i = 0; i < 20 * PAIRS && (nearPairs < PAIRS || farPairs < PAIRS); i++) {
    const [y, x, channel] = [random.integer(height), random.integer(width), random.integer(channels)];
    const here = pixel(y, x, channel);
    if (!here) continue;
    const beside = random.next() < 0.5 ? [y, x + 1] : [y + 1, x];
    const next = beside[0]! < height && beside[1]! < width ? pixel(beside[0]!, beside[1]!, channel) : undefined;
    if (next && nearPairs < PAIRS) {
      near += dot(here, next);
      nearPairs++;
    }
    const [otherY, otherX] = [random.integer(height), random.integer(width)];
    const isFar = Math.max(Math.abs(otherY - y), Math.abs(otherX - x)) >= Math.min(height, width) / 2;
    const other = isFar ? pixel(otherY, otherX, channel) : undefined;
    if (other && farPairs < PAIRS) {
      far += dot(here, other);
      farPairs++;
    }
  }
  return { near: nearPairs > 0 ? near / nearPairs : 0, far: farPairs > 0 ? far / farPairs : 0 };
}

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

/** Sampled rows of a column with mean 0 and length 1, so that products are correlations; undefined where constant. */
function standardised(table: Table, columns: readonly string[]): (index: number) => Float64Array | undefined {
  const step = Math.max(1, table.rowCount / MOST_ROWS);
  const count = Math.min(table.rowCount, MOST_ROWS);
  const known = new Map<number, Float64Array | undefined>();
  const make = (index: number): Float64Array | undefined => {
    const column = getColumn(table, columns[index] as string);
    if (column.kind !== 'number') return undefined;
    const values = Float64Array.from({ length: count }, (_, i) => column.values[Math.floor(i * step)] || 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const length = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    return length > 0 ? values.map((value) => (value - mean) / length) : undefined;
  };
  return (index) => {
    if (!known.has(index)) known.set(index, make(index));
    return known.get(index);
  };
}
