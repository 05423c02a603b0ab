import fc from 'fast-check';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/core/random.ts';
import { predictPortable, type PortableValue } from '../../src/lenses/predict/portable/predict.ts';
import { PortableSchema } from '../../src/lenses/predict/portable/schema.ts';
import type { PortableModel } from '../../src/lenses/predict/portable/types.ts';
import { messy } from './messy.ts';
import { blended, portableOf, trainOn } from './support.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

let real: PortableModel[];
beforeAll(async () => {
  real = [];
  for (const task of ['regression', 'binary', 'multiclass'] as const) {
    const made = messy(500, 13, task);
    const linear = await trainOn(made, { families: ['linear'] });
    const trees = await trainOn(made, { families: ['trees'] });
    const baseline = {
      ...linear,
      applied: {
        ...linear.applied,
        members: [
          {
            estimator: 'baseline',
            version: 1,
            encoding: [],
            weight: 1,
            state: { task, rowCount: 500, shares: shares[task], classes: linear.classes },
          },
        ],
      },
    };
    real.push(...[linear, trees, baseline, blended([linear, trees], [0.5, 0.5])].map((model) => portableOf(model)));
  }
}, 60_000);

const shares = {
  regression: Float64Array.of(3.25),
  binary: Float64Array.of(0.25, 0.75),
  multiclass: Float64Array.of(0.2, 0.3, 0.5),
};

const opens = (value: unknown): value is PortableModel => v.is(PortableSchema, value);

/** Places of a JSON value that could be put something else into. */
function spots(value: Json, found: { readonly of: Json[] | { [key: string]: Json }; readonly key: string }[] = []) {
  if (typeof value !== 'object' || value === null) return found;
  const of = value;
  for (const [key, inner] of Object.entries(of)) {
    found.push({ of, key });
    spots(inner as Json, found);
  }
  return found;
}

const STRANGE: readonly Json[] = [
  null,
  true,
  -1,
  0,
  1,
  2,
  0.5,
  63,
  1e9,
  1e99,
  1e101,
  -1e308,
  5e-324,
  '',
  'A',
  '1',
  [],
  {},
];

/** Something else of the same kind, mostly: what a schema that looks at kinds alone would let through. */
function changed(value: Json, random: Random): Json {
  const strange = STRANGE[random.integer(STRANGE.length)] as Json;
  if (random.next() < 0.2) return strange;
  if (typeof value === 'number') {
    const other = [value + 1, value - 1, -value, value * 1e6, Math.round(value), random.integer(70)];
    return other[random.integer(other.length)] as number;
  }
  if (typeof value === 'string') {
    const at = random.integer(value.length + 1);
    const digit = 'AB01_z-9'[random.integer(8)] as string;
    const other = [value.slice(0, at) + digit + value.slice(at + 1), value.slice(0, at), value + digit, digit];
    return other[random.integer(other.length)] as string;
  }
  if (Array.isArray(value)) {
    const at = random.integer(value.length + 1);
    const other = [value.slice(0, at), value.toReversed(), [...value, ...value.slice(0, 1)], value.toSpliced(at, 1)];
    return other[random.integer(other.length)] as Json[];
  }
  return strange;
}

function mutate(model: PortableModel, seed: number): unknown {
  const random = createRandom(seed);
  const copy = JSON.parse(JSON.stringify(model)) as Json;
  const times = 1 + random.integer(3);
  for (let i = 0; i < times; i++) {
    const all = spots(copy);
    const spot = all[random.integer(all.length)];
    if (!spot) continue;
    const of = spot.of as Record<string, Json>;
    if (random.next() < 0.05) Reflect.deleteProperty(of, spot.key);
    else of[spot.key] = changed(of[spot.key] as Json, random);
  }
  return copy;
}

/** Anything at all that a form could hand over. */
const anyValue: fc.Arbitrary<PortableValue> = fc.oneof(
  fc.constant(null),
  fc.double(),
  fc.integer(),
  fc.constantFrom('Paris', 'pro', '2025-02-30', '1e400', 'word word', ''),
  fc.string(),
);

/** @returns whether what is said is a finite number, or probabilities that sum to 1 */
function isSound(model: PortableModel, values: ReadonlyMap<string, PortableValue>): boolean {
  const said = predictPortable(model, values);
  if ('value' in said) return model.task === 'regression' && Number.isFinite(said.value);
  const sum = said.probabilities.reduce((a, b) => a + b, 0);
  const each = said.probabilities.every((p) => p >= 0 && p <= 1 + 1e-6);
  return said.probabilities.length === model.classes?.length && each && Math.abs(sum - 1) < 1e-5;
}

