import type { Finding } from '../errors.ts';
import type { Pacer } from '../learn/pacer.ts';
import { columnLength, type CategoryColumn, type Column, type ImageColumn } from '../table/column.ts';
import type { TextColumn, WrittenColumn } from '../table/column.ts';
import { hashOfBytes, hashOfLanes, mixWord, START_A, START_B } from './hash.ts';

/** Columns that repeat an earlier one of the same kind cell by cell, in tables of more than one row. @throws CancelledError */
export async function findCopies(columns: readonly Column[], pacer: Pacer): Promise<Finding[]> {
  const found: Finding[] = [];
  const known = new Map<string, Column[]>();
  for (const column of columns) {
    await pacer.pause();
    if (columnLength(column) < 2) continue;
    const print = `${column.kind} ${fingerprint(column)}`;
    const alike = known.get(print) ?? [];
    const first = alike.find((other) => isSame(column, other));
    if (first) {
      const params = { column: column.name, other: first.name };
      found.push({ code: 'profile.duplicate-column', level: 'note', column: column.name, params });
    } else known.set(print, [...alike, column]);
  }
  return found;
}

/** Equal columns have equal fingerprints. Categories by their codes: levels are numbered as they appear. */
function fingerprint(column: Column): number {
  if (column.kind === 'text') return hashOfBytes(column.bytes, 0, column.bytes.length);
  if (column.kind === 'image') return hashOfBytes(column.pixels, 0, column.pixels.length);
  let a = START_A;
  let b = START_B;
  const mix = (word: number): void => {
    a = mixWord(a, word);
    b = mixWord(b, word);
  };
  if (column.kind === 'category') for (const code of column.codes) mix(code);
  else {
    const cell = new Float64Array(1);
    const words = new Int32Array(cell.buffer);
    for (const value of column.values) {
      cell[0] = Number.isNaN(value) ? Number.NaN : value + 0;
      mix(words[0] as number);
      mix(words[1] as number);
    }
  }
  return hashOfLanes(a, b);
}

function isSame(a: Column, b: Column): boolean {
  if (a.kind === 'text') {
    const other = b as TextColumn;
    return a.offsets.every((offset, i) => offset === other.offsets[i]) && a.bytes.every((v, i) => v === other.bytes[i]);
  }
  if (a.kind === 'category') {
    const other = b as CategoryColumn;
    return a.codes.every((code, i) => code === other.codes[i] && (code < 0 || a.levels[code] === other.levels[code]));
  }
  if (a.kind === 'image') return isSamePictures(a, b as ImageColumn);
  const { values } = b as Exclude<WrittenColumn, CategoryColumn | TextColumn>;
  return a.values.every((value, i) => value === values[i] || (Number.isNaN(value) && Number.isNaN(values[i])));
}

const isSamePictures = (a: ImageColumn, b: ImageColumn): boolean =>
  a.width === b.width &&
  a.channels === b.channels &&
  a.pixels.length === b.pixels.length &&
  a.pixels.every((value, i) => value === b.pixels[i]);
