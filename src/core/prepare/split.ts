import { CodedError } from '../errors.ts';
import type { Target } from '../learn/task.ts';
import { createRandom, shuffle, type Random } from '../random.ts';
import { cellText } from '../table/cells.ts';
import type { Column } from '../table/column.ts';
import type { JudgeRows, TestRows, TrainRows, ValidationRows } from './rows.ts';
import { sha256Hex } from './sha256.ts';
import { cutSnapshots, foldSnapshots, type SnapshotRule } from './split-snapshots.ts';

/** How rows are set aside. Structurally the predict lens' SplitChoice, with the columns looked up. */
export type SplitRule =
  | { readonly kind: 'random'; readonly testShare: number }
  | { readonly kind: 'time'; readonly column: Column; readonly testShare: number }
  | { readonly kind: 'entity'; readonly column: Column; readonly testShare: number }
  | { readonly kind: 'column'; readonly column: Column }
  | SnapshotRule;

/** One comparison: learn from `train`, judge on `validation`. */
export interface Fold {
  readonly train: TrainRows;
  readonly validation: ValidationRows;
}

export interface Split {
  /** Every usable row that is not a test row. */
  readonly train: TrainRows;
  readonly test: TestRows;
  readonly folds: readonly Fold[];
  /** Rows that are in some fold's validation set, ascending, each once. */
  readonly validation: ValidationRows;
  readonly scheme: 'holdout' | 'folds' | 'forward' | 'grouped';
  /** SHA-256 of train and test row numbers. */
  readonly hash: string;
}

export interface SplitInput {
  readonly target: Target;
  /** Rows whose target is known, ascending. */
  readonly rows: Int32Array;
  readonly rule: SplitRule;
  readonly seed: number;
  /** 1: a single holdout of a fifth; k > 1: k folds. */
  readonly folds: number;
  /** Repeats of the folds with other shuffles; random and entity splits only. */
  readonly repeats?: number;
}

const HOLDOUT_SHARE = 0.2;
const ascending = (rows: Iterable<number>): Int32Array => Int32Array.from(rows).sort();
const asTrain = (rows: Iterable<number>): TrainRows => ascending(rows) as TrainRows;
const asValidation = (rows: Iterable<number>): ValidationRows => ascending(rows) as ValidationRows;

/** All usable rows, to fit the model that is applied to new ones once judging is over. */
export function allRows(rows: Int32Array): TrainRows {
  return asTrain(rows);
}

/** Every `1 / share`-th row set, drawn at random: to search on fewer rows or to explain on a sample. */
export function sampleRows<R extends TrainRows | JudgeRows>(rows: R, most: number, seed: number): R {
  if (rows.length <= most) return rows;
  const drawn = Int32Array.from(rows);
  shuffle(drawn, createRandom(seed).fork('sample'));
  return drawn.subarray(0, most).sort() as R;
}

/**
 * Sets test rows aside and cuts the rest into folds, so that each fold is to its validation rows what the training rows
 * are to the test rows: at random (in equal class shares), forward in time, or with whole entities on one side.
 * @throws split.no-time, split.too-few-entities, split.unknown-part, split.too-few-rows
 */
export function splitRows(input: SplitInput): Split {
  if (input.rows.length < 2) throw new CodedError('split.too-few-rows', { rows: input.rows.length });
  const random = createRandom(input.seed).fork('split');
  const parts = cutTest(input, random);
  if (parts.test.length === 0 || parts.train.length === 0) {
    throw new CodedError('split.too-few-rows', { rows: input.rows.length });
  }
  const folds = cutFolds(input, parts.train, random);
  const inValidation = new Set<number>();
  for (const fold of folds) for (const row of fold.validation) inValidation.add(row);
  const train = asTrain(parts.train);
  const test = ascending(parts.test) as TestRows;
  return {
    train,
    test,
    folds,
    validation: asValidation(inValidation),
    scheme: parts.scheme ?? schemeOf(input),
    hash: splitHash(train, test),
  };
}

const schemeOf = ({ rule, folds }: SplitInput): Split['scheme'] => {
  if (rule.kind === 'time') return 'forward';
  if (rule.kind === 'entity') return 'grouped';
  return folds > 1 ? 'folds' : 'holdout';
};

/** SHA-256 over the two lists of row numbers as 32-bit little-endian integers, each preceded by its length. */
export function splitHash(train: TrainRows, test: TestRows): string {
  const words = new DataView(new ArrayBuffer(4 * (2 + train.length + test.length)));
  let at = 0;
  for (const rows of [train, test]) {
    words.setInt32(4 * at++, rows.length, true);
    for (const row of rows) words.setInt32(4 * at++, row, true);
  }
  return sha256Hex(new Uint8Array(words.buffer));
}

interface Parts {
  /** Where the rows decide it. */
  readonly scheme?: Split['scheme'];
  readonly train: Int32Array;
  readonly test: Int32Array;
}

