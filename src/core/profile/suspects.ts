import type { Finding } from '../errors.ts';
import type { Pacer } from '../learn/pacer.ts';
import { takeCells } from '../table/take.ts';
import type { Column, NumberColumn } from '../table/column.ts';
import { foretells, type Answer } from './foretell.ts';
import { countDistinct, sortedPresent } from './numeric.ts';
import { findSentinel, withoutSentinel } from './sentinel.ts';
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
    if (!whole || name === target || whole.kind === 'text' || whole.kind === 'image') continue;
    const column = takeCells(whole, rows);
    if (isCopy(column, answer)) {
      found.push(finding('profile.copy-of-target', 'stop', name, { target }));
    } else {
      alone.push({ name, column, score: foretells(column, answer) });
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

const finding = (code: string, level: Finding['level'], column: string, params: Finding['params']): Finding => ({
  code,
  level,
  column,
  params: { column, ...params },
});

/** Rows whose answer is known: neither blank nor a mark for "missing", which all columns of one device share. */
function sampledRows(target: Column, rowCount: number): Int32Array {
  const mark = sentinelOf(target);
  const isKnown = (row: number): boolean => {
    if (target.kind === 'category') return (target.codes[row] as number) >= 0;
    if (target.kind === 'text' || target.kind === 'image') return false;
    return !Number.isNaN(target.values[row]) && target.values[row] !== mark;
  };
  const step = Math.max(1, rowCount / MOST_ROWS);
  const rows: number[] = [];
  for (let at = 0; at < rowCount; at += step) if (isKnown(Math.floor(at))) rows.push(Math.floor(at));
  return Int32Array.from(rows);
}

function sentinelOf(target: Column): number | undefined {
  if (target.kind !== 'number') return undefined;
  const sorted = sortedPresent(target.values);
  const mark = findSentinel(sorted);
  // Of a target with two values one is not missing.
  return mark && countDistinct(withoutSentinel(sorted, mark)) > 1 ? mark.value : undefined;
}

/** Numbers with two values are classes; undefined for what cannot be a target. */
function makeAnswer(target: Column): Answer | undefined {
  if (target.kind !== 'number' && target.kind !== 'category') return undefined;
  const cells: ArrayLike<number> = target.kind === 'number' ? target.values : target.codes;
  const values = [...new Set(Array.from(cells))].toSorted((a, b) => a - b);
  if (values.length < 2) return undefined;
  if (target.kind === 'number' && values.length > 2) return { kind: 'number', values: target.values };
  const codes = new Map(values.map((value, code) => [value, code]));
  return { kind: 'class', codes: Int32Array.from(cells, (cell) => codes.get(cell) as number), classes: values.length };
}

/** Whether the column says the target by other names: one value of it for each of the target's, and back. */
function isCopy(column: Column, answer: Answer): boolean {
  if (answer.kind === 'number') {
    return column.kind === 'number' && isLinear(column.values, answer.values);
  }
  if (column.kind === 'text' || column.kind === 'image') return false;
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

/** Of the target's range: differences that rounding leaves. */
const ROUNDING = 1e-4;

/**
 * Whether y is x times a factor plus a number, wherever x is known, and it is in nine tenths of the rows. The line is
 * drawn through the ends of x; the first row off it settles the matter.
 */
function isLinear(x: Float64Array, y: Float64Array): boolean {
  let [low, high, unknown] = [-1, -1, 0];
  for (let row = 0; row < x.length; row++) {
    const value = x[row] as number;
    if (Number.isNaN(value)) unknown++;
    else {
      if (low < 0 || value < (x[low] as number)) low = row;
      if (high < 0 || value > (x[high] as number)) high = row;
    }
  }
  if (unknown > 0.1 * x.length || low < 0 || x[low] === x[high] || y[low] === y[high]) return false;
  const slope = ((y[high] as number) - (y[low] as number)) / ((x[high] as number) - (x[low] as number));
  const reach = ROUNDING * Math.abs((y[high] as number) - (y[low] as number));
  for (let row = 0; row < x.length; row++) {
    const told = (y[low] as number) + slope * ((x[row] as number) - (x[low] as number));
    if (Math.abs((y[row] as number) - told) > reach) return false;
  }
  return true;
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

/** Names that the page gives to columns without one say nothing about their kinship. */
const NAMED_BY_PAGE = /^column_\d+$/;

/**
 * Whether `name` is `target` with other digits (`G1` and `G3`, `score_2023` and `score_2024`), and on which side of it:
 * below nought earlier, above later; 0 where they are no kin.
 */
function kinship(name: string, target: string): number {
  const stem = (text: string): string => text.toLowerCase().replaceAll(/[\d\s_.-]+/g, '');
  if (NAMED_BY_PAGE.test(name) || stem(name) !== stem(target)) return 0;
  const numbers = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);
  const [own, its] = [numbers(name), numbers(target)];
  if (own.length === 0 || own.length !== its.length) return 0;
  const at = own.findIndex((number, i) => number !== its[i]);
  return at < 0 ? 0 : (own[at] as number) - (its[at] as number);
}

function standingOut(alone: readonly Alone[], answer: Answer, target: string): Finding[] {
  const metric = answer.kind === 'number' ? 'r2' : 'auc';
  const found: Finding[] = [];
  const rest: Alone[] = [];
  for (const entry of alone) {
    const params = { target, score: entry.score, metric };
    const kin = metric === 'r2' && entry.score >= EARLIER_R2 ? kinship(entry.name, target) : 0;
    if (kin !== 0) {
      const code = kin < 0 ? 'profile.earlier-measurement' : 'profile.later-measurement';
      found.push(finding(code, 'careful', entry.name, params));
    } else if (entry.score >= SUSPECT[metric]) {
      found.push(finding('profile.leak-suspect', 'careful', entry.name, params));
    } else rest.push(entry);
  }
  // When a row happened is known; a trend is no leak.
  const ordered = rest.filter(({ column }) => column.kind !== 'date').toSorted((a, b) => b.score - a.score);
  const [best, next] = ordered;
  const guess = metric === 'auc' ? 0.5 : 0;
  const margin = noise(answer);
  if (best && best.score - margin >= DOUBTFUL[metric] && best.score - (next?.score ?? guess) >= AHEAD[metric]) {
    found.push(finding('profile.leak-doubtful', 'careful', best.name, { target, score: best.score, metric }));
  }
  return found;
}

/** Two standard errors of the AUC of a column that tells nothing, on half of the rows; small for numbers. */
function noise(answer: Answer): number {
  if (answer.kind === 'number') return 0;
  const counts = new Float64Array(answer.classes);
  for (const code of answer.codes) counts[code] = (counts[code] as number) + 1;
  const least = Math.min(...counts) / 2;
  const rest = answer.codes.length / 2 - least;
  return 2 * Math.sqrt((1 / least + 1 / rest) / 12);
}
