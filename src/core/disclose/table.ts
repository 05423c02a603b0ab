import { holdBack } from './hold-back.ts';

/** A table of counts with its margins; null where a count is held back. */
export interface SafeTable {
  readonly cells: readonly (readonly (number | null)[])[];
  readonly rowTotals: readonly (number | null)[];
  readonly columnTotals: readonly (number | null)[];
  readonly total: number | null;
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/**
 * A table with its margins, with 1 to 10 held back (primary suppression) and as much else as it takes that none of them
 * can be worked out (complementary suppression), margins included where they would give one away. Zeros may stand.
 *
 * Guaranteed: what `provenSmall` says, of the cells and of every union of them. Not guaranteed: that as little as
 * possible is held back, nor anything against other tables about the same rows; where there are such, give `holdBack` all
 * of them at once.
 * @param counts rows × columns, whole numbers
 */
export function suppressTable(counts: readonly (readonly number[])[]): SafeTable {
  const width = counts[0]?.length ?? 0;
  const at = (row: number, column: number): number => row * width + column;
  const columns = Array.from({ length: width }, (_, column) => column);
  const cells = counts.flatMap((row, r) => row.map((_, c) => ({ atoms: [at(r, c)] })));
  const rowLines = counts.map((_, r) => ({ atoms: columns.map((c) => at(r, c)) }));
  const columnLines = columns.map((c) => ({ atoms: counts.map((_, r) => at(r, c)) }));
  const figures = [...cells, ...rowLines, ...columnLines, { atoms: cells.map((_, atom) => atom) }];
  // Nothing is fixed, so something always helps.
  const shown = holdBack(counts.flat(), figures) as boolean[];
  const publish = (value: number, figure: number): number | null => (shown[figure] ? value : null);
  return {
    cells: counts.map((row, r) => row.map((count, c) => publish(count, at(r, c)))),
    rowTotals: counts.map((row, r) => publish(sum(row), cells.length + r)),
    columnTotals: columns.map((c) =>
      publish(sum(counts.map((row) => row[c] as number)), cells.length + counts.length + c),
    ),
    total: publish(sum(counts.flat()), figures.length - 1),
  };
}

/** The same for one line of counts and their total. */
export function suppressCounts(counts: readonly number[]): {
  readonly counts: readonly (number | null)[];
  readonly total: number | null;
} {
  const { cells, total } = suppressTable([counts]);
  return { counts: cells[0] as readonly (number | null)[], total };
}