function cutTest({ rule, target, rows }: SplitInput, random: Random): Parts {
  switch (rule.kind) {
    case 'random': {
      const [test, train] = stratify(target, rows, [rule.testShare, 1 - rule.testShare], random.fork('test'));
      return { train: train as Int32Array, test: test as Int32Array };
    }
    case 'time': {
      const ordered = orderByTime(rule.column, rows);
      const cut = cutBetweenTimes(rule.column, ordered, ordered.length - Math.round(ordered.length * rule.testShare));
      return { train: ordered.slice(0, cut), test: ordered.slice(cut) };
    }
    case 'entity': {
      const [test, train] = partitionEntities(rule.column, rows, [rule.testShare, 1 - rule.testShare], random);
      return { train: train as Int32Array, test: test as Int32Array };
    }
    case 'column':
      return readParts(rule.column, rows);
    case 'snapshots': {
      const { train, judge, forward } = cutSnapshots(rule, target, rows, random.fork('people'));
      return { train, test: judge, scheme: forward ? 'forward' : 'grouped' };
    }
  }
}

function cutFolds(input: SplitInput, train: Int32Array, random: Random): Fold[] {
  const { rule, target } = input;
  if (rule.kind === 'time') return forwardFolds(rule.column, train, input.folds);
  const folds: Fold[] = [];
  for (let repeat = 0; repeat < (input.repeats ?? 1); repeat++) {
    const stream = random.fork(`folds ${repeat}`);
    if (rule.kind === 'snapshots') {
      for (const { train: learned, judge } of foldSnapshots(rule, target, train, input.folds, stream)) {
        if (learned.length > 0 && judge.length > 0)
          folds.push({ train: asTrain(learned), validation: asValidation(judge) });
      }
      continue;
    }
    const shares =
      input.folds > 1 ? Array<number>(input.folds).fill(1 / input.folds) : [HOLDOUT_SHARE, 1 - HOLDOUT_SHARE];
    const pieces =
      rule.kind === 'entity'
        ? partitionEntities(rule.column, train, shares, stream)
        : stratify(target, train, shares, stream);
    const judged = input.folds > 1 ? pieces : pieces.slice(0, 1);
    for (const piece of judged) {
      const others = pieces.filter((other) => other !== piece).flatMap((other) => [...other]);
      if (piece.length > 0 && others.length > 0)
        folds.push({ train: asTrain(others), validation: asValidation(piece) });
    }
  }
  return folds;
}

/** Fold i learns from the first i + 1 of k + 1 stretches of time and is judged on the next. */
function forwardFolds(column: Column, train: Int32Array, k: number): Fold[] {
  const ordered = orderByTime(column, train);
  const n = ordered.length;
  const cuts =
    k > 1
      ? Array.from({ length: k + 1 }, (_, i) => Math.round((n * (i + 1)) / (k + 1)))
      : [Math.round(n * (1 - HOLDOUT_SHARE)), n];
  const folds: Fold[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const start = cutBetweenTimes(column, ordered, cuts[i] as number);
    const end = i + 2 === cuts.length ? n : cutBetweenTimes(column, ordered, cuts[i + 1] as number);
    if (start > 0 && end > start) {
      folds.push({
        train: asTrain(ordered.subarray(0, start)),
        validation: asValidation(ordered.subarray(start, end)),
      });
    }
  }
  return folds;
}

/**
 * Deals rows into parts with the given shares, class by class (numbers: by tenths of their order), so that small
 * classes are not lost to one part. A class of two rows or more leaves at least one row in the last part.
 */
function stratify(target: Target, rows: Int32Array, shares: readonly number[], random: Random): Int32Array[] {
  const parts: number[][] = shares.map(() => []);
  const strata = target.task === 'regression' ? tenths(target.values, rows) : classes(target.codes, rows);
  // Carries the fractions from stratum to stratum, so that many small strata still give the shares asked for.
  const owed = shares.map(() => 0);
  for (const stratum of strata) {
    const members = Int32Array.from(stratum);
    shuffle(members, random);
    const counts = shares.map((share, part) => {
      const exact = share * members.length + (owed[part] as number);
      const count = Math.max(0, Math.floor(exact + 1e-9));
      owed[part] = exact - count;
      return count;
    });
    let left = members.length - counts.reduce((sum, count) => sum + count, 0);
    while (left !== 0) {
      const part = indexOfExtreme(owed, left > 0 ? 1 : -1, counts);
      const step = Math.sign(left);
      counts[part] = (counts[part] as number) + step;
      owed[part] = (owed[part] as number) - step;
      left -= step;
    }
    let at = 0;
    counts.forEach((count, part) => {
      for (let i = 0; i < count; i++) (parts[part] as number[]).push(members[at++] as number);
    });
  }
  return parts.map((part) => Int32Array.from(part));
}

