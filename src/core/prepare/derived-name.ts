/**
 * Names of columns that steps make out of the person's columns. The unit separator (U+001F) keeps them apart from any
 * name a file is likely to hold, and lets the page say "Signup: month" instead of an internal name.
 */
const SEPARATOR = '\u001f';

/** What is derived: a part of a date, a measure of a text, a "was missing" flag, or `level` for a one-hot column. */
export type DerivedPart = 'days' | 'month' | 'weekday' | 'hour' | 'characters' | 'words' | 'missing' | 'level';

export interface DerivedName {
  /** The column of the person's table. */
  readonly column: string;
  /** Absent for the column itself. A one-hot column of a date's month has the parts `month` and `level`. */
  readonly parts: readonly DerivedPart[];
  /** The level of a one-hot column; the empty string stands for missing. */
  readonly level?: string;
}

const PARTS: ReadonlySet<string> = new Set<DerivedPart>([
  'days',
  'month',
  'weekday',
  'hour',
  'characters',
  'words',
  'missing',
  'level',
]);

export function derivedName(column: string, part: Exclude<DerivedPart, 'level'>): string {
  return `${column}${SEPARATOR}${part}`;
}

/** Name of the 0/1 column that says whether `column` has `level`. */
export function oneHotName(column: string, level: string): string {
  return `${column}${SEPARATOR}level${SEPARATOR}${level}`;
}

/** Reads a name made by `derivedName` and `oneHotName`; any other name is a column itself. */
export function parseDerivedName(name: string): DerivedName {
  const pieces = name.split(SEPARATOR);
  const parts: DerivedPart[] = [];
  for (let i = 1; i < pieces.length; i++) {
    const piece = pieces[i] as string;
    if (piece === 'level') {
      const level = pieces.slice(i + 1).join(SEPARATOR);
      return { column: pieces[0] as string, parts: [...parts, 'level'], level };
    }
    if (!PARTS.has(piece)) return { column: name, parts: [] };
    parts.push(piece as DerivedPart);
  }
  return { column: pieces[0] as string, parts };
}
