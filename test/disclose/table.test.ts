import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppressCounts, suppressTable, type SafeTable } from '../../src/core/disclose/table.ts';
import { bySubtraction, byTryingAll, type Clue } from './attacker.ts';

/** Clues that a reader has of a table with the given things published. */
function cluesOf({ cells, rowTotals, columnTotals, total }: SafeTable): Clue[] {
  const width = columnTotals.length;
  const clue = (count: number | null | undefined, places: readonly number[]): Clue[] =>
    typeof count === 'number' ? [{ cells: places, count }] : [];
  const columns = [...columnTotals.keys()];
  return [
    ...cells.flatMap((row, r) => row.flatMap((count, c) => clue(count, [r * width + c]))),
    ...cells.flatMap((_, r) =>
      clue(
        rowTotals[r],
        columns.map((c) => r * width + c),
      ),
    ),
    ...columns.flatMap((c) =>
      clue(
        columnTotals[c],
        cells.map((_, r) => r * width + c),
      ),
    ),
    ...clue(total, [...Array(cells.length * width).keys()]),
  ];
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/** Everything, or all but the small counts themselves: what a careless page would publish. */
function publish(counts: readonly (readonly number[])[], hide: (count: number) => boolean): SafeTable {
  return {
    cells: counts.map((row) => row.map((count) => (hide(count) ? null : count))),
    rowTotals: counts.map(sum),
    columnTotals: (counts[0] ?? []).map((_, c) => sum(counts.map((row) => row[c] as number))),
    total: sum(counts.flat()),
  };
}

const isSmall = (count: number): boolean => count >= 1 && count <= 10;
const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 11, max: 24 }));
const tables = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 3 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

describe('a table of counts', () => {
  it('gives no group of 1 to 10 rows away, by subtraction or by trying every table that agrees', () => {
    let triedAll = 0;
    fc.assert(
      fc.property(tables, (counts) => {
        const clues = cluesOf(suppressTable(counts));
        const flat = counts.flat();
        expect(bySubtraction(clues, flat.length, 4)).toEqual([]);
        const bounded = flat.every((_, cell) => clues.some(({ cells }) => cells.includes(cell)));
        const most = bounded ? byTryingAll(clues, flat.length, 100_000) : undefined;
        if (!most) return;
        triedAll++;
        const shownSmall = flat.filter((rows, cell) => isSmall(rows) && (most[cell] as number) < 11);
        expect(shownSmall).toEqual([]);
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(triedAll).toBeGreaterThan(100);
  });

  it('would be given away by hiding the small counts alone', () => {
    let recovered = 0;
    fc.assert(
      fc.property(tables, (counts) => {
        if (!counts.flat().some(isSmall)) return;
        const clues = cluesOf(publish(counts, isSmall));
        if (bySubtraction(clues, counts.flat().length, 4).length > 0) recovered++;
      }),
      { numRuns: 100, seed: 7 },
    );
    expect(recovered).toBeGreaterThan(50);
  });

  it('keeps what is safe', () => {
    const counts = [
      [120, 30, 0],
      [40, 60, 25],
    ];
    expect(suppressTable(counts)).toEqual(publish(counts, () => false));
    const held = suppressTable([
      [500, 4, 80],
      [300, 90, 40],
      [200, 70, 60],
    ]);
    // The small one, one more on its row and column, and the corner between them.
    expect(held.cells.flat().filter((cell) => cell === null)).toHaveLength(4);
    expect([...held.rowTotals, ...held.columnTotals, held.total]).not.toContain(null);
  });

  it('hides a total of fewer than 11 rows too', () => {
    expect(suppressTable([[3, 4]])).toEqual({
      cells: [[null, null]],
      rowTotals: [null],
      columnTotals: [null, null],
      total: null,
    });
  });

  it('hides the smallest neighbour of a small count on a line', () => {
    expect(suppressCounts([5, 40, 60])).toEqual({ counts: [null, null, 60], total: 105 });
    expect(suppressCounts([0, 40, 60])).toEqual({ counts: [0, 40, 60], total: 100 });
  });

  it('is done within seconds at thirty classes', () => {
    const counts = Array.from({ length: 30 }, (_, r) =>
      Array.from({ length: 30 }, (_, c) => (r === c ? 60 : (r * 7 + c * 13) % 11 < 5 ? (r + c) % 5 : 0)),
    );
    const { cells } = suppressTable(counts);
    expect(cells.flat().filter((cell) => cell !== null && isSmall(cell))).toEqual([]);
  }, 30_000);
});
