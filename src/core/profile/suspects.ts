import type { Finding } from '../errors.ts';
import type { Pacer } from '../learn/pacer.ts';
import { rocAuc } from '../metrics/binary.ts';
import { takeCells } from '../table/take.ts';
import type { CategoryColumn, Column, NumberColumn } from '../table/column.ts';
import { findColumn, getColumn, type Table } from '../table/table.ts';

/** Rows looked at: evenly spaced over the table. */
const MOST_ROWS = 20_000;
/** Shares of the target explained by a column alone from which it is suspect, or doubtful where it also stands out. */
const SUSPECT = { auc: 0.985, r2: 0.98 } as const;
const DOUBTFUL = { auc: 0.8, r2: 0.75 } as const;
/** How far a doubtful column is ahead of the best column that is none. */
const AHEAD = { auc: 0.08, r2: 0.25 } as const;
const EARLIER_R2 = 0.25;
const MOST_PAIRED = 60;

/**
 * Columns that tell the target too well to have been known before it: copies, parts of a sum that is the target, columns
 * that predict it almost alone, earlier measurements of the same thing. Each is named with what it reaches by itself.
 */
export async function findSuspects(
  table: Table,
  target: string,
  columns: readonly string[],
  pacer: Pacer,
): Promise<Finding[]> {
  const targetColumn = getColumn(table, target);
  const rows = sampledRows(targetColumn, table.rowCount);
  if (rows.length < 30) return [];
  const answer = makeAnswer(takeCells(targetColumn, rows));
  if (!answer) return [];
  const found: Finding[] = [];
  const alone: Alone[] = [];
  for (const name of columns) {
    await pacer.pause();
    const whole = findColumn(table, name);
    if (!whole || name === target || whole.kind === 'text') continue;
    const column = takeCells(whole, rows);
    if (isCopy(column, answer)) {
      found.push(finding('profile.copy-of-target', 'stop', name, { target }));
    } else {
      alone.push({ name, column, score: scoreAlone(column, answer) });
    }
  }
  if (answer.kind === 'number') found.push(...sumsTo(alone, answer.values, target));
  const told = new Set(found.map(({ column }) => column));
  return [
    ...found,
    ...standingOut(
      alone.filter(({ name }) => !told.has(name)),
      answer,
      target,
    ),
  ];
}

interface Alone {
  readonly name: string;
  readonly column: Column;
  /** AUC (classes) or R² (numbers) on rows that its rates were not taken from. */
  readonly score: number;
}

type Answer =
  | { readonly kind: 'number'; readonly values: Float64Array }
  /** 1 for the class asked about: with more than two classes each in turn. */
  | { readonly kind: 'class'; readonly codes: Int32Array; readonly classes: number };

const finding = (code: string, level: Finding['level'], column: string, params: Finding['params']): Finding => ({
  code,
  level,
  column,
  params: { column, ...params },
});

function sampledRows(target: Column, rowCount: number): Int32Array {
  const isKnown = (row: number): boolean => {
    if (target.kind === 'category') return (target.codes[row] as number) >= 0;
    return target.kind !== 'text' && !Number.isNaN(target.values[row]);
  };
  const step = Math.max(1, rowCount / MOST_ROWS);
  const rows: number[] = [];
  for (let at = 0; at < rowCount; at += step) if (isKnown(Math.floor(at))) rows.push(Math.floor(at));
  return Int32Array.from(rows);
}

/** Numbers with two values are classes; undefined for what cannot be a target. */
function makeAnswer(target: Column): Answer | undefined {
  if (target.kind === 'category') return { kind: 'class', codes: target.codes, classes: target.levels.length };
  if (target.kind !== 'number') return undefined;
  const values = [...new Set(target.values)];
  if (values.length < 2) return undefined;
  if (values.length > 2) return { kind: 'number', values: target.values };
  const high = Math.max(...values);
  return { kind: 'class', codes: Int32Array.from(target.values, (value) => Number(value === high)), classes: 2 };
}

/** Whether the column says the target by other names: one value of it for each of the target's, and back. */
function isCopy(column: Column, answer: Answer): boolean {
  if (answer.kind === 'number') {
    return column.kind === 'number' && Math.abs(correlation(column.values, answer.values)) > 1 - 1e-9;
  }
  if (column.kind === 'text') return false;
  const cells: ArrayLike<number> = column.kind === 'category' ? column.codes : column.values;
  const forth = new Map<number, number>();
  const back = new Map<number, number>();
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as number;
    const code = answer.codes[i] as number;
    if (cell < 0 && column.kind === 'category') return false;
    if (Number.isNaN(cell)) return false;
    if ((forth.get(cell) ?? code) !== code || (back.get(code) ?? cell) !== cell) return false;
    forth.set(cell, code);
    back.set(code, cell);
  }
  return forth.size > 1;
}

