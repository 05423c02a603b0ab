import { describe, expect, it } from 'vitest';
import { baseline } from '../../src/core/learn/baseline.ts';
import { makeEstimatorRegistry, type Estimator } from '../../src/core/learn/estimator.ts';
import { logistic } from '../../src/core/learn/linear/logistic.ts';
import { ridge } from '../../src/core/learn/linear/ridge.ts';
import type { SavedCheckpoint } from '../../src/lenses/checkpoint.ts';
import { createAtWork } from '../../src/lenses/predict/checkpoint-at-work.ts';
import type { SearchHead } from '../../src/lenses/predict/checkpoint.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { PredictSettings } from '../../src/lenses/predict/question.ts';
import { classes } from '../predict/synthetic.ts';
import { plan, train } from '../predict/support.ts';
import { after, runKept, triesOf, type Asked, type Run } from './interrupted.ts';
import { patient } from './patient.ts';

/** Long enough a round for a checkpoint within every fit. */
const SLOW = 4_000;

/** A training of slow estimators, each time with a clock of its own that begins at 0. */
function slow(salt: number, settings: Partial<PredictSettings>, msWatched = SLOW): () => Asked {
  const { table, question } = classes(200, salt);
  return () => {
    const pace = { now: 0, msWatched, msElse: SLOW };
    const estimators = [baseline, ridge, logistic, ...['boosted-trees', 'mlp'].map((id) => patient(id, salt, pace))];
    return {
      table,
      plan: plan(question, { seed: salt, ...settings }),
      estimators: makeEstimatorRegistry(estimators as readonly Estimator[]),
      clock: () => pace.now,
    };
  };
}

const elapsed = ({ head }: Pick<SavedCheckpoint, 'head'>): number => (head as SearchHead).elapsedMs;
const atWork = ({ parts }: SavedCheckpoint) => parts.find(({ key }) => key === 'at-work')?.value as AtWork | undefined;
interface AtWork {
  readonly fit: string;
  readonly ms: number;
}
const keyOf = ({ fit }: AtWork): string => (JSON.parse(fit) as [string])[0];
const secondsOf = (run: Run): number => run.model?.report.seconds ?? NaN;

describe('a training that is interrupted within a fit', () => {
  /** After each checkpoint that tells of a fit at work; gives the names of those fits. */
  async function expectSameWithin(asked: () => Asked, alone: Run): Promise<Set<string>> {
    const seen = new Set<string>();
    for (let until = 1; until <= alone.steps.length; until++) {
      const { saved } = after(alone, until);
      const working = atWork(saved);
      if (!working) continue;
      seen.add(keyOf(working));
      // What has ended is not at work.
      expect((saved.head as SearchHead).fits.map(({ key }) => key)).not.toContain(keyOf(working));
      const again = asked();
      const resumed = await runKept(again, saved);
      expect(resumed.model).toEqual(alone.model);
      expect(triesOf(resumed).every((id) => triesOf(alone).includes(id))).toBe(true);
      // The clock moves with rounds alone: what it shows is what was still to do.
      expect(again.clock?.()).toBe(1000 * secondsOf(alone) - elapsed(saved));
    }
    return seen;
  }

  it.each(['quick', 'balanced', 'thorough'] as const)(
    'goes on within it, and no round is done twice: %s',
    async (preset) => {
      const asked = slow(2, { preset, families: ['trees', 'network'] });
      const seen = await expectSameWithin(asked, await runKept(asked()));
      expect([...seen]).toEqual(expect.arrayContaining(['judged.0', 'applied.0']));
      expect([...seen].filter((key) => /^\d/.test(key)).length).toBeGreaterThan(2);
    },
  );

  it('goes on within the refits of a blend, and keeps the members that are done until the whole is', async () => {
    const asked = slow(2, { preset: 'thorough', families: ['trees', 'network'] }, 40);
    const alone = await runKept(asked());
    expect(alone.model?.applied.members.length).toBe(2);
    const seen = await expectSameWithin(asked, alone);
    expect([...seen]).toEqual(['judged.0', 'judged.1', 'applied.0', 'applied.1']);
    const keysWhile = (name: string): string[] => {
      const at = alone.steps.findIndex((_, i) => {
        const working = atWork(after(alone, i + 1).saved);
        return working !== undefined && keyOf(working) === name;
      });
      return after(alone, at + 1)
        .saved.parts.map(({ key }) => key)
        .filter((key) => /^(judged|applied)/.test(key));
    };
    expect(keysWhile('judged.0')).toEqual([]);
    expect(keysWhile('judged.1')).toEqual(['judged.0']);
    expect(keysWhile('applied.0')).toEqual(['judged']);
    expect(keysWhile('applied.1')).toEqual(['judged', 'applied.0']);
  });

  it('survives one interruption after another', async () => {
    const asked = slow(1, { preset: 'quick', families: ['trees'] });
    const alone = await runKept(asked());
    let run = await runKept(asked(), undefined, 2);
    let times = 0;
    while (!run.model && times++ < 100) run = await runKept(asked(), run.saved, 1);
    expect(times).toBeGreaterThan(5);
    expect(run.model).toEqual(alone.model);
  });

  it('begins that fit again where its part is damaged or lost, and nothing else', async () => {
    const asked = slow(1, { preset: 'quick', families: ['trees'] });
    const alone = await runKept(asked());
    const at = alone.steps.findIndex((_, i) => atWork(after(alone, i + 1).saved)?.fit.startsWith('["1.1'));
    const cut = after(alone, at + 1);
    const working = atWork(cut.saved) as AtWork;
    const others = cut.saved.parts.filter(({ key }) => key !== 'at-work');
    const damaged = [
      3,
      null,
      {},
      { ...working, checkpoint: 'x' },
      { ...working, ms: NaN },
      { ...working, fit: '["9.9"]' },
    ];
    const parts = damaged.map((value) => [...others, { key: 'at-work', value }]);
    for (const some of [others, ...parts]) {
      const clock = asked();
      const resumed = await runKept(clock, { ...cut.saved, parts: some });
      expect(timeless(resumed.model)).toEqual(timeless(alone.model));
      // The fit at work is the last of those that had begun.
      expect([...cut.fits.slice(0, -1), ...resumed.fits]).toEqual(alone.fits);
      expect(clock.clock?.()).toBe(1000 * secondsOf(alone) - elapsed(cut.saved) + working.ms);
    }
  });

  it('asks for nothing where nobody keeps it', async () => {
    const asked = slow(1, { preset: 'quick', families: ['trees'] });
    const wishesOf = async (run: (asked: Asked) => Promise<unknown>): Promise<boolean[]> => {
      const wishes: boolean[] = [];
      const heard = (estimator: Estimator): Estimator => ({
        ...estimator,
        fit(input, params, context) {
          if (estimator.id === 'boosted-trees') wishes.push(context.checkpoints !== undefined);
          return estimator.fit(input, params, context);
        },
      });
      const { estimators, ...others } = asked();
      await run({ ...others, estimators: new Map([...(estimators ?? [])].map(([id, one]) => [id, heard(one)])) });
      return wishes;
    };
    const unheard = await wishesOf((one) => train(one));
    expect(unheard.length).toBeGreaterThan(3);
    expect(new Set(unheard)).toEqual(new Set([false]));
    expect(new Set(await wishesOf((one) => runKept(one)))).toEqual(new Set([true]));
  });
});

