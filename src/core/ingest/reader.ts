import type { Column } from '../table/column.ts';
import type { WordColumn } from '../table/words.ts';
import { DateBuilder } from './date-builder.ts';
import { NumberBuilder } from './number-builder.ts';
import type { ColumnPlan } from './plan.ts';
import type { RejectedRow } from './types.ts';
import { WordBuilder } from './word-builder.ts';

/** What one reading of a file found besides its cells. */
export interface Tally {
  rowsKept: number;
  rowsRejected: number;
  /** The first 1,000. */
  rejects: RejectedRow[];
  /** Rows filled up with missing cells. */
  padded: number;
  /** Characters that no byte sequence stood for. */
  undecodable: boolean;
}

export const newTally = (): Tally => ({ rowsKept: 0, rowsRejected: 0, rejects: [], padded: 0, undecodable: false });

export const MOST_REJECTS = 1000;

export function reject(tally: Tally, row: RejectedRow): void {
  tally.rowsRejected++;
  if (tally.rejects.length < MOST_REJECTS) tally.rejects.push(row);
}

export type Builder = NumberBuilder | DateBuilder | WordBuilder;

/** A builder a column; undefined for columns that this pass leaves out. */
export type Builders = readonly (Builder | undefined)[];

export function makeBuilder(plan: ColumnPlan): Builder {
  switch (plan.kind) {
    case 'number':
      return new NumberBuilder(plan.decimal);
    case 'date':
      return new DateBuilder(plan.order);
    case 'words':
      return new WordBuilder();
  }
}

/** A column as read, before words are settled; undefined where its cells were not of the kind planned. */
export type RawColumn =
  | { readonly kind: 'settled'; readonly column: Column; readonly ambiguous: boolean }
  | { readonly kind: 'words'; readonly words: WordColumn };

export function finishBuilder(builder: Builder, name: string): RawColumn | undefined {
  if (builder instanceof WordBuilder) return { kind: 'words', words: builder.finish(name) };
  const finished = builder.finish(name);
  return finished && { kind: 'settled', ...finished };
}
