import { baseline } from '../../src/core/learn/baseline.ts';
import { makeEstimatorRegistry, type Estimator, type EstimatorRegistry } from '../../src/core/learn/estimator.ts';
import { textLogistic } from '../../src/core/learn/text/logistic.ts';
import { textSvm } from '../../src/core/learn/text/svm.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import type { Table } from '../../src/core/table/table.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { Registries } from '../../src/lenses/predict/pipeline.ts';
import type { PredictPlan, PredictQuestion, PredictSettings } from '../../src/lenses/predict/question.ts';
import type { TrainInput } from '../../src/lenses/predict/training.ts';
import { TEXT_METHOD } from '../../src/lenses/text/method.ts';
import type { TextFindings } from '../../src/lenses/text/types.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { createNetEngine } from '../../src/nn/net/engine.ts';
import { makeTextCnn, makeTextGru, type TextNetSources } from '../../src/nn/text/estimator.ts';
import { SETTINGS, train } from '../predict/support.ts';

export const pacer = () => createPacer(new AbortController().signal);

/** Networks on kernels of our own. */
export function netSources(): TextNetSources {
  const kernels = startKernels();
  const engine = createNetEngine({ choice: 'wasm', startKernels: async () => kernels });
  return { engine: async () => engine, kernels: async () => kernels };
}

const sources = netSources();

export const textEstimators: EstimatorRegistry = makeEstimatorRegistry([
  baseline,
  textLogistic,
  textSvm,
  makeTextCnn(sources),
  makeTextGru(sources),
] as unknown as Estimator[]);

export const registries: Registries = { estimators: textEstimators, steps: STEPS };

export const QUESTION: PredictQuestion = {
  lens: 'text',
  target: 'label',
  task: 'multiclass',
  columns: ['text'],
  split: { kind: 'random', testShare: 0.2 },
};

export const INBOX = { date: 'received', rating: 'stars', answers: 'reply' } as const;

/** A network that learns in seconds. */
export const SMALL_NET = { epochs: 12, embedding: 24, filters: 24, nets: 2 } as const;

export const textPlan = (
  question: Partial<PredictQuestion> = {},
  settings: Partial<PredictSettings> = {},
): PredictPlan => ({
  question: { ...QUESTION, ...question },
  recipe: [],
  settings: { ...SETTINGS, preset: 'balanced', families: ['linear'], ...settings },
});

export const trainTexts = (table: Table, plan: PredictPlan, more: Partial<TrainInput> = {}): Promise<PredictModel> =>
  train({ table, plan, method: TEXT_METHOD, estimators: textEstimators, ...more });

export function findingsOf({ report }: Pick<PredictModel, 'report'>): TextFindings {
  if (!report.text) throw new Error('a report without texts');
  return report.text;
}
