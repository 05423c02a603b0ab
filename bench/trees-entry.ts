/** What the bench of the trees runs, in one bundle. */
export { makeBoostedTrees } from '../src/core/learn/boost/estimator.ts';
export { fitToEnd } from '../src/core/learn/estimator.ts';
export { createPacer } from '../src/core/learn/pacer.ts';
export { createRandom } from '../src/core/random.ts';