/** What was learned and said, without how long it took. */
const timeless = (model: PredictModel | undefined): unknown => [
  model?.applied,
  JSON.stringify(model?.report, (key, value: unknown) => (key === 'seconds' ? 0 : value)),
];

describe('how much of a fit at work is kept', () => {
  const fit = (key: string) => ({ key, estimator: 'mlp', version: 1, params: {} });
  const reached = (size: number) => ({ ms: size, checkpoint: new Uint8Array(size) });

  it('is the newest word of one fit, each in place of the last, and nothing once it has ended', () => {
    const work = createAtWork([]);
    expect(work.take()).toEqual({ put: [], drop: [] });
    work.reach(fit('1.0'), reached(10));
    work.reach(fit('1.0'), reached(20));
    expect(work.isFurther).toBe(true);
    const { put } = work.take();
    expect(put).toMatchObject([{ key: 'at-work', value: { ms: 20 } }]);
    expect(work.take()).toEqual({ put: [], drop: [] });
    expect(createAtWork(put).reached(fit('1.0'))).toEqual(reached(20));
    for (const other of [fit('1.1'), { ...fit('1.0'), version: 2 }, { ...fit('1.0'), params: { a: 1 } }]) {
      expect(createAtWork(put).reached(other)).toBeUndefined();
    }
    work.leave(fit('1.1'));
    expect(work.take()).toEqual({ put: [], drop: [] });
    work.reach(fit('1.0'), reached(30));
    work.leave(fit('1.0'));
    expect(work.isFurther).toBe(false);
    expect(work.take()).toEqual({ put: [], drop: ['at-work'] });
    expect(work.take()).toEqual({ put: [], drop: [] });
  });

  it('is bounded: past that, what was kept of it stays', () => {
    const work = createAtWork([], 100);
    expect(work.reach(fit('1.0'), reached(101))).toBe(false);
    expect(work.take()).toEqual({ put: [], drop: [] });
    expect(work.reach(fit('1.0'), reached(100))).toBe(true);
    work.take();
    expect(work.reach(fit('1.0'), reached(102))).toBe(false);
    expect(work.isFurther).toBe(false);
    expect(work.reached(fit('1.0'))).toEqual(reached(100));
  });
});
