import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IDLE } from '../../src/app/context.ts';
import { reduceTraining } from '../../src/app/training-state.ts';
import type { TrainingState } from '../../src/app/state.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';

const run = (events: readonly TrainEvent[]): TrainingState => events.reduce(reduceTraining, IDLE);
const candidate = (id: number): TrainEvent => ({
  kind: 'candidate',
  candidate: { id, estimator: 'ridge', family: 'linear', params: { penalty: id } },
});
const curve = (candidateId: number, done: number, fold = 0): TrainEvent => ({
  kind: 'curve',
  candidateId,
  fold,
  done,
  total: 1000,
  loss: 1 / done,
  validationLoss: 2 / done,
});
const tried = (id: number, score: number | undefined, best: boolean): TrainEvent => ({
  kind: 'tried',
  attempt: {
    id,
    estimator: 'ridge',
    family: 'linear',
    params: { penalty: id },
    status: score === undefined ? 'failed' : 'done',
    ...(score === undefined ? {} : { score }),
    folds: 1,
    seconds: 1,
  },
  baselineScore: 5,
  best,
});

it('one row is the best, the one said last', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(6), fc.boolean()), { minLength: 1, maxLength: 30 }), (calls) => {
      const state = run(calls.map(([id, best]) => tried(id, 1, best)));
      const bests = state.race.filter((row) => row.best);
      expect(bests.length).toBeLessThanOrEqual(1);
      const last = calls.findLast(([, best]) => best);
      // A try that is reported again without being the best has lost its place.
      const lost = last && calls.slice(calls.lastIndexOf(last) + 1).some(([id, best]) => id === last[0] && !best);
      expect(bests[0]?.candidate.id).toBe(lost ? undefined : last?.[0]);
      expect(new Set(state.race.map((row) => row.candidate.id)).size).toBe(state.race.length);
      expect(state.tries.length).toBe(state.race.length);
    }),
  );
});

it('a curve keeps its first and last point and its shape in at most 200 points', () => {
  const state = run([candidate(1), ...Array.from({ length: 1000 }, (_, i) => curve(1, i + 1))]);
  const points = state.race[0]?.curve ?? [];
  expect(points.length).toBeLessThanOrEqual(200);
  expect(points.length).toBeGreaterThan(90);
  expect(points[0]).toEqual({ done: 1, loss: 1, validationLoss: 2 });
  expect(points.at(-1)).toEqual({ done: 1000, loss: 0.001, validationLoss: 0.002 });
  expect(points.map((point) => point.done)).toEqual(points.map((point) => point.done).toSorted((a, b) => a - b));
  expect(state.race[0]).toMatchObject({ done: 1000, total: 1000, status: 'running' });
});

it('a curve begins anew with the next fold', () => {
  const state = run([candidate(1), curve(1, 10), curve(1, 20), curve(1, 5, 1), curve(1, 8, 1)]);
  expect(state.race[0]?.curve.map((point) => point.done)).toEqual([5, 8]);
});

it('phases, time and the engine are noted; failures keep their row without a score', () => {
  const compute = {
    backend: 'wasm' as const,
    reason: { code: 'compute.no-gpu', params: {} },
    timings: [],
  };
  const state = run([
    { kind: 'phase', phase: 'searching' },
    candidate(1),
    tried(1, undefined, false),
    { kind: 'compute', compute },
    { kind: 'time', elapsedMs: 10, leftMs: 30, share: 0.25 },
  ]);
  expect(state).toMatchObject({
    phase: 'searching',
    compute,
    elapsedMs: 10,
    leftMs: 30,
    share: 0.25,
    baselineScore: 5,
  });
  expect(state.race).toMatchObject([{ status: 'failed', best: false }]);
  expect(state.race[0]).not.toHaveProperty('score');
});
