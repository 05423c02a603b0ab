/** What the benchmark of the linear models runs, in one bundle. */
export { fitToEnd } from '../src/core/learn/estimator.ts';
export { logistic } from '../src/core/learn/linear/logistic.ts';
export { ols } from '../src/core/learn/linear/ols.ts';
export { ridge } from '../src/core/learn/linear/ridge.ts';
export { createPacer } from '../src/core/learn/pacer.ts';
export { createRandom } from '../src/core/random.ts';
