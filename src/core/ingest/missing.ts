/**
 * Spellings of "no value" in columns of numbers and dates, lower case. There nothing else can be meant by them
 * (pandas' `na_values`, spreadsheets' errors, SQL dumps, and the dashes and question marks people type).
 */
export const MISSING_MEASURE: ReadonlySet<string> = new Set([
  '',
  'na',
  'n/a',
  'n.a.',
  'null',
  '(null)',
  'none',
  'nil',
  'nan',
  '-nan',
  '<na>',
  '\\n',
  '-',
  '--',
  '–',
  '—',
  '?',
  '.',
  '#n/a',
  '#na',
  '#n/a n/a',
  '#null!',
  '#div/0!',
  '#value!',
  '#ref!',
  '#name?',
  '#num!',
]);

/**
 * Spellings of "no value" among categories, case as written. Shorter than the list above, because a word may be a level:
 * `na`, `none`, `None`, `-` and `?` stay levels.
 */
export const MISSING_LEVEL: ReadonlySet<string> = new Set([
  '',
  'NA',
  'N/A',
  'NULL',
  'null',
  '(null)',
  'NaN',
  'nan',
  '<NA>',
  '\\N',
  '#N/A',
  '#NULL!',
  '#REF!',
  '#VALUE!',
  '#DIV/0!',
]);

/** Whether a trimmed cell of a number or date column stands for nothing. */
export const isMissingMeasure = (trimmed: string): boolean =>
  trimmed.length <= 8 && MISSING_MEASURE.has(trimmed.toLowerCase());

const TWO_CAPITALS = /^[A-Z]{2}$/;

/**
 * Which levels stand for nothing. `NA` among other two-letter capitals is a code (Namibia, North America) and stays.
 * @param levels trimmed
 */
export function missingLevels(levels: readonly string[]): (level: string) => boolean {
  const others = levels.filter((level) => !MISSING_LEVEL.has(level));
  const codes = others.filter((level) => TWO_CAPITALS.test(level)).length;
  const naIsCode = others.length > 2 && codes >= others.length / 2;
  return (level) => MISSING_LEVEL.has(level) && !(naIsCode && level === 'NA');
}
