import { argsort } from '../stats/order.ts';
import type { CategoryColumn, Column, NumberColumn } from '../table/column.ts';

/** What is to be foretold, known in every row. */
export type Answer =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'class'; readonly codes: Int32Array; readonly classes: number };

const MOST_GROUPS = 50;
/** Rows of a group at least, so that its rate means something. */
const LEAST_ROWS = 20;
/** Classes looked at, of the many that a target may have. */
const MOST_CLASSES = 20;
/** Rows at the overall rate that each group's rate is drawn towards it by. */
const PRIOR_ROWS = 5;

/**
 * How well one column foretells the answer: R² of a number, ROC AUC of a class (the mean over classes, each against the
 * rest). The column's values are grouped, rates are taken from one half of the rows and judged on the other; for numbers a
 * straight line is tried too. Blanks are a group of their own.
 */
export function foretells(column: Column, answer: Answer): number {
  const groups = groupsOf(column);
  if (answer.kind === 'number') {
    const line = column.kind === 'number' || column.kind === 'date' ? lineR2(column.values, answer.values) : 0;
    return Math.max(line, groupedR2(groups, answer.values));
  }
  const { codes } = answer;
  const classes =
    answer.classes === 2 ? [1] : Array.from({ length: Math.min(answer.classes, MOST_CLASSES) }, (_, k) => k);
  const scores = classes.map((k) => groupedAuc(groups, codes, k)).filter((auc) => !Number.isNaN(auc));
  return scores.length > 0 ? scores.reduce((sum, auc) => sum + auc, 0) / scores.length : 0.5;
}

/** Which half a row falls in, by its number stirred: files alternate in all sorts of ways. */
const learns = (row: number): boolean => {
  const stirred = Math.imul(row ^ (row >>> 15), 0x2c1b3c6d);
  return Math.imul(stirred ^ (stirred >>> 12), 0x297a2d39) >>> 31 === 1;
};

/** Groups from 1; 0 where the value is missing. */
interface Groups {
  readonly of: Int32Array;
  readonly count: number;
}

/** Categories as they are; numbers cut into up to fifty runs of their order, equal numbers together. */
function groupsOf(column: Column): Groups {
  if (column.kind === 'category') {
    const { codes, levels } = column satisfies CategoryColumn;
    return { of: codes.map((code) => code + 1), count: levels.length + 1 };
  }
  const { values } = column as NumberColumn;
  const order = argsort(values);
  let known = order.length;
  while (known > 0 && Number.isNaN(values[order[known - 1] as number])) known--;
  const size = Math.max(LEAST_ROWS, known / MOST_GROUPS);
  const of = new Int32Array(values.length);
  let group = 1;
  let since = 0;
  for (let rank = 0; rank < known; rank++) {
    const row = order[rank] as number;
    const differs = rank > 0 && values[row] !== values[order[rank - 1] as number];
    if (differs && rank - since >= size) {
      group++;
      since = rank;
    }
    of[row] = group;
  }
  return { of, count: group + 1 };
}

/** Mean answer of each group, and of all, over the rows that learn. */
function ratesOf(groups: Groups, answer: (row: number) => number): { rates: Float64Array; mean: number } {
  const sums = new Float64Array(groups.count);
  const counts = new Float64Array(groups.count);
  let total = 0;
  let rows = 0;
  for (let row = 0; row < groups.of.length; row++) {
    if (!learns(row)) continue;
    const group = groups.of[row] as number;
    const value = answer(row);
    sums[group] = (sums[group] as number) + value;
    counts[group] = (counts[group] as number) + 1;
    total += value;
    rows++;
  }
  const mean = rows > 0 ? total / rows : 0;
  return {
    mean,
    rates: sums.map((sum, group) => (sum + PRIOR_ROWS * mean) / ((counts[group] as number) + PRIOR_ROWS)),
  };
}

/** NaN where the judged rows lack the class or the rest. */
function groupedAuc(groups: Groups, codes: Int32Array, k: number): number {
  const { rates } = ratesOf(groups, (row) => Number(codes[row] === k));
  const yes = new Float64Array(groups.count);
  const no = new Float64Array(groups.count);
  for (let row = 0; row < groups.of.length; row++) {
    if (learns(row)) continue;
    const side = codes[row] === k ? yes : no;
    const group = groups.of[row] as number;
    side[group] = (side[group] as number) + 1;
  }
  const order = argsort(rates);
  let [won, yesBelow, noBelow] = [0, 0, 0];
  for (let i = 0; i < order.length;) {
    let [yesHere, noHere] = [0, 0];
    const rate = rates[order[i] as number];
    for (; i < order.length && rates[order[i] as number] === rate; i++) {
      yesHere += yes[order[i] as number] as number;
      noHere += no[order[i] as number] as number;
    }
    won += yesHere * (noBelow + noHere / 2);
    yesBelow += yesHere;
    noBelow += noHere;
  }
  return yesBelow > 0 && noBelow > 0 ? won / (yesBelow * noBelow) : Number.NaN;
}

function groupedR2(groups: Groups, values: Float64Array): number {
  const { rates, mean } = ratesOf(groups, (row) => values[row] as number);
  return r2OnRest(values, mean, (row) => rates[groups.of[row] as number] as number);
}

/** A least-squares line through the rows that learn; blanks are told the mean. */
function lineR2(x: Float64Array, y: Float64Array): number {
  let [rows, meanX, meanY, xx, xy] = [0, 0, 0, 0, 0];
  for (let row = 0; row < x.length; row++) {
    const value = x[row] as number;
    if (!learns(row) || Number.isNaN(value)) continue;
    // Welford: sums of squares of dates in milliseconds would lose every digit.
    rows++;
    const dx = value - meanX;
    meanX += dx / rows;
    xx += dx * (value - meanX);
    xy += dx * ((y[row] as number) - meanY - ((y[row] as number) - meanY) / rows);
    meanY += ((y[row] as number) - meanY) / rows;
  }
  if (!(xx > 0)) return 0;
  const slope = xy / xx;
  return r2OnRest(y, meanY, (row) => {
    const value = x[row] as number;
    return Number.isNaN(value) ? meanY : meanY + slope * (value - meanX);
  });
}

/** 1 − squared errors over those of the mean, on the rows that judge. */
function r2OnRest(values: Float64Array, mean: number, told: (row: number) => number): number {
  let errors = 0;
  let spread = 0;
  for (let row = 0; row < values.length; row++) {
    if (learns(row)) continue;
    errors += ((values[row] as number) - told(row)) ** 2;
    spread += ((values[row] as number) - mean) ** 2;
  }
  return spread > 0 ? 1 - errors / spread : 0;
}
