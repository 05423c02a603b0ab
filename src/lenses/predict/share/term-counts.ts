import { effectiveRows, type EffectiveRows } from '../../../core/disclose/effective-rows.ts';
import { MIN_GROUP } from '../../../core/disclose/min-group.ts';
import type { FitInput } from '../../../core/learn/estimator.ts';
import { denseColumns } from '../../../core/learn/linear/design.ts';
import type { Pacer } from '../../../core/learn/pacer.ts';
import { derivedName, parseDerivedName, type DerivedPart } from '../../../core/prepare/derived-name.ts';

/** Encoded features of the training rows, and what came. */
export type Encoded = Pick<FitInput, 'features' | 'target' | 'rows'>;

/** How many rows each coefficient of a fit to the encoded features rests on. */
export function restsOf(
  { features, target, rows }: Encoded,
  penalty: number,
  pacer: Pacer,
): Promise<EffectiveRows | undefined> {
  const columns = denseColumns(
    features,
    features.columns.map(({ name }) => name),
  );
  // A row's say in the log-odds goes with p(1 − p), a penalty's say does not.
  const worth = target.task === 'regression' ? 1 : spreadOf(target.codes, rows);
  return effectiveRows(columns, rows, penalty / worth, pacer);
}

/** p(1 − p) of a class, on average over classes. */
function spreadOf(codes: Int32Array, rows: Int32Array): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(codes[row] as number, (counts.get(codes[row] as number) ?? 0) + 1);
  const spreads = [...counts.values()].map((count) => (count / rows.length) * (1 - count / rows.length));
  return spreads.reduce((a, b) => a + b, 0) / spreads.length;
}

/**
 * Columns that at least 11 rows vary in, but whose weight rests on fewer: some rows lie far out, or few are left beside the
 * other columns. A number is let off where it rests on half of them, or of 11, for that is a long tail, no small group.
 * What fewer than 11 rows vary in has no weight of its own in what is shared.
 */
export function columnsOnFewRows({ features, rows }: Encoded, { together, alone }: EffectiveRows): string[] {
  const few = features.columns.filter((column, j) => {
    const rests = together[j] as number;
    if (column.kind !== 'number' || rests >= MIN_GROUP || varyingRows(column.values, rows) < MIN_GROUP) return false;
    return isTwoValued(column.values, rows) || 2 * rests < Math.max(MIN_GROUP, alone[j] as number);
  });
  return [...new Set(few.map(({ name }) => parseDerivedName(name).column))];
}

/** Rows that have another value than most have. */
function varyingRows(values: Float64Array, rows: Int32Array): number {
  const counts = new Map<number, number>();
  let most = 0;
  for (const row of rows) {
    const count = (counts.get(values[row] as number) ?? 0) + 1;
    counts.set(values[row] as number, count);
    most = Math.max(most, count);
  }
  return rows.length - most;
}

/** 0 and 1, or what these were scaled to. */
function isTwoValued(values: Float64Array, rows: Int32Array): boolean {
  const [low, high] = endsOf(values, rows);
  return rows.every((row) => values[row] === low || values[row] === high);
}

function endsOf(values: Float64Array, rows: Int32Array): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const row of rows) {
    low = Math.min(low, values[row] as number);
    high = Math.max(high, values[row] as number);
  }
  return [low, high];
}

/** Rows that have the level which a column's other levels are read against. */
export function referenceRows({ features, rows }: Encoded, column: string): number {
  let others = 0;
  for (const encoded of features.columns) {
    const { column: own, parts, level } = parseDerivedName(encoded.name);
    if (level === undefined || encodedColumn(own, parts) !== column || encoded.kind !== 'number') continue;
    const { values } = encoded;
    const [low, high] = endsOf(values, rows);
    if (low < high) others += rows.filter((row) => values[row] === high).length;
  }
  return rows.length - others;
}

/** The column that a level's 0/1 column was made of. */
export function encodedColumn(column: string, parts: readonly DerivedPart[]): string {
  const isPart = (part: DerivedPart): part is Exclude<DerivedPart, 'level'> => part !== 'level';
  return parts.filter(isPart).reduce((name, part) => derivedName(name, part), column);
}
