import { baseline } from '../core/learn/baseline.ts';
import { createBinCache } from '../core/learn/boost/bins.ts';
import { makeBoostedTrees } from '../core/learn/boost/estimator.ts';
import type { ComputeNote } from '../core/learn/compute.ts';
import { makeEstimatorRegistry, type Estimator, type EstimatorRegistry } from '../core/learn/estimator.ts';
import { logistic } from '../core/learn/linear/logistic.ts';
import { ols } from '../core/learn/linear/ols.ts';
import { ridge } from '../core/learn/linear/ridge.ts';
import type { BackendChoice } from '../lenses/predict/question.ts';
import { startEngine, type Engine } from '../nn/engine.ts';
import { makeMlp } from '../nn/mlp-estimator.ts';

/** The learning methods of one job, and how its networks were computed. */
export interface Learners {
  readonly estimators: EstimatorRegistry;
  /** As things stand; `compute.not-needed` until a network has been fitted. */
  compute(): ComputeNote;
}

/** Makes the learners of one job. The engine of the networks starts with the first fit of one. */
export type MakeLearners = (choice: BackendChoice, signal: AbortSignal) => Learners;

const NOT_NEEDED: ComputeNote = { backend: 'none', reason: { code: 'compute.not-needed', params: {} }, timings: [] };

/** @param wasmBinary asked when WASM is about to start */
export function learnersWith(wasmBinary: () => Promise<ArrayBuffer>): MakeLearners {
  return (choice, signal) => {
    let engine: Engine | undefined;
    let starting: Promise<Engine> | undefined;
    const start = async (): Promise<Engine> => {
      engine = await startEngine({ choice, wasmBinary, signal });
      return engine;
    };
    const mlp = makeMlp(() => (starting ??= start()));
    // The registry speaks of every estimator alike: what one of them calls params and state is plain data to the rest.
    const all = [baseline, ols, ridge, logistic, makeBoostedTrees(createBinCache()), mlp] as unknown as Estimator[];
    return { estimators: makeEstimatorRegistry(all), compute: () => engine?.compute ?? NOT_NEEDED };
  };
}
