import { dateText } from './cells.ts';
import { columnLength, type Column } from './column.ts';
import { textReader } from './text.ts';

/**
 * The key that a row is matched by, or null where there is none: words without the space around them, numbers and days
 * in one spelling whatever their format.
 */
export function keyReader(column: Column): (row: number) => string | null {
  switch (column.kind) {
    case 'number':
      return (row) => {
        const value = column.values[row] as number;
        return Number.isNaN(value) ? null : String(value);
      };
    case 'date':
      return (row) => dateText(column.values[row] as number, true);
    case 'category': {
      const keys = column.levels.map((level) => level.trim() || null);
      return (row) => keys[column.codes[row] as number] ?? null;
    }
    case 'text': {
      const read = textReader(column);
      return (row) => read(row)?.trim() || null;
    }
    case 'image':
      return () => null;
  }
}

/** Rows by key: those of key k are `rows[starts[k]]` … `rows[starts[k + 1] − 1]`, in order. */
export interface JoinIndex {
  readonly keys: ReadonlyMap<string, number>;
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  /** Whether each key has one row. */
  readonly unique: boolean;
}

/** Rows without a key are in none. */
export function indexRows(column: Column): JoinIndex {
  const count = columnLength(column);
  const read = keyReader(column);
  const keys = new Map<string, number>();
  const keyOf = new Int32Array(count).fill(-1);
  let keyed = 0;
  for (let row = 0; row < count; row++) {
    const key = read(row);
    if (key === null) continue;
    keyed++;
    const known = keys.get(key);
    keyOf[row] = known ?? keys.size;
    if (known === undefined) keys.set(key, keys.size);
  }
  const starts = new Int32Array(keys.size + 1);
  for (const key of keyOf) if (key >= 0) starts[key + 1] = (starts[key + 1] as number) + 1;
  for (let key = 0; key < keys.size; key++) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const next = starts.slice();
  const rows = new Int32Array(keyed);
  for (let row = 0; row < count; row++) {
    const key = keyOf[row] as number;
    if (key < 0) continue;
    rows[next[key] as number] = row;
    next[key] = (next[key] as number) + 1;
  }
  return { keys, starts, rows, unique: keys.size === keyed };
}
