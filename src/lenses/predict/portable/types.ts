import type { ColumnKind } from '../../../core/table/column.ts';

/** A column that the reader of a shared report may set: what a slider or a list is made from. */
export interface PortableInput {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Category: levels that at least 11 rows have, the most frequent first. */
  readonly levels?: readonly string[];
  /** Number and date: where the slider ends, quantiles with at least 11 rows beyond them. */
  readonly low?: number;
  readonly high?: number;
  readonly typical: number | string | null;
}

/** A model small enough to travel in a report: plain JSON, nothing in it about fewer than 11 rows. */
export interface PortableModel {
  readonly version: 1;
  readonly task: 'regression' | 'binary' | 'multiclass';
  readonly classes?: readonly string[];
  readonly inputs: readonly PortableInput[];
  /** Cleaning, encodings and learned states, written compactly; `portable/` alone knows how. */
  readonly pipeline: unknown;
}
