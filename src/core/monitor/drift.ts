import { columnLength, type Column } from '../table/column.ts';
import { missingPictures } from '../table/pictures.ts';
import { findColumn, type Table } from '../table/table.ts';
import { textAt } from '../table/text.ts';
import { levelShares, numberShares, type BinnedShares } from './bins.ts';
import { totalVariation } from './distances.ts';
import { meanShift } from './mean-shift.ts';
import { psi, psiSize } from './psi.ts';
import type { DriftRow, ReferenceColumn } from './types.ts';

/**
 * How far each remembered column has moved, in the order given.
 * @param table new rows; a remembered column that it lacks, or holds as another kind, counts as missing throughout
 * @param importances of any scale; negative ones count as none
 * @param referenceRows rows that the reference was made from, where that is known
 */
export function drift(
  reference: readonly ReferenceColumn[],
  table: Table,
  importances: readonly { readonly column: string; readonly value: number }[],
  referenceRows?: number,
): DriftRow[] {
  const weights = new Map(importances.map(({ column, value }) => [column, Math.max(0, value)]));
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  return reference.map((remembered): DriftRow => {
    const found = findColumn(table, remembered.name);
    const column = found?.kind === remembered.kind ? found : undefined;
    const shares = column ? sharesOf(remembered, column) : allMissing(remembered);
    const index = psi(shares.old, shares.fresh, table.rowCount);
    const bins = shares.old.filter((share, i) => share > 0 || (shares.fresh[i] as number) > 0).length;
    return {
      column: remembered.name,
      kind: remembered.kind,
      psi: index,
      size: psiSize(index, bins, table.rowCount, referenceRows),
      effect: effectOf(remembered, column, shares),
      importance: total > 0 ? (weights.get(remembered.name) ?? 0) / total : 0,
    };
  });
}

function sharesOf(remembered: ReferenceColumn, column: Column): BinnedShares {
  switch (column.kind) {
    case 'number':
    case 'date':
      return numberShares(remembered, column.values);
    case 'category':
      return levelShares(remembered, column);
    case 'text': {
      let blank = 0;
      for (let row = 0; row < columnLength(column); row++) if (textAt(column, row) === null) blank++;
      return presence(remembered, blank, columnLength(column));
    }
    case 'image':
      return presence(remembered, missingPictures(column), columnLength(column));
  }
}

/** Of texts and pictures only how many there are is compared. */
function presence({ missingShare }: ReferenceColumn, blank: number, rows: number): BinnedShares {
  const missing = rows > 0 ? blank / rows : 0;
  return { old: [1 - missingShare, missingShare], fresh: [1 - missing, missing] };
}

const allMissing = ({ missingShare }: ReferenceColumn): BinnedShares => ({
  old: [1 - missingShare, missingShare],
  fresh: [0, 1],
});

function effectOf(remembered: ReferenceColumn, column: Column | undefined, shares: BinnedShares): number {
  const isNumber = column?.kind === 'number' || column?.kind === 'date';
  if (!isNumber || !remembered.quantiles) return totalVariation(shares.old, shares.fresh);
  return meanShift(remembered.quantiles, column.values);
}