describe('the schema of a portable model', () => {
  it('lets every real one through, as it is', () => {
    for (const model of real) expect(v.parse(PortableSchema, model)).toEqual(model);
  });

  it('lets through, of changed ones, only what can be asked anything', () => {
    let accepted = 0;
    let told = 0;
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.array(anyValue, { minLength: 7, maxLength: 7 }), (which, seed, cells) => {
        const model = mutate(real[which % real.length] as PortableModel, seed);
        told++;
        if (!opens(model)) return true;
        accepted++;
        const values = new Map(model.inputs.map(({ name }, i) => [name, cells[i % cells.length] ?? null] as const));
        return isSound(model, values) && isSound(model, new Map());
      }),
      { numRuns: 1500, seed: 4 },
    );
    expect(accepted).toBeGreaterThan(told / 20);
    expect(accepted).toBeLessThan((19 * told) / 20);
  });

  it('says of real ones what is sound, whatever is set', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(anyValue, { minLength: 7, maxLength: 7 }), (which, cells) => {
        const model = real[which % real.length] as PortableModel;
        return isSound(model, new Map(model.inputs.map(({ name }, i) => [name, cells[i % 7] ?? null] as const)));
      }),
      { numRuns: 1500, seed: 5 },
    );
  });
});

/** y = 1 where x > 0, else −1, by one tree of one split. */
const SMALL = {
  version: 1,
  task: 'regression',
  inputs: [{ name: 'x', kind: 'number', typical: null }],
  pipeline: {
    fields: [{ from: 0, as: 'value' }],
    members: [
      {
        kind: 'trees',
        weight: 1,
        base: [0],
        fields: [0],
        cuts: [[0]],
        widths: [1, 1, 1],
        nodes: 'BAA',
        splits: 'B',
        leaves: 'fh',
        unit: 1,
      },
    ],
  },
} as const;

const tree = (change: object): object => ({
  ...SMALL,
  pipeline: { ...SMALL.pipeline, members: [{ ...SMALL.pipeline.members[0], ...change }] },
});

describe('a made-up model', () => {
  it('is read as it is written', () => {
    expect(opens(SMALL)).toBe(true);
    const ask = (x: PortableValue) => predictPortable(SMALL, new Map([['x', x]]));
    expect([ask(-3), ask(0), ask(3), ask(null)]).toEqual([{ value: -1 }, { value: -1 }, { value: 1 }, { value: -1 }]);
  });

  it.each<readonly [string, object]>([
    ['a tree without an end', tree({ nodes: 'BAB', splits: 'BB' })],
    ['half a tree', tree({ nodes: 'BA', leaves: 'f' })],
    ['a column that is not split', tree({ nodes: 'CAA' })],
    ['a threshold that is not there', tree({ splits: 'C' })],
    ['a split too few', tree({ splits: '' })],
    ['a split too many', tree({ splits: 'BB' })],
    ['a leaf too few', tree({ leaves: 'f' })],
    ['digits that are none', tree({ nodes: 'B A' })],
    ['digits of no width', tree({ widths: [0, 1, 1] })],
    ['a field that is not there', tree({ fields: [1] })],
    ['sets of places for a number', tree({ cuts: [['01']] })],
    ['no thresholds', tree({ cuts: [[]] })],
    ['a weight that is not all', tree({ weight: 0.5 })],
    ['leaves without measure', tree({ unit: 1e100 })],
    ['more scores than trees', tree({ base: [0, 0] })],
    ['something more', tree({ more: 1 })],
    ['another version', { ...SMALL, version: 2 }],
    ['classes of a number', { ...SMALL, classes: ['a', 'b'] }],
    ['classes that are one', { ...SMALL, task: 'binary', classes: ['a', 'a'] }],
    ['an input twice', { ...SMALL, inputs: [SMALL.inputs[0], SMALL.inputs[0]] }],
    ['a field of another kind', { ...SMALL, inputs: [{ name: 'x', kind: 'text', typical: null }] }],
    [
      'a prototype',
      JSON.parse(JSON.stringify(SMALL).replace('{"version"', '{"__proto__":{"a":1},"version"')) as object,
    ],
  ])('with %s is not opened', (_, model) => {
    expect(opens(model)).toBe(false);
  });

  it('walks a tree a hundred thousand splits deep', () => {
    const depth = 100_000;
    const deep = tree({
      nodes: `${'B'.repeat(depth)}${'A'.repeat(depth + 1)}`,
      splits: 'B'.repeat(depth),
      leaves: `f${'h'.repeat(depth)}`,
    });
    if (!opens(deep)) throw new Error('not opened');
    expect(predictPortable(deep, new Map([['x', -1]]))).toEqual({ value: -1 });
    expect(predictPortable(deep, new Map([['x', 1]]))).toEqual({ value: 1 });
  });
});
