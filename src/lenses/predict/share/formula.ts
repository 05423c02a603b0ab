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
 * The formula without the terms of columns that are left out, and without those that rest on fewer than 11 training rows:
 * of rare levels, of numbers that are the same in nearly all rows, of columns that differ in a few rows alone. Where these
 * were not counted, a term is told where 22 training rows are to be expected to have its level.
 * @returns undefined without a formula, or where nothing of it is left
 */
export function safeFormula(
  { formula, split, refit, counts }: PredictReport,
  names: Names,
  held: HeldList,
): SharedFormula | undefined {
  if (!formula) return undefined;
  const needed = (2 * MIN_GROUP * refit.rowCount) / Math.max(1, split.train);
  const mayTell = ({ column, level }: Pick<Coefficient, 'column' | 'level'>): boolean =>
    names.column(column) &&
    (level === undefined ? names.varies(column, needed) : names.rowsOf(column, level) >= needed);
  const { rests, references: ofReferences } = counts?.formula ?? {};
  // With nearly as many terms as rows the coefficients are the outcomes written in another way.
  if (formula.rowCount - formula.coefficients.length <= MIN_GROUP) {
    held.add('formula-of-few', { count: formula.coefficients.length, rows: formula.rowCount });
    return undefined;
  }
  const told = formula.coefficients.filter((term, i) =>
    rests ? names.column(term.column) && (rests[i] ?? 0) >= MIN_GROUP : mayTell(term),
  );
  const heldTerms = formula.coefficients.length - told.length;
  if (heldTerms > 0) held.add('terms', { count: heldTerms });
  if (told.length === 0 || !Number.isFinite(formula.intercept)) return undefined;
  if (told.length > MOST_TERMS) {
    held.add('long-formula', { count: told.length, most: MOST_TERMS });
    return undefined;
  }
  const references = (formula.references ?? []).filter((one, i) =>
    ofReferences ? names.column(one.column) && (ofReferences[i] ?? 0) >= MIN_GROUP : mayTell(one),
  );
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
