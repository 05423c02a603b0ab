import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLevels } from '../../src/core/disclose/levels.ts';
import { mergeBins } from '../../src/core/disclose/merge-bins.ts';
import { safeQuantiles } from '../../src/core/disclose/quantiles.ts';
import { decimals, roundForAxis, significant } from '../../src/core/disclose/round.ts';
import { bySubtraction } from './attacker.ts';

const bins = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })), {
  minLength: 1,
  maxLength: 7,
});
const hasRows = (counts: readonly number[]): boolean => counts.some((count) => count > 0);
const fits = (count: number): boolean => count === 0 || count >= 11;

describe('merged bins', () => {
  it('hold 0 or at least 11 of each class, lose no row, and are as many as can be', () => {
    fc.assert(
      fc.property(bins, fc.option(fc.integer({ min: 0, max: 7 })), (counts, edge) => {
        const merged = mergeBins(counts, edge === null ? {} : { edges: [edge] });
        const sums = [0, 1].map((c) => counts.reduce((sum, bin) => sum + (bin[c] as number), 0));
        expect(merged !== undefined).toBe(sums.every(fits));
        if (!merged) return;
        const { starts, counts: joined, edges } = merged;
        expect(joined.flat().every(fits)).toBe(true);
        expect([0, 1].map((c) => joined.reduce((sum, bin) => sum + (bin[c] as number), 0))).toEqual(sums);
        expect(starts[0]).toBe(0);
        for (const kept of edges) expect(starts).toContain(kept);
        // Every way of cutting, one by one.
        let most = 0;
        for (let mask = 0; mask < 2 ** (counts.length - 1); mask++) {
          const cuts = [0, ...[...counts.keys()].filter((i) => i > 0 && mask & (1 << (i - 1))), counts.length];
          if (edges.some((kept) => !cuts.includes(kept))) continue;
          const pieces = cuts
            .slice(1)
            .map((end, i) =>
              [0, 1].map((c) => counts.slice(cuts[i], end).reduce((s, bin) => s + (bin[c] as number), 0)),
            );
          // A class is absent before its first row or after its last alone.
          const isRun = (c: number): boolean => {
            const there = pieces.map((piece) => (piece[c] as number) > 0);
            const run = there.slice(there.indexOf(true), there.lastIndexOf(true) + 1);
            return !there.includes(true) || !run.includes(false);
          };
          if (pieces.flat().every(fits) && isRun(0) && isRun(1)) most = Math.max(most, pieces.filter(hasRows).length);
        }
        expect(joined.filter(hasRows).length).toBe(most);
      }),
      { numRuns: 300 },
    );
  });

  it('cannot be subtracted from each other, where the bins themselves could', () => {
    const counts = [
      [40, 2],
      [30, 12],
      [12, 30],
      [3, 40],
    ];
    const clues = (cells: readonly (readonly number[])[]) =>
      cells.flatMap((bin, i) => bin.map((count, c) => ({ cells: [2 * i + c], count })));
    expect(bySubtraction(clues(counts), 8, 2)).not.toEqual([]);
    const merged = mergeBins(counts)?.counts ?? [];
    expect(bySubtraction(clues(merged), 2 * merged.length, 4)).toEqual([]);
  });

  it('are at most as many as asked for', () => {
    const counts = Array.from({ length: 201 }, () => [20, 20]);
    const merged = mergeBins(counts, { most: 40, edges: [77] });
    expect(merged?.starts.length).toBeLessThanOrEqual(40);
    expect(merged?.starts.length).toBeGreaterThan(30);
    expect(merged?.starts).toContain(77);
  });
});

describe('quantiles', () => {
  it('have at least 11 rows on either side and between them', () => {
    const values = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(values, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }), (rows, shares) => {
        const sorted = rows.toSorted((a, b) => a - b);
        const told = safeQuantiles(sorted, shares).filter((value) => value !== undefined);
        for (const value of told) {
          expect(rows.filter((row) => row <= value).length).toBeGreaterThanOrEqual(11);
          expect(rows.filter((row) => row >= value).length).toBeGreaterThanOrEqual(11);
        }
        const rising = told.toSorted((a, b) => a - b);
        rising.slice(1).forEach((value, i) => {
          const low = rising[i] as number;
          expect(rows.filter((row) => row >= low && row <= value).length).toBeGreaterThanOrEqual(11);
        });
      }),
    );
  });

  it('are the middle alone where rows are few, and never the extremes', () => {
    const sorted = Array.from({ length: 43 }, (_, i) => i);
    expect(safeQuantiles(sorted, [0, 0.3, 0.5, 0.7, 1])).toEqual([undefined, undefined, 21, undefined, undefined]);
    expect(safeQuantiles(Array(1000).fill(7), [0, 0.5, 1])).toEqual([undefined, 7, undefined]);
  });
});

describe('words', () => {
  it('of fewer than 11 rows are folded, and what is folded is no small group', () => {
    const levels = fc.array(fc.record({ level: fc.string(), count: fc.integer({ min: 0, max: 40 }) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(levels, (all) => {
        const { kept, folded, foldedRows } = foldLevels(all);
        expect(kept.every(({ count }) => count >= 11)).toBe(true);
        expect(kept.length + folded.length).toBe(all.length);
        const rows = all.reduce((sum, { count }) => sum + count, 0);
        expect(kept.reduce((sum, { count }) => sum + count, 0) + foldedRows).toBe(rows);
        expect(rows < 11 || fits(foldedRows)).toBe(true);
      }),
    );
  });
});

describe('rounding', () => {
  it('keeps so many digits', () => {
    expect([significant(0.84213), significant(-47_120, 2), significant(0), significant(-0), significant(NaN)]).toEqual([
      0.842,
      -47_000,
      0,
      0,
      NaN,
    ]);
    expect([decimals(0.8426, 3), decimals(-0.0001, 2)]).toEqual([0.843, 0]);
  });

  it('on an axis keeps years and cents apart', () => {
    expect(roundForAxis([1990.4, 2001.26, 2020])).toEqual([1990.4, 2001.3, 2020]);
    expect(roundForAxis([12.345, 999.99])).toEqual([12, 1000]);
    expect(roundForAxis([0.1 + 0.2, 0.9])).toEqual([0.3, 0.9]);
    expect(roundForAxis([5, 5])).toEqual([5, 5]);
  });
});
