import type { Finding } from '../errors.ts';
import type { ColumnProfile, TableProfile } from '../profile/types.ts';
import type { PixelLayout } from './pixel-layout.ts';
import { numberedPixels } from './pixel-names.ts';

export interface FoundPixels {
  readonly layout: PixelLayout;
  /** The names alone tell; otherwise neighbouring pixels must be alike, too (`confirmPixels`). */
  readonly sure: boolean;
  /** Whether it is open if a pixel's channels lie side by side or each channel by itself. */
  readonly planesOpen: boolean;
}

/** Columns that are merely numbered must be at least a picture of that side. */
const LEAST_COUNTED_SIDE = 8;
/** Share of the pixels that come near the highest value of all: one scale for them all. */
const LEAST_BRIGHT = 0.2;

/** A pixel that is missing here and there is taken as black; a column with more gaps is something else. */
const MOST_GAPS = 0.1;
/** Share of columns numbered as pixels that may hold something else for it to be an accident. */
const MOST_BROKEN = 0.1;
const NAMED = 3;

/** Whether a column could hold pixels: known nearly throughout, no negatives, whole up to 255 or up to 1. */
function isPixelLike({ kind, missing, rowCount, numeric }: ColumnProfile): boolean {
  if (kind !== 'number' || missing > MOST_GAPS * rowCount || !numeric || numeric.min < 0) return false;
  return numeric.max <= 1 || (numeric.integers && numeric.max <= 255);
}

/** A few whole values, none of which is nearly all there is: a class rather than the corner of a picture. */
function isLabelLike({ numeric, distinct, levels, rowCount }: ColumnProfile): boolean {
  const share = (levels?.[0]?.count ?? 0) / rowCount;
  return numeric?.integers === true && distinct >= 2 && distinct <= 50 && share < 0.9;
}

/** The highest value that pixels can have, told by the highest that they have. */
export const whiteOf = (max: number): number => (max <= 1 ? 1 : max > 100 ? 255 : max);

/**
 * The pixel columns of a table, by names and ranges: square pictures of 4 to 96 pixels a side, grey or red, green and
 * blue, on one scale. What is not `sure` is to be confirmed on the table's rows.
 */
export function findPixelColumns(profile: Pick<TableProfile, 'columns'>): FoundPixels | undefined {
  const columns = new Map(profile.columns.filter(isPixelLike).map((column) => [column.name, column]));
  const labelLike = (name: string): boolean => {
    const column = columns.get(name);
    return column !== undefined && isLabelLike(column);
  };
  const numbering = numberedPixels([...columns.keys()], labelLike);
  if (!numbering) return undefined;
  const { side, channels, evidence, planesOpen } = numbering;
  const ranges = numbering.columns.flatMap((name) => columns.get(name)?.numeric ?? []);
  const max = Math.max(...ranges.map((range) => range.max));
  const min = Math.min(...ranges.map((range) => range.min));
  const bright = ranges.filter((range) => range.max >= max / 2).length;
  if (max <= 0 || bright < LEAST_BRIGHT * ranges.length) return undefined;
  // Shares and whole numbers are not one scale.
  if (max > 1 && ranges.some((range) => !range.integers)) return undefined;
  const sure = evidence === 'pixels';
  if (!sure && min !== 0) return undefined;
  if (evidence === 'count' && side < LEAST_COUNTED_SIDE) return undefined;
  const layout = {
    columns: numbering.columns,
    height: side,
    width: side,
    channels,
    low: 0,
    high: whiteOf(max),
  } as const;
  return { layout, sure, planesOpen };
}

/** Cells of pixel columns that are empty, and are taken as black. */
export function pixelGaps({ columns }: Pick<TableProfile, 'columns'>, layout: PixelLayout): Finding[] {
  const pixels = new Set(layout.columns);
  const count = columns.reduce((sum, { name, missing }) => sum + (pixels.has(name) ? missing : 0), 0);
  return count > 0 ? [{ code: 'profile.pixels-gaps', level: 'careful', params: { count } }] : [];
}

/** Columns named as the pixels of a picture, of which a few hold what no pixel can be: why they are not seen as pictures. */
export function brokenPixels({ columns }: Pick<TableProfile, 'columns'>): Finding[] {
  const numbering = numberedPixels(
    columns.map(({ name }) => name),
    () => false,
  );
  if (numbering?.evidence !== 'pixels') return [];
  const like = new Set(columns.filter(isPixelLike).map(({ name }) => name));
  const broken = numbering.columns.filter((name) => !like.has(name));
  const count = numbering.columns.length;
  if (broken.length === 0 || broken.length > MOST_BROKEN * count) return [];
  const params = { count, broken: broken.length, columns: broken.slice(0, NAMED) };
  return [{ code: 'profile.pixels-broken', level: 'careful', params }];
}