/** Pearson's r over rows where both are known; 0 where less than nine tenths are, or one of them does not vary. */
function correlation(x: Float64Array, y: Float64Array): number {
  const known: number[] = [];
  for (let i = 0; i < x.length; i++) if (!Number.isNaN(x[i]) && !Number.isNaN(y[i])) known.push(i);
  if (known.length < 0.9 * x.length || known.length < 3) return 0;
  const mean = (values: Float64Array): number =>
    known.reduce((sum, i) => sum + (values[i] as number), 0) / known.length;
  const mx = mean(x);
  const my = mean(y);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const i of known) {
    const dx = (x[i] as number) - mx;
    const dy = (y[i] as number) - my;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/** How well groups of the column's values foretell the target: rates from even rows, judged on odd ones. */
function scoreAlone(column: Column, answer: Answer): number {
  const groups = groupsOf(column);
  if (answer.kind === 'number') return halfR2(groups, answer.values);
  const classes = answer.classes === 2 ? [1] : Array.from({ length: Math.min(answer.classes, 20) }, (_, k) => k);
  const scores = classes.map((k) => halfAuc(groups, answer.codes, k));
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

const GROUPS = 50;

/** Category codes, or fiftieths of the order of numbers (equal numbers together); −1 missing. */
function groupsOf(column: Column): Int32Array {
  if (column.kind === 'category') return (column satisfies CategoryColumn).codes;
  const { values } = column as NumberColumn;
  const order = Int32Array.from(values, (_, i) => i)
    .filter((i) => !Number.isNaN(values[i]))
    .sort((a, b) => (values[a] as number) - (values[b] as number));
  const groups = new Int32Array(values.length).fill(-1);
  let group = 0;
  let since = 0;
  for (let rank = 0; rank < order.length; rank++) {
    const row = order[rank] as number;
    const differs = rank > 0 && values[row] !== values[order[rank - 1] as number];
    if (differs && rank - since >= order.length / GROUPS) {
      group++;
      since = rank;
    }
    groups[row] = group;
  }
  return groups;
}

/** Mean of `answer` a group over even rows, drawn towards the overall mean by five rows. */
function ratesOnEven(
  groups: Int32Array,
  answer: (row: number) => number,
): { of: (group: number) => number; mean: number } {
  const sums = new Map<number, { sum: number; count: number }>();
  let total = 0;
  let count = 0;
  for (let row = 0; row < groups.length; row += 2) {
    const entry = sums.get(groups[row] as number) ?? { sum: 0, count: 0 };
    entry.sum += answer(row);
    entry.count++;
    sums.set(groups[row] as number, entry);
    total += answer(row);
    count++;
  }
  const mean = total / count;
  return {
    mean,
    of: (group) => {
      const entry = sums.get(group);
      return entry ? (entry.sum + 5 * mean) / (entry.count + 5) : mean;
    },
  };
}

function halfAuc(groups: Int32Array, codes: Int32Array, k: number): number {
  const rates = ratesOnEven(groups, (row) => Number(codes[row] === k));
  const y: number[] = [];
  const p: number[] = [];
  for (let row = 1; row < groups.length; row += 2) {
    y.push(Number(codes[row] === k));
    p.push(rates.of(groups[row] as number));
  }
  const auc = rocAuc(y, p);
  return Number.isFinite(auc) ? auc : 0.5;
}

function halfR2(groups: Int32Array, values: Float64Array): number {
  const rates = ratesOnEven(groups, (row) => values[row] as number);
  let errors = 0;
  let spread = 0;
  for (let row = 1; row < groups.length; row += 2) {
    errors += ((values[row] as number) - rates.of(groups[row] as number)) ** 2;
    spread += ((values[row] as number) - rates.mean) ** 2;
  }
  return spread > 0 ? 1 - errors / spread : 0;
}

/** Pairs of number columns whose sum or difference is the target. */
function sumsTo(alone: readonly Alone[], target: Float64Array, name: string): Finding[] {
  const numbers = alone.filter(({ column }) => column.kind === 'number').slice(0, MOST_PAIRED);
  const valuesOf = ({ column }: Alone): Float64Array => (column as NumberColumn).values;
  for (let i = 0; i < numbers.length; i++) {
    for (let j = i + 1; j < numbers.length; j++) {
      const first = numbers[i] as Alone;
      const second = numbers[j] as Alone;
      if (!addsUp(valuesOf(first), valuesOf(second), target)) continue;
      return [first, second].map((part) =>
        finding('profile.sum-is-target', 'stop', part.name, { target: name, first: first.name, second: second.name }),
      );
    }
  }
  return [];
}

function addsUp(a: Float64Array, b: Float64Array, target: Float64Array): boolean {
  let sum = true;
  let difference = true;
  let reverse = true;
  for (let i = 0; i < target.length && (sum || difference || reverse); i++) {
    const x = a[i] as number;
    const y = b[i] as number;
    const t = target[i] as number;
    const off = 1e-9 * Math.max(1, Math.abs(x), Math.abs(y), Math.abs(t));
    sum &&= Math.abs(x + y - t) <= off;
    difference &&= Math.abs(x - y - t) <= off;
    reverse &&= Math.abs(y - x - t) <= off;
  }
  return sum || difference || reverse;
}

/** `G1` and `G3`, `score_2023` and `score_2024`: one name with other digits. */
const stem = (name: string): string => name.toLowerCase().replaceAll(/[\d\s_.-]+/g, '');

function standingOut(alone: readonly Alone[], answer: Answer, target: string): Finding[] {
  const metric = answer.kind === 'number' ? 'r2' : 'auc';
  const found: Finding[] = [];
  const rest: Alone[] = [];
  for (const entry of alone) {
    const params = { target, score: entry.score, metric };
    const sameStem = /\d/.test(entry.name) && /\d/.test(target) && stem(entry.name) === stem(target);
    if (entry.score >= SUSPECT[metric]) found.push(finding('profile.leak-suspect', 'careful', entry.name, params));
    else if (metric === 'r2' && sameStem && entry.score >= EARLIER_R2) {
      found.push(finding('profile.earlier-measurement', 'careful', entry.name, params));
    } else rest.push(entry);
  }
  const ordered = rest.toSorted((a, b) => b.score - a.score);
  const [best, next] = ordered;
  const guess = metric === 'auc' ? 0.5 : 0;
  if (best && best.score >= DOUBTFUL[metric] && best.score - (next?.score ?? guess) >= AHEAD[metric]) {
    found.push(finding('profile.leak-doubtful', 'careful', best.name, { target, score: best.score, metric }));
  }
  return found;
}
