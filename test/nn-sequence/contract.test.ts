import type { Estimator } from '../../src/core/learn/estimator.ts';
import { makeJourneyCnn, makeJourneyGru, makeJourneyLstm } from '../../src/nn/sequence/estimator.ts';
import { describeEstimator } from '../contract/estimator-contract.ts';
import { journeyCase } from '../journey-learners/support.ts';
import { netSources } from './support.ts';

const sources = netSources();
const gru = makeJourneyGru(sources);
const lstm = makeJourneyLstm(sources);
const cnn = makeJourneyCnn(sources);
const small = { units: 8, embedding: 4, learningRate: 0.02 };

describeEstimator(() => gru as unknown as Estimator, {
  params: { ...gru.defaults, ...small, epochs: 5 },
  resumes: true,
  cases: journeyCase,
});
// One task each: the rest is the same code.
describeEstimator(() => ({ ...lstm, tasks: ['binary'] }) as unknown as Estimator, {
  params: { ...lstm.defaults, ...small, epochs: 5 },
  resumes: true,
  cases: journeyCase,
});
describeEstimator(() => ({ ...cnn, tasks: ['multiclass'] }) as unknown as Estimator, {
  params: { ...cnn.defaults, ...small, epochs: 5, classWeights: 'balanced' },
  resumes: true,
  cases: journeyCase,
});
