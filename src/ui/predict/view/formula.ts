import type { ColumnWords } from '../../i18n/column-words.ts';
import type { Coefficient, Formula } from '../../../core/learn/linear/types.ts';

/** A line of the coefficient table; the intercept is the first and has no column. */
export interface FormulaLine {
  readonly key: string;
  readonly column: string | undefined;
  readonly level: string | undefined;
  readonly value: number;
  readonly standardError: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly pValue: number | undefined;
  /** The level that this one is read against. */
  readonly against: string | undefined;
}

const line = (coefficient: Coefficient, index: number, against: string | undefined): FormulaLine => ({
  key: `x${index + 1}`,
  column: coefficient.column,
  level: coefficient.level,
  value: coefficient.value,
  standardError: coefficient.standardError,
  low: coefficient.low,
  high: coefficient.high,
  pValue: coefficient.pValue,
  against,
});

/** Half the width of a 95 % interval of a normal, in standard errors. */
const NORMAL_95 = 1.959963984540054;

export function formulaLines(formula: Formula): readonly FormulaLine[] {
  const error = formula.interceptStandardError;
  // A penalty pulls the intercept along: like the coefficients it then has no interval.
  const half = error === undefined || formula.penalty > 0 ? undefined : NORMAL_95 * error;
  const references = new Map(formula.references?.map(({ column, level }) => [column, level]));
  return [
    {
      key: 'x0',
      column: undefined,
      level: undefined,
      value: formula.intercept,
      standardError: error,
      low: half === undefined ? undefined : formula.intercept - half,
      high: half === undefined ? undefined : formula.intercept + half,
      pValue: undefined,
      against: undefined,
    },
    ...formula.coefficients.map((one, index) =>
      line(one, index, one.level === undefined ? undefined : references.get(one.column)),
    ),
  ];
}

/** A term of the written-out formula. */
export interface FormulaTerm {
  readonly key: string;
  readonly sign: '+' | '−';
  readonly magnitude: number;
  /** Full value, sign and all digits. */
  readonly value: number;
  readonly column: string;
  readonly level: string | undefined;
}

export function formulaTerms(formula: Formula): readonly FormulaTerm[] {
  return formula.coefficients.map((coefficient, index) => ({
    key: `x${index + 1}`,
    sign: coefficient.value < 0 ? '−' : '+',
    magnitude: Math.abs(coefficient.value),
    value: coefficient.value,
    column: coefficient.column,
    level: coefficient.level,
  }));
}

/**
 * Every digit of a float64, up to 17 significant ones, so that it reads back as the same number.
 * The shortest such spelling is what JavaScript writes.
 */
export const allDigits = (value: number): string => String(value);

/** A cell that no spreadsheet takes for a formula. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The coefficient table as CSV with all digits. @param names columns and levels as people know them */
export function formulaCsv(formula: Formula, names: ColumnWords): string {
  const header = ['term', 'level', 'estimate', 'standard_error', 'low_95', 'high_95', 'p_value'];
  const number = (value: number | undefined) => (value === undefined ? '' : allDigits(value));
  const rows = formulaLines(formula).map((row) =>
    [
      csvCell(row.column === undefined ? '(intercept)' : names.column(row.column)),
      csvCell(row.level === undefined ? '' : names.level(row.column ?? '', row.level)),
      ...[row.value, row.standardError, row.low, row.high, row.pValue].map(number),
    ].join(','),
  );
  return `${[header.join(','), ...rows].join('\r\n')}\r\n`;
}
