import type { ModelColumn } from '../model.ts';
import { knownRows, safeEnds } from './known-rows.ts';
import { roundTo, toDigits } from './short-numbers.ts';
import type { PortableInput } from './types.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Digits of what a form starts from. */
const DIGITS = 6;
/** Steps that a slider should have at least between its ends. */
const STEPS = 1000;

/**
 * What a reader may set, of a column of the model. Ends and middle are quantiles with at least `minRows` rows on each
 * side, rounded as far as a slider allows.
 * @param levels of a category, those with rows enough
 */
export function makeInput(
  column: ModelColumn,
  levels: readonly string[] | undefined,
  rowCount: number,
  minRows: number,
): PortableInput {
  const { name, kind, typical } = column;
  if (kind === 'text') return { name, kind, typical: null };
  if (kind === 'category') {
    const known = typeof typical === 'string' && levels?.includes(typical) ? typical : null;
    return { name, kind, levels: levels ?? [], typical: known };
  }
  const ends = safeEnds(column, knownRows(column, rowCount).present, minRows);
  // Without ends there are too few rows for a middle as well.
  if (!ends || typeof typical !== 'number') return { name, kind, typical: null };
  const short = kind === 'date' ? shortTime(ends) : shortNumber(ends);
  return { name, kind, low: short(ends[0]), high: short(ends[1]), typical: short(typical) };
}

type Shorten = (value: number) => number;

function shortTime([low, high]: readonly [number, number]): Shorten {
  const step = high - low >= 20 * DAY ? DAY : high - low >= 20 * HOUR ? HOUR : 1000;
  return (time) => Math.round(time / step) * step;
}

function shortNumber([low, high]: readonly [number, number]): Shorten {
  return high > low ? (value) => roundTo(value, (high - low) / STEPS) : (value) => toDigits(value, DIGITS);
}
