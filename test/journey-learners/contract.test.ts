import type { Estimator } from '../../src/core/learn/estimator.ts';
import { markov } from '../../src/core/learn/journey/markov.ts';
import { describeEstimator } from '../contract/estimator-contract.ts';
import { journeyCase } from './support.ts';

describeEstimator(() => markov as unknown as Estimator, { cases: journeyCase });
