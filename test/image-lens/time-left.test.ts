import { describe, expect, it } from 'vitest';
import type { Estimator } from '../../src/core/learn/estimator.ts';
import { pictureLogistic } from '../../src/core/learn/image/logistic.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { makeTable } from '../../src/core/table/table.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';
import { estimators } from '../predict/support.ts';
import { markedPictures } from '../support/pictures.ts';
import { imageCnn, imagePlan, trainImages } from './support.ts';

/** A model of pictures whose fits take a hundredth of a second a row by a clock of its own. */
function clocked() {
  let now = 0;
  const real = pictureLogistic as unknown as Estimator;
  const slow: Estimator = {
    ...real,
    async *fit(input, params, context) {
      now += 10 * input.rows.length;
      return yield* real.fit(input, params, context);
    },
  };
  const registry = estimators(slow, imageCnn as unknown as Estimator);
  return { clock: () => now, registries: { estimators: registry, steps: STEPS } };
}

describe('the time that is left', () => {
  it.each(['quick', 'thorough'] as const)('counts the refits by the measured tries, %s', async (preset) => {
    const { pictures, labels } = markedPictures({ rows: 240, seed: 4, side: 6, channels: 1, kinds: 2, lighter: true });
    const plan = imagePlan(
      {
        target: 'label',
        task: 'binary',
        positive: 'ring',
        columns: ['picture'],
        split: { kind: 'random', testShare: 0.2 },
      },
      { families: ['linear'], preset },
    );
    const { clock, registries } = clocked();
    const told: Extract<TrainEvent, { kind: 'time' }>[] = [];
    const complete: number[] = [];
    await trainImages({ ...registries, table: makeTable([pictures, labels]), plan, clock }, (event) => {
      if (event.kind === 'tried') complete.push(clock());
      if (event.kind === 'time') told.push(event);
    });
    const end = clock();
    // The baseline is the first try; from the second on there is something measured to refit.
    const known = told.filter(({ elapsedMs }) => elapsedMs >= (complete[1] ?? Infinity) && elapsedMs < end);
    expect(known.length).toBeGreaterThan(0);
    for (const { elapsedMs, leftMs } of known) {
      expect(leftMs).toBeGreaterThanOrEqual(0.95 * (end - elapsedMs));
      expect(leftMs).toBeLessThan(3 * (end - elapsedMs) + 1_000);
    }
    expect(told.at(-1)).toMatchObject({ leftMs: 0, share: 1 });
  });
});
