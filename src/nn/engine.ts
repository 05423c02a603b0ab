// The core registers the flags that the gradients read, so it comes first.
import '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { CancelledError, CodedError, type Message } from '../core/errors.ts';
import type { ComputeNote } from '../core/learn/compute.ts';
import { startWasm } from './wasm.ts';
import { isRealGpu } from './renderer.ts';
import { openWebglSession, type WebglSession } from './webgl-session.ts';

export type EngineChoice = 'auto' | 'webgl' | 'wasm';
type BackendName = 'webgl' | 'wasm';

export interface EngineOptions {
  /** `auto`: WASM where there is no real GPU, else what `settle` finds faster. */
  readonly choice: EngineChoice;
  /** The WASM SIMD binary; asked for when WASM is about to start, once at most. */
  readonly wasmBinary: () => Promise<ArrayBuffer>;
  readonly signal: AbortSignal;
  /** Where WebGL is not this engine's alone: the session that is shared. */
  readonly webgl?: () => WebglSession | undefined;
  /** Whether a renderer is a GPU, where not by its name (tests have none). */
  readonly isRealGpu?: (renderer: string) => boolean;
}

/** Milliseconds a batch takes on the current backend, after a warm-up. Leaves no tensor behind. */
type Probe = () => Promise<number>;

/**
 * The backend that networks are computed on. tfjs has one current backend a thread, so there is one engine a worker
 * and one training at a time.
 */
export interface Engine {
  readonly backend: BackendName;
  /** As things stand now; it changes when the backend is settled by timing or lost. */
  readonly compute: ComputeNote;
  /** With choice `auto` and a real GPU: times the probe on each backend and keeps the faster. Else, and later, nothing. */
  settle(probe: Probe): Promise<void>;
  /**
   * Values of a tensor of numbers. Also the heartbeat: where the GPU was lost, tfjs alone would wait for ever.
   * @throws compute.context-lost
   */
  read(tensor: Tensor): Promise<Float32Array>;
  /** Cheap enough for every batch. @throws compute.context-lost */
  check(): void;
  /** Leaves a lost backend for the other one. @throws compute.unavailable when there is none left */
  fallBack(): Promise<void>;
}

/** Times the probe on both backends; one that fails its trial is out of the race, but being stopped is another matter. */
async function timeEach(
  start: (backend: BackendName) => Promise<void>,
  probe: Probe,
  refused: Map<BackendName, string>,
): Promise<{ backend: BackendName; msPerBatch: number }[]> {
  const tried: { backend: BackendName; msPerBatch: number }[] = [];
  for (const backend of ['webgl', 'wasm'] as const) {
    try {
      await start(backend);
      tried.push({ backend, msPerBatch: await probe() });
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      refused.set(backend, error instanceof CodedError ? error.code : 'failed');
    }
  }
  return tried;
}

/**
 * Starts the backend that was chosen, or the other one where it cannot be had. tfjs' own CPU backend is no third
 * choice: a browser without WASM SIMD and WebGL2 is older than what the page needs anyway.
 * @throws compute.unavailable when neither WebGL nor WASM works, and CancelledError
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { choice, wasmBinary, signal, webgl = openWebglSession } = options;
  if (signal.aborted) throw new CancelledError();
  let session = choice === 'wasm' ? undefined : webgl();
  const realGpu = session !== undefined && (options.isRealGpu ?? isRealGpu)(session.renderer);
  const refused = new Map<BackendName, string>();
  let backend: BackendName = choice === 'webgl' || (choice === 'auto' && realGpu) ? 'webgl' : 'wasm';
  let reason: Message =
    choice === 'auto'
      ? { code: 'compute.no-gpu', params: { renderer: session?.renderer ?? '' } }
      : { code: 'compute.forced', params: { backend } };
  let timings: ComputeNote['timings'] = [];
  let undecided = choice === 'auto' && backend === 'webgl';

  const start = async (name: BackendName): Promise<void> => {
    if (name === 'wasm') {
      await startWasm(wasmBinary);
    } else {
      session ??= webgl();
      if (!session) throw new CodedError('compute.unavailable', { backend: 'webgl', cause: 'no-webgl2' });
      await session.start();
    }
    backend = name;
  };
  const startOther = async (cause: string): Promise<void> => {
    refused.set(backend, cause);
    const other: BackendName = backend === 'webgl' ? 'wasm' : 'webgl';
    if (refused.has(other)) throw new CodedError('compute.unavailable', { backend, cause });
    reason = { code: 'compute.fallback', params: { from: backend, to: other, cause } };
    undecided = false;
    await start(other);
  };
  try {
    await start(backend);
  } catch (error) {
    await startOther(error instanceof CodedError ? String(error.params['cause'] ?? error.code) : 'failed');
  }
  if (signal.aborted) throw new CancelledError();

  const settle = async (probe: Probe): Promise<void> => {
    if (!undecided) return;
    undecided = false;
    const tried = await timeEach(start, probe, refused);
    timings = tried;
    const faster = tried.toSorted((a, b) => a.msPerBatch - b.msPerBatch)[0];
    if (!faster) throw new CodedError('compute.unavailable', { backend: 'webgl', cause: refused.get('webgl') ?? '' });
    reason = { code: 'compute.faster', params: { backend: faster.backend } };
    await start(faster.backend);
  };

  return {
    get backend() {
      return backend;
    },
    get compute() {
      return { backend, reason, timings, ...(session ? { renderer: session.renderer } : {}) };
    },
    settle,
    async read(tensor) {
      return backend === 'webgl' && session ? session.read(tensor) : (tensor.data() as Promise<Float32Array>);
    },
    check() {
      if (backend === 'webgl') session?.check();
    },
    fallBack: () => startOther('context-lost'),
  };
}
