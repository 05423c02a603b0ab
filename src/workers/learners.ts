import { baseline } from '../core/learn/baseline.ts';
import { createBinCache } from '../core/learn/boost/bins.ts';
import { makeBoostedTrees } from '../core/learn/boost/estimator.ts';
import { makeEstimatorRegistry, type Estimator } from '../core/learn/estimator.ts';
import { pictureLogistic } from '../core/learn/image/logistic.ts';
import { markov } from '../core/learn/journey/markov.ts';
import { logistic } from '../core/learn/linear/logistic.ts';
import { ols } from '../core/learn/linear/ols.ts';
import { ridge } from '../core/learn/linear/ridge.ts';
import { textLogistic } from '../core/learn/text/logistic.ts';
import { textSvm } from '../core/learn/text/svm.ts';
import { startEngine, type Engine } from '../nn/engine.ts';
import { makeMlp } from '../nn/mlp-estimator.ts';
import { createNetEngine, type NetEngine } from '../nn/net/engine.ts';
import { openGpuNets } from '../nn/net/tfjs/gpu.ts';
import { makeImageCnn } from '../nn/image/estimator.ts';
import { makeJourneyCnn, makeJourneyGru, makeJourneyLstm } from '../nn/sequence/estimator.ts';
import { makeTextCnn, makeTextGru } from '../nn/text/estimator.ts';
import { openWebglSession, type WebglSession } from '../nn/webgl-session.ts';
import { createOwnKernels, NOT_NEEDED } from './own-kernels.ts';
import type { TrainServiceOptions } from './train-service.ts';

/**
 * The learning methods of each job. The engine of the networks starts with the first fit of one; nobody but the
 * networks asks for it, and a job that is cancelled ends with its worker, so the engine has no signal of its own.
 * @param wasmBinary asked when WASM is about to start
 */
export function learnersWith(wasmBinary: () => Promise<ArrayBuffer>): TrainServiceOptions['estimators'] {
  return async (choice) => {
    let engine: Engine | undefined;
    let starting: Promise<Engine> | undefined;
    // tfjs has one WebGL backend a thread, whichever networks are computed on it.
    let session: WebglSession | undefined;
    const webgl = (): WebglSession | undefined => (session ??= openWebglSession());
    const start = async (): Promise<Engine> => {
      engine = await startEngine({ choice, wasmBinary, webgl, signal: new AbortController().signal });
      return engine;
    };
    const mlp = makeMlp(() => (starting ??= start()));
    let nets: NetEngine | undefined;
    // Trained on them or read with them: the same memory serves both.
    const own = createOwnKernels();
    const sources = {
      engine: async () =>
        (nets ??= createNetEngine({ choice, gpu: () => openGpuNets(webgl()), startKernels: own.start })),
      kernels: own.any,
    };
    // The registry speaks of every estimator alike: what one of them calls params and state is plain data to the rest.
    const all = [
      baseline,
      ols,
      ridge,
      logistic,
      makeBoostedTrees(createBinCache()),
      mlp,
      pictureLogistic,
      textLogistic,
      textSvm,
      makeTextCnn(sources),
      makeTextGru(sources),
      makeImageCnn(sources),
      markov,
      makeJourneyGru(sources),
      makeJourneyLstm(sources),
      makeJourneyCnn(sources),
    ] as unknown as Estimator[];
    return { registry: makeEstimatorRegistry(all), compute: () => engine?.compute ?? nets?.compute ?? NOT_NEEDED };
  };
}
