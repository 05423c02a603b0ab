import { MIN_GROUP } from '../../../core/disclose/min-group.ts';
import { significant } from '../../../core/disclose/round.ts';
import type { Coefficient } from '../../../core/learn/linear/types.ts';
import type { PredictReport } from '../report.ts';
import type { HeldList } from './held.ts';
import { cut, MOST_TERMS } from './limits.ts';
import type { Names } from './names.ts';
import type { SharedPredict } from './types.ts';

type SharedFormula = NonNullable<SharedPredict['formula']>;

/** Digits of a coefficient: enough to reckon with by hand. */
const DIGITS = 4;

/**
 * The formula without the terms of columns that are left out, of levels that too few rows have and of numbers that are
 * the same in nearly all rows. It was fitted on the training rows, and how many of these have a level is not kept: a term
 * is told where 22 of them are to be expected.
 * @returns undefined without a formula, or where nothing of it is left
 */
export function safeFormula(
  { formula, split, refit }: PredictReport,
  names: Names,
  held: HeldList,
): SharedFormula | undefined {
  if (!formula) return undefined;
  const needed = (2 * MIN_GROUP * refit.rowCount) / Math.max(1, split.train);
  const mayTell = ({ column, level }: Pick<Coefficient, 'column' | 'level'>): boolean =>
    names.column(column) &&
    (level === undefined ? names.varies(column, needed) : names.rowsOf(column, level) >= needed);
  const told = formula.coefficients.filter(mayTell);
  const heldTerms = formula.coefficients.length - told.length;
  if (heldTerms > 0) held.add('terms', { count: heldTerms });
  if (told.length === 0 || !Number.isFinite(formula.intercept)) return undefined;
  if (told.length > MOST_TERMS) {
    held.add('long-formula', { count: told.length, most: MOST_TERMS });
    return undefined;
  }
  const references = (formula.references ?? []).filter(mayTell);
  return {
    estimator: formula.estimator,
    rowCount: formula.rowCount,
    penalty: significant(formula.penalty, DIGITS),
    intercept: significant(formula.intercept, DIGITS),
    isChosen: formula.isChosen,
    ...(heldTerms > 0 ? { heldTerms } : {}),
    coefficients: told.map(safeTerm),
    ...(references.length > 0
      ? { references: references.map(({ column, level }) => ({ column: cut(column), level: cut(level) })) }
      : {}),
  };
}

function safeTerm({ column, level, ...figures }: Coefficient): SharedFormula['coefficients'][number] {
  const told = Object.entries(figures)
    .filter(([, value]) => Number.isFinite(value))
    .map(([name, value]) => [name, significant(value as number, name === 'pValue' ? 2 : DIGITS)]);
  const { value = 0, ...rest } = Object.fromEntries(told) as Partial<Omit<Coefficient, 'column' | 'level'>>;
  return { column: cut(column), ...(level === undefined ? {} : { level: cut(level) }), value, ...rest };
}
