import { baseline } from '../../src/core/learn/baseline.ts';
import { boostedTrees } from '../../src/core/learn/boost/estimator.ts';
import { logistic } from '../../src/core/learn/linear/logistic.ts';
import { ols } from '../../src/core/learn/linear/ols.ts';
import { ridge } from '../../src/core/learn/linear/ridge.ts';
import { textLogistic } from '../../src/core/learn/text/logistic.ts';
import { textSvm } from '../../src/core/learn/text/svm.ts';
import { textCase } from '../support/text-case.ts';
import { describeEstimator } from './estimator-contract.ts';

describeEstimator(() => baseline, { learns: false });
describeEstimator(() => ols);
describeEstimator(() => ridge);
describeEstimator(() => logistic);
describeEstimator(() => boostedTrees, { params: { ...(boostedTrees.defaults as object), trees: 60 }, resumes: true });
describeEstimator(() => textLogistic, { cases: textCase });
describeEstimator(() => textSvm, { cases: textCase });
