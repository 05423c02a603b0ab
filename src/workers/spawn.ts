import { offerAssets } from './assets.ts';

/** Starts a data worker. Its script lies inline in a lazy chunk: a worker of a blob inherits the page's policy. */
export async function spawnDataWorker(): Promise<Worker> {
  const { default: DataWorker } = await import('./data.worker.ts?worker&inline');
  return new DataWorker({ name: 'data' });
}

/** Starts a training worker, which may ask for the WASM binary. */
export async function spawnTrainWorker(): Promise<Worker> {
  const { default: TrainWorker } = await import('./train.worker.ts?worker&inline');
  const worker = new TrainWorker({ name: 'training' });
  offerAssets(worker, async () => (await import('../nn/wasm-binary.ts')).loadWasmBinary());
  return worker;
}
