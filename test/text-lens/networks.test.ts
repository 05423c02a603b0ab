import { createNetEngine } from '../../src/nn/net/engine.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import type { Estimator } from '../../src/core/learn/estimator.ts';
import { makeTextCnn, makeTextGru, type TextNetSources } from '../../src/nn/text/estimator.ts';
import { describeEstimator } from '../contract/estimator-contract.ts';
import { textCase } from '../support/text-case.ts';

const kernels = startKernels();
const engine = createNetEngine({ choice: 'wasm', startKernels: async () => kernels });
const sources: TextNetSources = { engine: async () => engine, kernels: async () => kernels };

const cnn = makeTextCnn(sources);
const gru = makeTextGru(sources);

describeEstimator(() => cnn as Estimator, {
  params: { ...cnn.defaults, epochs: 10, nets: 2, embedding: 16, filters: 16 },
  resumes: true,
  cases: textCase,
});
describeEstimator(() => gru as Estimator, {
  params: { ...gru.defaults, epochs: 8, embedding: 16, units: 12, learningRate: 0.01 },
  resumes: true,
  cases: textCase,
});
