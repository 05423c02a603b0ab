import type { Estimator } from '../../src/core/learn/estimator.ts';
import { pictureLogistic } from '../../src/core/learn/image/logistic.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import type { Table } from '../../src/core/table/table.ts';
import { IMAGE_METHOD } from '../../src/lenses/image/method.ts';
import { applyModel, type Applied } from '../../src/lenses/predict/apply.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { Registries } from '../../src/lenses/predict/pipeline.ts';
import type { PredictPlan, PredictQuestion, PredictSettings } from '../../src/lenses/predict/question.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { createNetEngine } from '../../src/nn/net/engine.ts';
import { makeImageCnn } from '../../src/nn/image/estimator.ts';
import { estimators, SETTINGS, train } from '../predict/support.ts';
import type { TaskKind } from '../../src/core/learn/task.ts';
import { createRandom } from '../../src/core/random.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { makeTarget, ROWS, type Case } from '../contract/estimator-contract.ts';

export const PICTURE_SIZE = { height: 6, width: 6, channels: 1 } as const;

/** Small grey pictures as columns of pixels: a spot in the upper left is as light as the score is high. */
export function pictureCase(task: TaskKind, seed: number): Case {
  const random = createRandom(seed).fork('pictures');
  const scores = Float64Array.from({ length: ROWS }, () => 1.5 * random.normal());
  const columns = Array.from({ length: 36 }, (_, place): Column => {
    const spot = Math.hypot((place % 6) - 1.5, Math.floor(place / 6) - 1.5) < 1.5 ? 1 : 0;
    const values = scores.map((score) => 8 + 2 * spot * score + 0.5 * random.normal());
    return { kind: 'number', name: place === 0 ? '__proto__' : `p${place}`, values };
  });
  return { features: makeTable(columns), target: makeTarget(task, scores) };
}

/** One set of kernels serves all tests of a file. */
const kernels = startKernels();

export const imageCnn = makeImageCnn({
  engine: async () => createNetEngine({ choice: 'wasm', startKernels: async () => kernels }),
  kernels: () => kernels,
});

export const registries = (...more: readonly Estimator[]): Registries => ({
  estimators: estimators(pictureLogistic as unknown as Estimator, imageCnn as unknown as Estimator, ...more),
  steps: STEPS,
});

export const imagePlan = (
  question: Omit<PredictQuestion, 'lens'>,
  settings: Partial<PredictSettings> = {},
): PredictPlan => ({ question: { ...question, lens: 'image' }, recipe: [], settings: { ...SETTINGS, ...settings } });

/** A training with the image lens' own way, to its end; every planned try is made. */
export const trainImages = (
  input: Parameters<typeof train>[0],
  onEvent?: Parameters<typeof train>[1],
): ReturnType<typeof train> => train({ ...registries(), method: IMAGE_METHOD, ...input }, onEvent);

export const applied = (model: PredictModel, table: Table): Promise<Applied> =>
  applyModel({ ...registries(), model, table, pacer: createPacer(new AbortController().signal) });
