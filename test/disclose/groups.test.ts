import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepSafeGroups } from '../../src/core/disclose/groups.ts';
import { segmentPieces } from '../../src/core/disclose/segment-pieces.ts';
import { bySubtraction, byTryingAll, type Clue } from './attacker.ts';

/** Rows in pieces, each with some yes and some no, and groups that are unions of pieces. */
interface World {
  readonly yes: readonly number[];
  readonly no: readonly number[];
  readonly groups: readonly (readonly number[])[];
}

const pieceCount = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 11, max: 18 }));
/** Up to four pieces: few enough to try every table. */
const worlds: fc.Arbitrary<World> = fc.integer({ min: 2, max: 4 }).chain((pieces) =>
  fc.record({
    yes: fc.array(pieceCount, { minLength: pieces, maxLength: pieces }),
    no: fc.array(pieceCount, { minLength: pieces, maxLength: pieces }),
    groups: fc.array(fc.subarray([...Array(pieces).keys()], { minLength: 1 }), { minLength: 1, maxLength: 4 }),
  }),
);

const total = (counts: readonly number[], pieces: readonly number[]): number =>
  pieces.reduce((sum, piece) => sum + (counts[piece] as number), 0);

/** Atoms: yes of each piece, then no of each piece. */
function sumsOf({ yes, no }: World, pieces: readonly number[]): Clue[] {
  return [
    { cells: pieces, count: total(yes, pieces) },
    { cells: pieces.map((piece) => yes.length + piece), count: total(no, pieces) },
  ];
}

const asSums = (clues: readonly Clue[]) => clues.map(({ cells, count }) => ({ atoms: cells, value: count }));

function published(world: World, protect: boolean): Clue[] {
  const everyone = sumsOf(world, [...world.yes.keys()]);
  const groups = world.groups.map((pieces) => sumsOf(world, pieces));
  const kept = protect
    ? keepSafeGroups(2 * world.yes.length, asSums(everyone), groups.map(asSums))
    : groups.map((clues) => clues.every(({ count }) => count === 0 || count > 10));
  const told = groups.filter((_, i) => kept[i]).flat();
  return told.length > 0 ? [...everyone, ...told] : [];
}

describe('groups that are nested or overlap', () => {
  it('give no rows, yes-rows or no-rows under 11 away', () => {
    let told = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        const clues = published(world, true);
        if (clues.length === 0) return;
        told++;
        const { length } = world.yes;
        expect(bySubtraction(clues, 2 * length, 4)).toEqual([]);
        // Yes and no are told apart by every clue, so each can be tried on its own.
        for (const [counts, start] of [
          [world.yes, 0],
          [world.no, length],
        ] as const) {
          const own = clues
            .filter(({ cells }) => (cells[0] as number) >= start && (cells[0] as number) < start + length)
            .map(({ cells, count }) => ({ cells: cells.map((cell) => cell - start), count }));
          const most = byTryingAll(own, length, 300_000);
          counts.forEach((rows, piece) => {
            expect(rows === 0 || !most || (most[piece] as number) >= 11).toBe(true);
          });
        }
      }),
      { numRuns: 400, seed: 3 },
    );
    expect(told).toBeGreaterThan(100);
  });

  it('would be given away where only small groups themselves are left out', () => {
    let recovered = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        if (bySubtraction(published(world, false), 2 * world.yes.length, 4).length > 0) recovered++;
      }),
      { numRuns: 400, seed: 3 },
    );
    expect(recovered).toBeGreaterThan(100);
  });

  it('tells the first and holds the one that differs from it by few', () => {
    const sums = (pieces: readonly number[], value: number) => [{ atoms: pieces, value }];
    expect(keepSafeGroups(3, sums([0, 1, 2], 500), [sums([0], 100), sums([0, 1], 105), sums([0, 1], 140)])).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('pieces of segments', () => {
  const number = (column: string, ends: { low?: number; high?: number }) => ({
    column,
    kind: 'number' as const,
    ...ends,
  });
  const level = (...levels: string[]) => ({ column: 'plan', kind: 'category' as const, levels });

  it('are all overlaps that can be', () => {
    // Nested: never the inner one without the outer one.
    expect(segmentPieces([[number('a', { low: 5 })], [number('a', { low: 2 })]])).toEqual([0b00, 0b10, 0b11]);
    // Apart: never both.
    expect(segmentPieces([[level('x')], [level('y', 'z')]])).toEqual([0b00, 0b01, 0b10]);
    // Of different columns: any.
    expect(segmentPieces([[level('x')], [number('a', { high: 3 })]])).toEqual([0b00, 0b01, 0b10, 0b11]);
    // Missing is neither below nor above.
    expect(
      segmentPieces([
        [number('a', { low: 3 })],
        [number('a', { high: 3 })],
        [{ column: 'a', kind: 'number', missing: true }],
      ]),
    ).toEqual([0b001, 0b010, 0b100]);
    // A list of the best-scored rows may cut across anything.
    expect(segmentPieces([[], [level('x')]])).toEqual([0b00, 0b01, 0b10, 0b11]);
  });

  it('agree with the rows of any table', () => {
    const cuts = fc.integer({ min: 0, max: 6 });
    const condition = fc.oneof(
      fc.record({ column: fc.constantFrom('a', 'b'), low: cuts }).map(({ column, low }) => number(column, { low })),
      fc
        .record({ column: fc.constantFrom('a', 'b'), low: cuts, size: fc.integer({ min: 1, max: 3 }) })
        .map(({ column, low, size }) => number(column, { low, high: low + size })),
      fc.constant({ column: 'a', kind: 'number' as const, missing: true }),
    );
    const segments = fc.array(fc.array(condition, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 });
    const value = fc.option(fc.integer({ min: -1, max: 9 }));
    const rows = fc.array(fc.record({ a: value, b: value }), { maxLength: 40 });
    fc.assert(
      fc.property(segments, rows, (asked, table) => {
        const pieces = segmentPieces(asked);
        for (const row of table) {
          const mask = asked.reduce((sum, conditions, i) => {
            const inside = conditions.every((one) => {
              const cell = row[one.column as 'a' | 'b'];
              if ('missing' in one) return cell === null;
              return cell !== null && cell >= (one.low ?? -Infinity) && cell < (one.high ?? Infinity);
            });
            return inside ? sum + 2 ** i : sum;
          }, 0);
          expect(pieces).toContain(mask);
        }
      }),
    );
  });
});
