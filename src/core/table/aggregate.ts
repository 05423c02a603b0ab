import type { CategoryColumn, Column, DateColumn, NumberColumn } from './column.ts';
import type { JoinIndex } from './join-index.ts';

/**
 * One row a key out of a column with several: sum and mean of a number, the latest date, the most frequent level (the
 * first to get there, where several are). Missing where a key's rows know nothing. Texts and pictures have nothing to be
 * summed up.
 */
export function aggregateByKey(column: Column, index: JoinIndex): Column[] {
  switch (column.kind) {
    case 'number':
      return sumAndMean(column, index);
    case 'date':
      return [latest(column, index)];
    case 'category':
      return [mostFrequent(column, index)];
    case 'text':
    case 'image':
      return [];
  }
}

/** How many rows each key has. */
export function countByKey({ keys, starts }: JoinIndex, name: string): NumberColumn {
  const counts = Float64Array.from(
    { length: keys.size },
    (_, key) => (starts[key + 1] as number) - (starts[key] as number),
  );
  return { kind: 'number', name, values: counts };
}

function sumAndMean(column: NumberColumn, { keys, starts, rows }: JoinIndex): NumberColumn[] {
  const sum = new Float64Array(keys.size).fill(Number.NaN);
  const mean = new Float64Array(keys.size).fill(Number.NaN);
  for (let key = 0; key < keys.size; key++) {
    let total = 0;
    let known = 0;
    for (let i = starts[key] as number; i < (starts[key + 1] as number); i++) {
      const value = column.values[rows[i] as number] as number;
      if (Number.isNaN(value)) continue;
      total += value;
      known++;
    }
    if (known === 0) continue;
    sum[key] = total;
    mean[key] = total / known;
  }
  return [
    { ...column, name: `${column.name} (sum)`, values: sum },
    { ...column, name: `${column.name} (mean)`, values: mean },
  ];
}

function latest(column: DateColumn, { keys, starts, rows }: JoinIndex): DateColumn {
  const values = new Float64Array(keys.size).fill(Number.NaN);
  for (let key = 0; key < keys.size; key++) {
    for (let i = starts[key] as number; i < (starts[key + 1] as number); i++) {
      const time = column.values[rows[i] as number] as number;
      // Any time is later than none: comparisons with NaN are false.
      if (!Number.isNaN(time) && !(time <= (values[key] as number))) values[key] = time;
    }
  }
  return { ...column, name: `${column.name} (latest)`, values };
}

function mostFrequent(column: CategoryColumn, { keys, starts, rows }: JoinIndex): CategoryColumn {
  const codes = new Int32Array(keys.size).fill(-1);
  const counts = new Int32Array(column.levels.length);
  for (let key = 0; key < keys.size; key++) {
    const [from, to] = [starts[key] as number, starts[key + 1] as number];
    let most = 0;
    for (let i = from; i < to; i++) {
      const code = column.codes[rows[i] as number] as number;
      if (code < 0) continue;
      const count = (counts[code] as number) + 1;
      counts[code] = count;
      if (count <= most) continue;
      most = count;
      codes[key] = code;
    }
    // Only what this key touched: clearing all levels for each key would be quadratic.
    for (let i = from; i < to; i++) {
      const code = column.codes[rows[i] as number] as number;
      if (code >= 0) counts[code] = 0;
    }
  }
  return { ...column, name: `${column.name} (most frequent)`, codes };
}
