import type { ColumnKind } from '../table/column.ts';
import type { ColumnName } from './column-name.ts';
import type { PersonalKind } from './types.ts';

/** What a recogniser saw in a column that it takes for its kind. */
export interface Evidence {
  /** Share of the looked-at cells that are written so, 0 to 1. */
  readonly share: number;
  readonly named: boolean;
}

/** Knows one kind of personal data by how it is written and by what its columns are called. */
export interface Recogniser {
  readonly kind: PersonalKind;
  /** Kinds of columns in which it may stand. */
  readonly columns: readonly ColumnKind[];
  /**
   * @param cells different filled cells, trimmed; at least one
   * @returns undefined where the column is not of this kind
   */
  look(cells: readonly string[], name: ColumnName): Evidence | undefined;
}

/** How many cells pass, and their share. */
export function tally(cells: readonly string[], passes: (cell: string) => boolean): { hits: number; share: number } {
  let hits = 0;
  for (const cell of cells) if (passes(cell)) hits++;
  return { hits, share: hits / cells.length };
}

/** Free texts of which a few hold something: three cells and half a percent, or a tenth of a short column. */
export const isSprinkled = ({ hits, share }: { hits: number; share: number }): boolean =>
  (hits >= 3 && share >= 0.005) || share >= 0.1;
