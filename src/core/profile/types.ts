import type { Finding } from '../errors.ts';
import type { PixelLayout } from '../images/pixel-layout.ts';
import type { PersonalColumn } from '../privacy/types.ts';
import type { CalendarStep } from '../series/types.ts';
import type { ColumnKind } from '../table/column.ts';
import type { Language } from '../text/language.ts';

/**
 * - `feature`: usable as it is; `id`: (nearly) a different value each row, or named so and integer-like;
 * - `entity`: an id that repeats (customer, user), something to split by;
 * - `time`: when the row happened; `constant`: one value; `empty`: none;
 * - `text`: free text; `image`: pictures; `row-number`: counts the rows.
 */
export type Role = 'feature' | 'id' | 'entity' | 'time' | 'constant' | 'empty' | 'text' | 'image' | 'row-number';

export interface Histogram {
  /** bins + 1 edges, ascending. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

export interface NumberSummary {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly standardDeviation: number;
  /** Type-7 quantiles at 1, 5, 25, 50, 75, 95, 99 %; exact. */
  readonly quantiles: readonly [number, number, number, number, number, number, number];
  readonly zeros: number;
  readonly integers: boolean;
  readonly histogram: Histogram;
}

export interface LevelCount {
  readonly level: string;
  readonly count: number;
}

/** What the cells of a column of words are like, by a sample of at most 2,000. */
export interface TextSummary {
  /** Filled cells looked at. */
  readonly cells: number;
  readonly language: Language;
  /** Words a cell; a character of a script without spaces counts as one. */
  readonly medianWords: number;
  /** UTF-16 units a cell. */
  readonly medianCharacters: number;
  /** Share of the cells with a space between two words. */
  readonly spaced: number;
  /** Share of all words that are made of letters alone. */
  readonly wordShare: number;
}

export interface ColumnProfile {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly role: Role;
  readonly rowCount: number;
  readonly missing: number;
  /** Distinct values that are not missing; at most 100,000 are counted, then this is 100,000. */
  readonly distinct: number;
  /** Numbers, and dates in milliseconds. */
  readonly numeric?: NumberSummary;
  /** The most frequent values, at most 50; for number columns with at most 50 distinct values too (as they are written). */
  readonly levels?: readonly LevelCount[];
  /** Columns of words (categories and text) that have any. */
  readonly text?: TextSummary;
  /** Dates that keep a step of the calendar: this one. */
  readonly step?: CalendarStep;
  readonly findings: readonly Finding[];
}

export interface TableProfile {
  readonly rowCount: number;
  readonly columns: readonly ColumnProfile[];
  readonly duplicateRows: number;
  /** Columns that seem to hold personal data, in the table's order. */
  readonly personal: readonly PersonalColumn[];
  /** Columns that are the pixels of one picture a row, confirmed on the rows. */
  readonly pixels?: PixelLayout;
  /** About the table, and every column's but pixels', the gravest first. */
  readonly findings: readonly Finding[];
}
