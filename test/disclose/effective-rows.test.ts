import { describe, expect, it } from 'vitest';
import { effectiveRows } from '../../src/core/disclose/effective-rows.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { createRandom } from '../../src/core/random.ts';

const pacer = createPacer(new AbortController().signal);
const every = (rows: number): Int32Array => Int32Array.from({ length: rows }, (_, row) => row);
const marks = (rows: number, is: (row: number) => boolean): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => (is(row) ? 1 : 0));

describe('rows that a coefficient rests on', () => {
  it('are those of a level, or of the rest where nearly all have it', async () => {
    const alone = async (is: (row: number) => boolean): Promise<number> =>
      (await effectiveRows([marks(2000, is)], every(2000), 0, pacer))?.together[0] ?? 0;
    expect(await alone((row) => row < 7)).toBeCloseTo(7, 6);
    expect(await alone((row) => row >= 7)).toBeCloseTo(7, 6);
    expect(await alone((row) => row % 2 === 0)).toBeCloseTo(1000, 6);
  });

  it('agree with the weights that numpy finds', async () => {
    // X = [[1,0,2],[0,1,1],[1,1,0],[0,0,3],[1,0,1],[0,1,5.]]; Xc = X - X.mean(0)
    // W = np.linalg.inv(Xc.T @ Xc + 0.5 * np.eye(3)) @ Xc.T
    // side = lambda V: (V**2).sum(1)**2 / (V**4).sum(1); np.minimum(side(np.minimum(W, 0)), side(np.maximum(W, 0)))
    const columns = [
      [1, 0, 1, 0, 1, 0],
      [0, 1, 1, 0, 0, 1],
      [2, 1, 0, 3, 1, 5],
    ].map((values) => Float64Array.from(values));
    const found = (await effectiveRows(columns, every(6), 0.5, pacer))?.together ?? [];
    expect(found.map((count) => count.toFixed(6))).toEqual(['1.904138', '2.308939', '1.124514']);
  });

  it('are few where columns differ in few rows, or one row lies far out; repeated columns share theirs', async () => {
    const random = createRandom(3);
    const group = marks(1000, (row) => row < 400);
    const nearly = marks(1000, (row) => row < 397);
    const far = Float64Array.from({ length: 1000 }, (_, row) => (row === 5 ? 1e4 : random.normal()));
    const plain = Float64Array.from({ length: 1000 }, () => random.normal());
    const alone = (await effectiveRows([group, plain], every(1000), 0, pacer))?.together ?? [];
    expect(alone[0]).toBeGreaterThan(350);
    const [a, b, c, d] = (await effectiveRows([group, nearly, far, plain], every(1000), 0, pacer))?.together ?? [];
    const each = (await effectiveRows([group, nearly, far, plain], every(1000), 0, pacer))?.alone ?? [];
    expect(each.map(Math.round).slice(0, 2)).toEqual([400, 397]);
    for (const few of [a, b, c]) expect(few).toBeLessThan(4);
    expect(d).toBeGreaterThan(100);
    const twice = (await effectiveRows([group, group, plain], every(1000), 0, pacer))?.together ?? [];
    expect(Math.min(...twice)).toBeGreaterThan(100);
  });

  it('are none for a column that does not vary, and not told where there is too much to look at', async () => {
    const flat = new Float64Array(50).fill(3);
    const found = (await effectiveRows([flat, marks(50, (row) => row < 20)], every(50), 1, pacer))?.together ?? [];
    expect(found[0]).toBe(0);
    expect(found[1]).toBeCloseTo(20, 6);
    const wide = Array.from({ length: 50_000 }, () => flat);
    expect(await effectiveRows(wide, every(50), 1, pacer)).toBeUndefined();
  });
});
