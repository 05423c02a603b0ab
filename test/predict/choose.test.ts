import { describe, expect, it } from 'vitest';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { makePrediction } from '../../src/core/learn/prediction.ts';
import type { Target } from '../../src/core/learn/task.ts';
import { score } from '../../src/core/metrics/score.ts';
import { searchSpace, type SearchSpace } from '../../src/core/prepare/compact.ts';
import { splitRows } from '../../src/core/prepare/split.ts';
import { createRandom } from '../../src/core/random.ts';
import { choose, verdictOf, type Choice } from '../../src/lenses/predict/choose.ts';
import { blend, type Contender } from '../../src/lenses/predict/contender.ts';
import { table } from './support.ts';

const ROWS = 600;
const random = createRandom(4);
const truth = Float64Array.from({ length: ROWS }, () => 3 * random.normal());
const target: Target = { task: 'regression', values: truth };
const rows = Int32Array.from({ length: ROWS }, (_, i) => i);
const split = splitRows({ target, rows, rule: { kind: 'random', testShare: 0.2 }, seed: 1, folds: 3 });
const space: SearchSpace = searchSpace(table({ a: Array.from(truth) }), target, split, ROWS, 1);

/** Someone who predicts the truth with errors of the given size. */
function contender(tryId: number, family: Contender['family'], error: (row: number) => number): Contender {
  if (space.target.task !== 'regression') throw new Error('a regression');
  const { values } = space.target;
  const prediction = makePrediction(
    space.target,
    Float64Array.from(space.validation, (row) => (values[row] as number) + error(row)),
  );
  const value = score('rmse', space.target, space.validation, prediction);
  return {
    tryId,
    estimator: `${family} ${tryId}`,
    family,
    params: {},
    members: [],
    byFold: [[], [], []],
    prediction,
    score: value,
    seconds: 0,
    iterations: undefined,
  };
}

const noise = (seed: number, size: number): ((row: number) => number) => {
  const stream = createRandom(seed);
  const errors = Float64Array.from({ length: ROWS }, () => size * stream.normal());
  return (row) => errors[row] as number;
};

const decide = (contenders: readonly Contender[], mixed?: Contender): Promise<Choice> =>
  choose({
    baseline: contender(
      0,
      'baseline',
      (row) => -((space.target.task === 'regression' ? space.target.values[row] : 0) as number),
    ),
    contenders,
    blend: mixed,
    space,
    metric: 'rmse',
    seed: 1,
    groups: undefined,
    pacer: createPacer(new AbortController().signal),
  });

describe('the model that is kept', () => {
  it('is the linear one within noise of the best, and the best one beyond', async () => {
    const shared = noise(1, 1);
    const linear = contender(1, 'linear', shared);
    const hardly = contender(2, 'trees', (row) => shared(row) + noise2(row) * 0.2);
    const clearly = contender(3, 'trees', (row) => 0.5 * shared(row));
    const near = await decide([linear, hardly]);
    expect(near.chosen).toBe(linear);
    expect(near.asGoodAs?.other).toBe(hardly);
    const far = await decide([linear, clearly]);
    expect(far.chosen).toBe(clearly);
    expect(far.asGoodAs).toBeUndefined();
  });

  it('is a blend only where it leads by more than one standard error', async () => {
    const [one, two] = [noise(2, 1), noise(3, 1)];
    const trees = contender(1, 'trees', one);
    const network = contender(2, 'network', two);
    const mixed = blend([trees, network], space, 'rmse', 3) as Contender;
    // Errors that have nothing to do with each other: the mean of both has about 1 / √2 of them.
    expect(mixed.score).toBeCloseTo(Math.SQRT1_2, 1);
    expect((await decide([trees, network], mixed)).chosen).toBe(mixed);
    expect(blend([trees, contender(4, 'network', (row) => 3 * one(row))], space, 'rmse', 3)).toBeUndefined();
    const barely = contender(5, 'blend', (row) => one(row) + 0.05 * two(row));
    expect((await decide([trees], barely)).chosen).toBe(trees);
  });

  it('is the baseline where nothing is better than it', async () => {
    const worse = contender(1, 'trees', noise(5, 9));
    expect((await decide([worse])).chosen.family).toBe('baseline');
    expect((await decide([])).chosen.family).toBe('baseline');
  });
});

const second = noise(6, 1);
function noise2(row: number): number {
  return second(row);
}

describe('the verdict', () => {
  const chosen = contender(1, 'trees', noise(7, 1));
  const clear = { value: 1, low: 0.8, high: 1.2 };
  const unclear = { value: 0.1, low: -0.1, high: 0.3 };
  const say = (gain: Choice['gain'], testGain: Choice['gain'], validationRows = 1_000): string =>
    verdictOf({ choice: { chosen, gain }, metric: 'rmse', validationRows, testGain, testRows: 200 }).code;

  it('needs both validation and test rows to stand clear of guessing', () => {
    expect(say(clear, clear)).toBe('verdict.useful');
    expect(say(clear, unclear)).toBe('verdict.not-confirmed');
    expect(say(unclear, clear)).toBe('verdict.nothing-beats-baseline');
    expect(say({ value: NaN, low: NaN, high: NaN }, clear)).toBe('verdict.nothing-beats-baseline');
  });

  it('says how many rows it would take where there are few', () => {
    const verdict = verdictOf({
      choice: { chosen, gain: unclear },
      metric: 'rmse',
      validationRows: 100,
      testGain: clear,
      testRows: 30,
    });
    // Half the interval is 0.2, twice the gain: four times the rows make it as wide as the gain.
    expect(verdict).toMatchObject({ code: 'verdict.too-little-data', params: { rows: 100, needed: 400 } });
  });
});
