import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coarseCount } from '../../src/core/disclose/coarse-count.ts';
import { chooseSafeGroups } from '../../src/core/disclose/groups.ts';
import { byTryingAll, type Clue } from './attacker.ts';

describe('a count to the nearest ten', () => {
  it('stands for a stretch that others do not share and that reaches 11', () => {
    const stretches = new Map<number, number[]>();
    for (let count = 0; count < 500; count++) {
      const { told, least, most } = coarseCount(count);
      expect(count).toBeGreaterThanOrEqual(least);
      expect(count).toBeLessThanOrEqual(most);
      expect(most).toBeGreaterThanOrEqual(11);
      stretches.set(told, [...(stretches.get(told) ?? []), count]);
    }
    // Who knows how it is done learns the stretch and no more: all of it is told alike.
    for (const [told, counts] of stretches) {
      const { least, most } = coarseCount(told);
      expect([counts[0], counts.at(-1)]).toEqual([least, Math.min(499, most)]);
    }
    expect([0, 4, 5, 14, 15, 24, 25, 43, 104].map((count) => coarseCount(count).told)).toEqual([
      10, 10, 10, 10, 20, 20, 30, 40, 100,
    ]);
  });
});

/** Rows of each cell, and groups of cells; the last group is told rounded where it must be. */
const worlds = fc.integer({ min: 2, max: 3 }).chain((cells) =>
  fc.record({
    rows: fc.array(fc.integer({ min: 0, max: 18 }), { minLength: cells, maxLength: cells }),
    groups: fc.array(fc.subarray([...Array(cells).keys()], { minLength: 1 }), { minLength: 1, maxLength: 3 }),
  }),
);
const total = (rows: readonly number[], cells: readonly number[]): number =>
  cells.reduce((sum, cell) => sum + (rows[cell] as number), 0);

describe('groups told rounded where they cannot be told exactly', () => {
  it('show no cell to have 1 to 10 rows, whatever table is tried', () => {
    let rounded = 0;
    fc.assert(
      fc.property(worlds, ({ rows, groups }) => {
        const everyone = [...rows.keys()];
        const always = [{ atoms: everyone, value: total(rows, everyone) }];
        const versions = groups.map((cells) => {
          const value = total(rows, cells);
          const { least, most } = coarseCount(value);
          return [[{ atoms: cells, value }], [{ atoms: cells, value: least, upTo: most }]];
        });
        const chosen = chooseSafeGroups(rows.length, always, versions);
        const told = groups.flatMap((cells, i) => (chosen[i] === undefined ? [] : [{ cells, how: chosen[i] }]));
        if (told.length === 0) return;
        rounded += told.filter(({ how }) => how === 1).length;
        // Every reading of what was rounded, and every table that agrees with it.
        const most = rows.map(() => -1);
        const read = (from: number, clues: readonly Clue[]): void => {
          const group = told[from];
          if (!group) {
            const tables = [{ cells: everyone, count: total(rows, everyone) }, ...clues];
            byTryingAll(tables, rows.length)?.forEach((count, c) => (most[c] = Math.max(most[c] as number, count)));
            return;
          }
          const { least: low, most: high } = coarseCount(total(rows, group.cells));
          const counts =
            group.how === 0 ? [total(rows, group.cells)] : Array.from({ length: high - low + 1 }, (_, i) => low + i);
          for (const count of counts) read(from + 1, [...clues, { cells: group.cells, count }]);
        };
        read(0, []);
        expect(rows.filter((count, cell) => count > 0 && count < 11 && (most[cell] as number) < 11)).toEqual([]);
      }),
      { numRuns: 150, seed: 4 },
    );
    expect(rounded).toBeGreaterThan(40);
  }, 60_000);

  it('are told exactly first, and not at all where even rounded they would tell', () => {
    const exact = (value: number) => [{ atoms: [0], value }];
    const near = (value: number, upTo: number) => [{ atoms: [0], value, upTo }];
    const all = [{ atoms: [0, 1], value: 100 }];
    expect(chooseSafeGroups(2, all, [[exact(40), near(35, 44)]])).toEqual([0]);
    expect(chooseSafeGroups(2, all, [[exact(7), near(0, 14)]])).toEqual([1]);
    expect(chooseSafeGroups(2, all, [[exact(7), near(1, 9)]])).toEqual([undefined]);
    // 93 of 100 rows rounded to 90: at least 1 and up to 15 others.
    expect(chooseSafeGroups(2, all, [[exact(93), near(85, 94)]])).toEqual([1]);
    expect(chooseSafeGroups(2, all, [[near(91, 99)]])).toEqual([undefined]);
  });
});
