import { CodedError } from '../core/errors.ts';
import type { Estimator, FitInput } from '../core/learn/estimator.ts';
import { createFitCheckpoints } from '../core/learn/fit-checkpoint.ts';
import type { Target } from '../core/learn/task.ts';
import { createRandom } from '../core/random.ts';
import type { Engine } from './engine.ts';
import { fillBatch, makeBatch } from './mlp/batch.ts';
import { predictRows } from './mlp/forward.ts';
import { encodeRows, planInputs, type InputPlan } from './mlp/inputs.ts';
import { makeLabels, outputBias, scaleTarget } from './mlp/labels.ts';
import { Learner, type Examples, type Lesson } from './mlp/learner.ts';
import { MLP_DEFAULTS, planSchedule, type MlpParams } from './mlp/params.ts';
import { parameterSpecs, startParameters, type ParameterSpec } from './mlp/parameters.ts';
import { outputsOf, type MlpState, type TargetScale } from './mlp/state.ts';
import { startAt, trainNetwork, type Checkpoint } from './mlp/trainer.ts';

/** Rows on which early stopping is judged; more cost time and change nothing. */
const MOST_JUDGED = 10_000;
/** Rows from which the first layer's start is set. */
const START_SAMPLE = 1000;

/** Evenly spaced rows, at most `most`. */
function thin(rows: Int32Array, most: number): Int32Array {
  if (rows.length <= most) return rows;
  return Int32Array.from({ length: most }, (_, i) => rows[Math.floor((i * rows.length) / most)] as number);
}

/** @throws train.too-few-rows, train.one-class, train.not-finite */
function checkTarget(target: Target, rows: Int32Array): void {
  if (rows.length < 2) throw new CodedError('train.too-few-rows', { rows: rows.length, needed: 2 });
  if (target.task === 'regression') {
    for (const row of rows) {
      if (!Number.isFinite(target.values[row])) throw new CodedError('train.not-finite', { what: 'target', row });
    }
    return;
  }
  const first = target.codes[rows[0] as number];
  if (rows.every((row) => target.codes[row] === first)) {
    throw new CodedError('train.one-class', { class: target.classes[first ?? 0] ?? '' });
  }
}

/** Rows that count: those of no weight are no rows. @throws train.not-finite */
function weightedRows(rows: Int32Array, weights: Float64Array | undefined): Int32Array {
  if (!weights) return rows;
  for (const row of rows) {
    const weight = weights[row] as number;
    if (!(weight >= 0 && weight < Infinity)) throw new CodedError('train.not-finite', { what: 'weight', row });
  }
  return rows.filter((row) => (weights[row] as number) > 0);
}

interface Prepared {
  readonly lesson: Lesson;
  readonly start: Float32Array;
  readonly scale: TargetScale | undefined;
}

function examples(plan: InputPlan, input: FitInput, rows: Int32Array, scale: TargetScale | undefined): Examples {
  return {
    rows: encodeRows(plan, input.features, rows, 'train'),
    labels: makeLabels(input.target, rows, scale, input.weights),
  };
}

function prepare(input: FitInput, params: MlpParams, seed: number): Prepared {
  const { target, features } = input;
  const rows = weightedRows(input.rows, input.weights);
  const validation = input.validation && weightedRows(input.validation, input.weights);
  checkTarget(target, rows);
  const plan = planInputs(features, rows, params);
  const scale = target.task === 'regression' ? scaleTarget(target.values, rows) : undefined;
  const outputs = outputsOf(target.task, target.task === 'regression' ? 0 : target.classes.length);
  const specs: ParameterSpec[] = parameterSpecs(plan, params.hidden, outputs);
  const train = examples(plan, input, rows, scale);
  const sampled = Math.min(START_SAMPLE, rows.length);
  const sample = makeBatch(plan, sampled);
  const spaced = thin(
    Int32Array.from({ length: rows.length }, (_, i) => i),
    sampled,
  );
  fillBatch(plan, train.rows, spaced, 0, sampled, sample);
  const random = createRandom(seed).fork('start');
  const start = startParameters(plan, specs, params.activation, sample, outputBias(train.labels), random);
  const judged = validation && validation.length > 0 ? thin(validation, MOST_JUDGED) : undefined;
  return {
    lesson: {
      plan,
      specs,
      params,
      schedule: planSchedule(rows.length, params),
      train,
      ...(judged ? { validation: examples(plan, input, judged, scale) } : {}),
      seed,
    },
    start,
    scale,
  };
}

/** Batches before and while a backend is timed. */
const WARM_UP_BATCHES = 3;
const TIMED_BATCHES = 8;

/** Milliseconds a batch of this very network on the current backend, reading back included. */
async function timeBatches(engine: Engine, lesson: Lesson, start: Float32Array): Promise<number> {
  const learner = new Learner(engine, lesson, startAt(start));
  try {
    const run = async (batches: number): Promise<number> => {
      const began = performance.now();
      for (let step = 0; step < batches; step++) learner.step(0, step);
      await learner.lossSince(batches);
      return (performance.now() - began) / batches;
    };
    await run(WARM_UP_BATCHES);
    return await run(TIMED_BATCHES);
  } finally {
    learner.dispose();
  }
}

/**
 * A multi-layer perceptron for tables in the manner of RealMLP (Holzmüller et al. 2024) and piecewise-linear encoding
 * (Gorishniy et al. 2022): numbers clipped smoothly and cut into pieces at their quantiles, a learned scale an input,
 * few-levelled categories one input a level and the others embedded, dropout, AdamW, a rising and falling learning
 * rate, the parameters averaged over the last steps, the best epoch on validation rows kept.
 * @param engineSource asked once, at the first fit; predicting needs no engine
 */
export function makeMlp(engineSource: () => Promise<Engine>): Estimator<MlpParams, MlpState> {
  let started: Promise<Engine> | undefined;
  const startOnce = (): Promise<Engine> => {
    started ??= engineSource().catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
  const named = { id: 'mlp', version: 1 };
  return {
    ...named,
    tasks: ['regression', 'binary', 'multiclass'],
    encoding: 'embedded',
    defaults: MLP_DEFAULTS,
    async *fit(input, params, context) {
      const { seed, pacer } = context;
      await pacer.pause();
      const asked = { estimator: named.id, version: named.version, input, params };
      const checkpoints = createFitCheckpoints<Checkpoint>(asked, context, 1);
      const { lesson, start, scale } = prepare(input, params, seed);
      const engine = await startOnce();
      await engine.settle(() => timeBatches(engine, lesson, start));
      const lossUnit = scale ? scale.spread ** 2 : 1;
      const trained = yield* trainNetwork(engine, lesson, start, lossUnit, pacer, checkpoints);
      const { target } = input;
      return {
        task: target.task,
        classes: target.task === 'regression' ? [] : [...target.classes],
        ...(scale ? { target: scale } : {}),
        plan: lesson.plan,
        hidden: [...params.hidden],
        activation: params.activation,
        parameters: trained.parameters,
        epochs: trained.epochs,
      };
    },
    predict: (features, state, signal) => predictRows(state, features, signal),
    iterations: (state) => state.epochs,
    withIterations: (params, iterations) => ({ ...params, stopAfter: iterations }),
  };
}
