import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { fillBatch, makeBatch } from '../../src/nn/mlp/batch.ts';
import { clip, encodeRows, planInputs, positionOf } from '../../src/nn/mlp/inputs.ts';

const number = (name: string, values: ArrayLike<number>) =>
  ({ kind: 'number', name, values: Float64Array.from(values) }) as const;
const category = (name: string, levels: readonly string[], codes: readonly number[]) =>
  ({ kind: 'category', name, levels, codes: Int32Array.from(codes) }) as const;
const repeat = (value: number, count: number): number[] => Array.from({ length: count }, () => value);
const rowsBelow = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);
const SETTINGS = { bins: 4, embeddingSize: 3 };

/** 0 … 199 and a category of 10 levels, one of 3, and columns that say nothing. */
const table: Table = makeTable([
  number('x', rowsBelow(200)),
  number('flat', new Float64Array(200).fill(7)),
  category(
    'few',
    ['a', 'b', 'c'],
    Array.from(rowsBelow(200), (i) => i % 3),
  ),
  category(
    'many',
    'abcdefghij'.split(''),
    Array.from(rowsBelow(200), (i) => i % 10),
  ),
  category('one', ['only'], repeat(0, 200)),
]);

describe('planInputs', () => {
  it('cuts numbers at the quantiles of the training rows, leaves constants out and embeds what has many levels', () => {
    const plan = planInputs(table, rowsBelow(101), { bins: 2, embeddingSize: 3 });
    expect(plan.inputs.map(({ kind, name }) => [kind, name])).toEqual([
      ['number', 'x'],
      ['one-hot', 'few'],
      ['embedded', 'many'],
    ]);
    expect(plan.inputs[0]).toMatchObject({ centre: 50, edges: Float64Array.of(0, 50, 100) });
    // numpy: (np.percentile(range(101), 75) - np.percentile(range(101), 25)) / 1.349
    expect(plan.inputs[0]).toHaveProperty('scale', 50 / 1.349);
    expect(plan).toMatchObject({ width: 1 + 2 + 3, lookups: 1, levels: 10 });
  });

  it('is the same whatever the other rows hold', () => {
    const rows = rowsBelow(100);
    const spoiled = makeTable([number('x', [...rowsBelow(100), ...repeat(1e12, 100)]), ...table.columns.slice(1)]);
    expect(planInputs(spoiled, rows, SETTINGS)).toEqual(planInputs(table, rows, SETTINGS));
  });

  it('does without pieces where rows are few or columns many', () => {
    expect(planInputs(table, rowsBelow(40), SETTINGS).width).toBe(1 + 3);
    const wide = makeTable(Array.from({ length: 300 }, (_, i) => number(`x${i}`, rowsBelow(200))));
    expect(planInputs(wide, rowsBelow(200), SETTINGS).width).toBe(300);
  });

  it('uses the standard deviation where the quartiles coincide', () => {
    const spiked = makeTable([number('x', [...repeat(0, 99), 10])]);
    // numpy: np.std([0] * 99 + [10])
    expect(planInputs(spiked, rowsBelow(100), SETTINGS).inputs[0]).toHaveProperty(
      'scale',
      expect.closeTo(0.99498743710662, 12),
    );
  });

  it('refuses a table that says nothing, and numbers that are none', () => {
    const nothing = makeTable([number('flat', [1, 1]), category('one', ['only'], [0, 0])]);
    expect(() => planInputs(nothing, rowsBelow(2), SETTINGS)).toThrow('train.no-features');
    expect(() => planInputs(makeTable([number('x', [1, Number.NaN])]), rowsBelow(2), SETTINGS)).toThrow(
      'train.not-finite',
    );
  });
});

describe('clip', () => {
  it('is straight near 0, rises, and stays within 3', () => {
    expect(clip(0.01)).toBeCloseTo(0.01, 6);
    expect(clip(-1e9)).toBeCloseTo(-3, 9);
    fc.assert(fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (x) => clip(x + 0.1) > clip(x)));
  });
});

describe('positionOf', () => {
  it('is where the value lies between the edges, as numpy.interp has it', () => {
    const edges = Float64Array.of(-2, 0, 1, 10);
    // numpy: np.interp([-5, -2, -1, 0, 0.25, 1, 5.5, 10, 11], [-2, 0, 1, 10], [0, 1, 2, 3])
    const wanted = [0, 0, 0.5, 1, 1.25, 2, 2.5, 3, 3];
    expect([-5, -2, -1, 0, 0.25, 1, 5.5, 10, 11].map((x) => positionOf(x, edges))).toEqual(wanted);
  });
});

describe('encodeRows and fillBatch', () => {
  const plan = planInputs(table, rowsBelow(200), SETTINGS);

  it('spells out a row: clipped value, pieces, levels, look-up', () => {
    const encoded = encodeRows(plan, table, Int32Array.of(0, 75, 199), 'train');
    const batch = makeBatch(plan, 2);
    fillBatch(plan, encoded, Int32Array.of(1, 2), 0, 2, batch);
    const x = plan.inputs[0] as { centre: number; scale: number; edges: Float64Array };
    const [, first, second] = x.edges as unknown as [number, number, number];
    expect([...batch.dense.subarray(1, 5)]).toEqual([1, Math.fround((75 - first) / (second - first)), 0, 0]);
    expect(batch.dense[0]).toBeCloseTo(clip((75 - x.centre) / x.scale), 6);
    expect([...batch.dense.subarray(5, 8)]).toEqual([1, 0, 0]);
    expect([...batch.dense.subarray(9, 16)]).toEqual([1, 1, 1, 1, 0, 1, 0]);
    expect([...batch.lookups]).toEqual([5, 9]);
  });

  it('starts again at the front of the order, and forgets the batch before', () => {
    const encoded = encodeRows(plan, table, rowsBelow(3), 'train');
    const batch = makeBatch(plan, 2);
    fillBatch(plan, encoded, rowsBelow(3), 0, 2, batch);
    fillBatch(plan, encoded, rowsBelow(3), 2, 2, batch);
    expect([...batch.lookups]).toEqual([2, 0]);
    expect([...batch.dense.subarray(5, 8)]).toEqual([0, 0, 1]);
    expect([...batch.dense.subarray(13, 16)]).toEqual([1, 0, 0]);
  });

  it('matches levels by name, whatever their order; new and missing ones are unknown', () => {
    const other = makeTable([
      category('many', ['z', 'b', 'a'], [0, 1, 2, -1]),
      category('few', ['c', 'new'], [0, 1, 0, -1]),
      number('x', [1, 2, 3, 4]),
    ]);
    const encoded = encodeRows(plan, other, rowsBelow(4), 'train');
    expect([...(encoded.codes[2] as Int32Array)]).toEqual([10, 1, 0, 10]);
    expect([...(encoded.codes[1] as Int32Array)]).toEqual([2, -1, 2, -1]);
  });

  it('says which column is missing or of another kind', () => {
    expect(() => encodeRows(plan, makeTable([number('x', [1])]), rowsBelow(1), 'train')).toThrow('table.no-column');
    const wrong = makeTable([
      category('x', ['a'], [0]),
      ...table.columns.slice(2).map((c) => ({ ...c, codes: Int32Array.of(0) }) as never),
    ]);
    expect(() => encodeRows(plan, wrong, rowsBelow(1), 'train')).toThrow('train.column-kind');
  });
});
