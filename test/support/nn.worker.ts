import { fitToEnd } from '../../src/core/learn/estimator.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { startEngine, type EngineChoice } from '../../src/nn/engine.ts';
import { makeMlp } from '../../src/nn/mlp-estimator.ts';
import { loseContext } from './lose-context.ts';
import { fitInput, makeSynthetic } from './synthetic-table.ts';

/** Trains a small network in a worker, as the page does; the binary comes with the message. */
export interface WorkerTask {
  readonly choice: EngineChoice;
  readonly binary: ArrayBuffer;
  /** Epoch after which the GPU is taken away. */
  readonly loseAfter?: number;
}

async function train({ choice, binary, loseAfter }: WorkerTask): Promise<unknown> {
  const { signal } = new AbortController();
  const engine = await startEngine({ choice, wasmBinary: () => Promise.resolve(binary), signal });
  const mlp = makeMlp(() => Promise.resolve(engine));
  const data = makeSynthetic('regression', 600, 6);
  const params = { ...mlp.defaults, hidden: [16, 16], bins: 6, epochs: 4, batchSize: 64 };
  const dones: number[] = [];
  const state = await fitToEnd(mlp, fitInput(data), params, { seed: 1, pacer: createPacer(signal) }, (progress) => {
    if (progress.loss === undefined) return;
    dones.push(progress.done);
    if (progress.done === loseAfter) loseContext();
  });
  const prediction = await mlp.predict(data.features, state);
  return { compute: engine.compute, dones, values: prediction.task === 'regression' ? prediction.values : undefined };
}

self.onmessage = (event: MessageEvent<WorkerTask>) => {
  train(event.data).then(
    (result) => self.postMessage({ result }),
    (error: unknown) => self.postMessage({ error: String(error) }),
  );
};
