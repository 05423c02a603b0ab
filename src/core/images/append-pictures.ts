import type { Column, ImageColumn } from '../table/column.ts';
import { pictureBytes } from '../table/pictures.ts';
import { letterbox } from './resize.ts';

interface Part {
  readonly column: Column | undefined;
  readonly rowCount: number;
}

/**
 * Pictures of several tables one below the other, in the size of the first ones; in colour where any are. Rows of a part
 * without pictures have none.
 */
export function appendPictures(name: string, parts: readonly Part[]): ImageColumn {
  const pictures = parts.flatMap(({ column }) => (column?.kind === 'image' ? [column] : []));
  const { width, height } = pictures.find((column) => !column.missing?.every((none) => none === 1)) ??
    pictures[0] ?? { width: 1, height: 1 };
  const channels = pictures.some((column) => column.channels === 3) ? 3 : 1;
  const rows = parts.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const size = width * height * channels;
  const pixels = new Uint8Array(rows * size);
  const missing = new Uint8Array(rows);
  let start = 0;
  for (const { column, rowCount } of parts) {
    if (column?.kind !== 'image') missing.fill(1, start, start + rowCount);
    else {
      if (column.missing) missing.set(column.missing, start);
      copyPictures(column, { width, height, channels }, pixels.subarray(start * size));
    }
    start += rowCount;
  }
  const base = { kind: 'image', name, width, height, channels, pixels } as const;
  return missing.includes(1) ? { ...base, missing } : base;
}

function copyPictures(
  column: ImageColumn,
  wanted: Pick<ImageColumn, 'width' | 'height' | 'channels'>,
  out: Uint8Array,
): void {
  const same = column.width === wanted.width && column.height === wanted.height && column.channels === wanted.channels;
  if (same) {
    out.set(column.pixels);
    return;
  }
  const from = pictureBytes(column);
  const to = pictureBytes(wanted);
  for (let row = 0; row * from < column.pixels.length; row++) {
    const own = column.pixels.subarray(row * from, (row + 1) * from);
    const { pixels } = letterbox({ ...column, pixels: own }, wanted.width, wanted.height);
    if (column.channels === wanted.channels) out.set(pixels, row * to);
    else for (let i = 0; i < to; i++) out[row * to + i] = pixels[Math.floor(i / 3)] as number;
  }
}