/** The part that is owed most (sign 1), or least among those that have a row to give (sign −1). */
const indexOfExtreme = (owed: readonly number[], sign: 1 | -1, counts: readonly number[]): number => {
  let best = -1;
  owed.forEach((value, part) => {
    if (sign < 0 && counts[part] === 0) return;
    if (best < 0 || sign * value > sign * (owed[best] as number)) best = part;
  });
  return best;
};

const classes = (codes: Int32Array, rows: Int32Array): number[][] => {
  const byClass = new Map<number, number[]>();
  for (const row of rows) {
    const code = codes[row] as number;
    const members = byClass.get(code);
    if (members) members.push(row);
    else byClass.set(code, [row]);
  }
  return [...byClass.entries()].toSorted((a, b) => a[0] - b[0]).map(([, members]) => members);
};

const tenths = (values: Float64Array, rows: Int32Array): Int32Array[] => {
  const ordered = Int32Array.from(rows).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const strata = Math.min(10, Math.max(1, Math.floor(ordered.length / 10)));
  return Array.from({ length: strata }, (_, i) =>
    ordered.subarray(Math.floor((i * ordered.length) / strata), Math.floor(((i + 1) * ordered.length) / strata)),
  );
};

/** Number to order by; text is ordered by its distinct values, which is right for ISO dates and periods such as 2024-Q1. */
function timeKey(column: Column): (row: number) => number {
  switch (column.kind) {
    case 'number':
    case 'date':
      return (row) => column.values[row] as number;
    case 'category': {
      const rank = new Map(column.levels.toSorted().map((level, index) => [level, index]));
      return (row) => {
        const code = column.codes[row] as number;
        return code < 0 ? Number.NaN : (rank.get(column.levels[code] as string) as number);
      };
    }
    case 'text':
    case 'image':
      throw new CodedError('split.no-time', { column: column.name, kind: column.kind });
  }
}

/** Rows from the earliest to the latest; rows without a time come first, so that they are never test rows alone. */
function orderByTime(column: Column, rows: Int32Array): Int32Array {
  const key = timeKey(column);
  const keys = new Map<number, number>();
  for (const row of rows) keys.set(row, key(row));
  return Int32Array.from(rows).sort((a, b) => {
    const x = keys.get(a) as number;
    const y = keys.get(b) as number;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x)) || a - b;
    return x - y || a - b;
  });
}

/** The position nearest to `wanted` at which two different times meet, so that one moment is never on both sides. */
function cutBetweenTimes(column: Column, ordered: Int32Array, wanted: number): number {
  const key = timeKey(column);
  const n = ordered.length;
  const differs = (at: number): boolean => {
    if (at <= 0 || at >= n) return false;
    return !Object.is(key(ordered[at - 1] as number), key(ordered[at] as number));
  };
  for (let away = 0; away < n; away++) {
    if (differs(wanted - away)) return wanted - away;
    if (differs(wanted + away)) return wanted + away;
  }
  throw new CodedError('split.no-time', { column: column.name, kind: column.kind });
}

/** Whole entities dealt at random into parts whose row counts come close to the shares. */
function partitionEntities(column: Column, rows: Int32Array, shares: readonly number[], random: Random): Int32Array[] {
  const members = new Map<string, number[]>();
  for (const row of rows) {
    // A row without an entity is one of its own.
    const name = cellText(column, row);
    const entity = name === null ? `\u0000${row}` : `=${name}`;
    const list = members.get(entity);
    if (list) list.push(row);
    else members.set(entity, [row]);
  }
  if (members.size < shares.length) {
    throw new CodedError('split.too-few-entities', {
      column: column.name,
      entities: members.size,
      needed: shares.length,
    });
  }
  const groups = [...members.values()];
  const order = Int32Array.from(groups, (_, i) => i);
  shuffle(order, random);
  const parts: number[][] = shares.map(() => []);
  for (const index of order) {
    // To the part that is furthest behind its share.
    let part = 0;
    let worst = -Infinity;
    shares.forEach((share, i) => {
      const behind = share * rows.length - (parts[i] as number[]).length;
      if (behind > worst) {
        worst = behind;
        part = i;
      }
    });
    (parts[part] as number[]).push(...(groups[index] as number[]));
  }
  return parts.map((part) => Int32Array.from(part));
}

/** Reads `train` and `test` out of a column, in any case. */
function readParts(column: Column, rows: Int32Array): Parts {
  const train: number[] = [];
  const test: number[] = [];
  for (const row of rows) {
    const said = cellText(column, row)?.trim().toLowerCase();
    if (said === 'train') train.push(row);
    else if (said === 'test') test.push(row);
    else throw new CodedError('split.unknown-part', { column: column.name, value: said ?? '', row: row + 1 });
  }
  return { train: Int32Array.from(train), test: Int32Array.from(test) };
}
