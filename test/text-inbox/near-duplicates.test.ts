import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { findNearDuplicates } from '../../src/core/text/inbox/near-duplicates.ts';
import { findNearLinks } from '../../src/core/text/inbox/near-pairs.ts';
import { cancelledPacer, codeOf, freePacer, sparseOf, wordRows } from './support.ts';

/** Groups by comparing every pair, the plain way: the smallest row of each row's group. */
function bruteForce(dense: readonly (readonly number[])[], threshold: number): number[] {
  const group = dense.map((_, i) => i);
  const cosine = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, i) => sum + Math.fround(value) * Math.fround(b[i] ?? 0), 0) /
    (Math.hypot(...a.map(Math.fround)) * Math.hypot(...b.map(Math.fround)));
  for (let again = true; again;) {
    again = false;
    dense.forEach((a, i) =>
      dense.forEach((b, j) => {
        if (!(cosine(a, b) >= threshold) || group[i] === group[j]) return;
        const least = Math.min(group[i] as number, group[j] as number);
        group[i] = least;
        group[j] = least;
        again = true;
      }),
    );
  }
  return group;
}

describe('rows near each other', () => {
  it('are the groups that comparing all pairs finds', async () => {
    const row = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 })), { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 2, maxLength: 25 }),
        fc.constantFrom(0.55, 0.803, 0.907, 0.973),
        async (dense, threshold) => {
          const members = Int32Array.from(dense.keys());
          const { links, complete } = await findNearLinks(sparseOf(dense), members, threshold, freePacer());
          const groups = Array.from(members);
          for (let i = 0; i < dense.length; i++) {
            for (const { first, second } of links) {
              const least = Math.min(groups[first] as number, groups[second] as number);
              groups[first] = least;
              groups[second] = least;
            }
          }
          expect(complete).toBe(true);
          expect(groups).toEqual(bruteForce(dense, threshold));
        },
      ),
      { numRuns: 150, seed: 5 },
    );
  });

  it('are looked for among a bounded number of candidates, and it says where that was not enough', async () => {
    const random = createRandom(2);
    const near = Array.from({ length: 5_000 }, () => [1, 0.35 * random.next(), 0.9 * random.next()]);
    const found = await findNearLinks(sparseOf(near), Int32Array.from(near.keys()), 0.99999, freePacer());
    expect(found.complete).toBe(false);
    expect(found.links.length).toBeLessThan(5_000);
  });
});

describe('near-duplicates', () => {
  const texts = [
    'My card has not arrived yet, please help',
    'my card has NOT arrived yet - please help!!',
    'my card has not arrived yet please help me',
    'Where is the invoice of order 12345?',
    'where is the invoice of order 67890',
    '',
    '  ',
    '👍',
    '👍',
    '???',
    'I paid £1',
    'I paid €1',
  ];
  const labels = Int32Array.from([0, 1, 0, 2, 2, 3, 3, 4, 4, 5, 6, 6]);

  it('are equal in words, or near by their vectors; blank ones are none', async () => {
    const { rows } = wordRows(
      texts.map(
        (text) =>
          text
            .toLowerCase()
            .replaceAll(/[^\p{L}\p{N} ]/gu, '')
            .trim() || '-',
      ),
    );
    const found = await findNearDuplicates({
      rows: texts.length,
      textAt: (row) => texts[row] ?? '',
      vectors: { ...rows, offsets: rows.offsets.map((offset, i) => (i > 5 ? (rows.offsets[5] as number) : offset)) },
      labels,
      pacer: freePacer(),
    });
    expect(found.groups.map((group) => [...group.rows])).toEqual([
      [0, 1, 2],
      [3, 4],
      [7, 8],
    ]);
    expect(found.groups.map(({ kind }) => kind)).toEqual(['near', 'equal', 'equal']);
    expect(found.groups[0]?.labels).toEqual([
      { label: 0, rows: 2 },
      { label: 1, rows: 1 },
    ]);
    expect(found.groups.map(({ labelsDisagree }) => labelsDisagree)).toEqual([true, false, false]);
    expect(found.groups[0]?.similarity).toBeGreaterThan(0.9);
    expect([found.rows, found.repeats, found.complete]).toEqual([7, 4, true]);
  });

  it('takes 20,000 equal and 20,000 different texts without comparing all with all', async () => {
    const rows = 40_000;
    const textAt = (row: number): string => (row % 2 === 0 ? 'Same ticket again' : `ticket of customer ${row} alone`);
    const { groups } = await findNearDuplicates({ rows, textAt, pacer: freePacer() });
    // Digits of long numbers are masked: customers 1001 and 1003 wrote the same.
    expect(groups[0]?.rows.length).toBe(20_000);
  });

  it('says what is wrong', async () => {
    const input = { rows: 2, textAt: () => 'a', pacer: freePacer() };
    expect(await codeOf(() => findNearDuplicates({ ...input, threshold: 0.2 }))).toBe('text.bad-threshold');
    expect(await codeOf(() => findNearDuplicates({ ...input, labels: new Int32Array(3) }))).toBe('text.misaligned');
    expect(await codeOf(() => findNearDuplicates({ ...input, pacer: cancelledPacer() }))).toBe('job.cancelled');
  });
});
