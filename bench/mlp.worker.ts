import { fitToEnd } from '../src/core/learn/estimator.ts';
import { createPacer } from '../src/core/learn/pacer.ts';
import type { TrainRows } from '../src/core/prepare/rows.ts';
import { startEngine } from '../src/nn/engine.ts';
import { makeMlp } from '../src/nn/mlp-estimator.ts';
import { makeMlpData } from './mlp-data.ts';

/** What bench/mlp.mjs asks for. */
export interface MlpTask {
  readonly rows: number;
  readonly width: number;
  readonly hidden: readonly number[];
  readonly bins: number;
  readonly batchSize: number;
  readonly epochs: number;
}

/** Trains the page's network in a worker on WASM, as the page does, and tells of each epoch's end. */
async function train(task: MlpTask, binary: ArrayBuffer): Promise<void> {
  const { rows, width, epochs, ...settings } = task;
  const { signal } = new AbortController();
  const { columns, labels } = makeMlpData(rows, width);
  const input = {
    features: {
      rowCount: rows,
      columns: columns.map((values, j) => ({ kind: 'number' as const, name: `x${j}`, values })),
    },
    target: { task: 'binary' as const, classes: ['no', 'yes'], codes: labels },
    rows: Int32Array.from({ length: rows }, (_, i) => i) as TrainRows,
  };
  const engine = await startEngine({ choice: 'wasm', wasmBinary: () => Promise.resolve(binary), signal });
  const mlp = makeMlp(() => Promise.resolve(engine));
  const params = { ...mlp.defaults, ...settings, epochs };
  await fitToEnd(mlp, input, params, { seed: 1, pacer: createPacer(signal) }, ({ done, loss }) => {
    if (loss !== undefined) self.postMessage({ epoch: done, loss, at: performance.now(), backend: engine.backend });
  });
  self.postMessage({ finished: true });
}

self.onmessage = ({ data }: MessageEvent<{ task: MlpTask; binary: ArrayBuffer }>) => {
  train(data.task, data.binary).catch((error: unknown) => self.postMessage({ error: String(error) }));
};
