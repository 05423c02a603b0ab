import { loadWasmBinary } from '../src/nn/wasm-binary.ts';
import type { MlpTask } from './mlp.worker.ts';
import MlpWorker from './mlp.worker.ts?worker&inline';

/** One epoch's end, by the worker's clock in milliseconds. */
interface Epoch {
  readonly epoch: number;
  readonly loss: number;
  readonly at: number;
  readonly backend: string;
}

type Reply = Epoch | { readonly finished: true } | { readonly error: string };

/** What bench/mlp.mjs calls, and what it offers in turn. */
interface BenchScope {
  runMlp(task: MlpTask): Promise<void>;
  epochDone(epoch: Epoch): Promise<void>;
}

const scope = globalThis as unknown as BenchScope;

/** One training in a worker of its own; resolves at its end. */
scope.runMlp = async (task) => {
  const binary = await loadWasmBinary();
  const worker = new MlpWorker();
  try {
    await new Promise<void>((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }: MessageEvent<Reply>) => {
        if ('finished' in data) resolve();
        else if ('error' in data) reject(new Error(data.error));
        else scope.epochDone(data).catch(reject);
      };
      worker.postMessage({ task, binary }, [binary]);
    });
  } finally {
    worker.terminate();
  }
};
