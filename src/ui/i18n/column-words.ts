import { parseDerivedName } from '../../core/prepare/derived-name.ts';
import { OTHER_LEVEL } from '../../core/prepare/steps/categories.ts';
import { MISSING_LEVEL } from '../../core/prepare/steps/missing.ts';

/** Names of columns and levels as people know them. */
export interface ColumnWords {
  /** A column of the file, or one that a step made out of it: "signup_date: month". */
  readonly column: (name: string) => string;
  /** A value of that column: "missing", "other, rare values", "March". */
  readonly level: (column: string, level: string) => string;
}

/** A Monday, and a first of January. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** @param word the sentence of a key */
export function makeColumnWords(
  locale: string,
  word: (key: string, params?: Readonly<Record<string, string>>) => string,
): ColumnWords {
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const column = (name: string): string => {
    const { column: own, parts, level: value } = parseDerivedName(name);
    return parts.reduce((said, part, i) => {
      const before = parts.slice(0, i).at(-1);
      if (part === 'level') return word('derived.level', { column: said, level: valueOf(before, value ?? '') });
      // Parts of a date are missing where the date is.
      return word(`derived.${part}`, { column: part === 'missing' ? own : said });
    }, own);
  };
  const valueOf = (part: string | undefined, level: string): string => {
    if (level === MISSING_LEVEL) return word('value.missing');
    if (level === OTHER_LEVEL) return word('value.rare');
    const number = Number(level);
    if (part === 'month' && number >= 1 && number <= 12) return month.format(Date.UTC(2024, number - 1, 1));
    if (part === 'weekday' && number >= 1 && number <= 7) return weekday.format(MONDAY + (number - 1) * DAY);
    return level;
  };
  return { column, level: (name, level) => valueOf(parseDerivedName(name).parts.at(-1), level) };
}
