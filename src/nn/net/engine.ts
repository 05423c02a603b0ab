import { CancelledError, CodedError, type Message } from '../../core/errors.ts';
import type { ComputeNote } from '../../core/learn/compute.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { startKernels } from '../kernels/start.ts';
import { isRealGpu } from '../renderer.ts';
import { createOwnRunner } from './own/runner.ts';
import type { NetRunner, NetStanding } from './runner.ts';
import type { NetSpec } from './spec.ts';

export type NetEngineChoice = 'auto' | 'webgl' | 'wasm';

/** Puts a net onto an engine, to go on from where it stands. */
export type OpenRunner = (spec: NetSpec, standing: NetStanding) => Promise<NetRunner>;

/** A GPU that nets can be trained on. */
export interface GpuNets {
  /** What WebGL says it draws with. */
  readonly renderer: string;
  /** @throws compute.unavailable */
  readonly open: OpenRunner;
}

export interface NetEngineOptions {
  /** `auto`: kernels of our own where there is no real GPU, else what `settle` finds faster for each net. */
  readonly choice: NetEngineChoice;
  /** Looks for a GPU, once at most and not at all where WASM is chosen; left out where there can be none. */
  readonly gpu?: () => GpuNets | undefined;
  /** Whether a renderer is a GPU, where not by its name (tests have none). */
  readonly isRealGpu?: (renderer: string) => boolean;
  readonly startKernels?: (choice: 'wasm' | 'cpu') => Promise<Kernels>;
}

/** Milliseconds that a batch of the net takes on what `open` puts it onto, after a warm-up. Leaves nothing behind. */
export type NetProbe = (open: OpenRunner) => Promise<number>;

/** What networks for texts and pictures are trained on. One a worker, one training at a time. */
export interface NetEngine {
  /** As things stand now; it changes when an engine is settled on by timing, or lost. */
  readonly compute: ComputeNote;
  /** With choice `auto` and a real GPU: times each net on both engines, the first time it is met, and takes the faster. */
  settle(spec: NetSpec, probe: NetProbe): Promise<void>;
  readonly open: OpenRunner;
  /** Leaves a lost GPU for kernels of our own. @throws compute.unavailable when it was not a GPU that failed */
  fallBack(): Promise<void>;
}

/** Kernels of our own: WASM SIMD, plain TypeScript where it cannot be had. */
interface Own {
  readonly backend: 'wasm' | 'cpu';
  readonly open: OpenRunner;
  /** Why it is not WASM. */
  readonly cause?: string;
}

async function startOwn(start: (choice: 'wasm' | 'cpu') => Promise<Kernels>): Promise<Own> {
  const on =
    (kernels: Kernels): OpenRunner =>
    async (spec, standing) =>
      createOwnRunner(spec, standing, kernels);
  try {
    return { backend: 'wasm', open: on(await start('wasm')) };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { backend: 'cpu', open: on(await start('cpu')), cause: String(error.params['cause'] ?? error.code) };
  }
}

const fallenBack = (from: string, to: string, cause: string): Message => ({
  code: 'compute.fallback',
  params: { from, to, cause },
});

/** Nothing is started before a net is opened or timed, and tfjs only where the GPU is. */
export function createNetEngine(options: NetEngineOptions): NetEngine {
  const { choice } = options;
  const gpu = choice === 'wasm' ? undefined : options.gpu?.();
  const isReal = gpu !== undefined && (options.isRealGpu ?? isRealGpu)(gpu.renderer);
  const times = choice === 'auto' && isReal;
  let started: Promise<Own> | undefined;
  /** What failed where a GPU was asked for. */
  let lost: string | undefined = choice === 'webgl' && !gpu ? 'no-webgl2' : undefined;
  let onGpu = gpu !== undefined && (choice === 'webgl' || isReal);
  let backend: ComputeNote['backend'] = onGpu ? 'webgl' : 'wasm';
  let reason: Message =
    lost !== undefined
      ? fallenBack('webgl', 'wasm', lost)
      : choice === 'auto'
        ? { code: 'compute.no-gpu', params: { renderer: gpu?.renderer ?? '' } }
        : { code: 'compute.forced', params: { backend } };
  let timings: ComputeNote['timings'] = [];
  const settled = new Map<string, 'webgl' | 'own'>();

  const own = async (): Promise<Own> => {
    started ??= startOwn(options.startKernels ?? startKernels);
    return started;
  };
  /** Turns to kernels of our own, and says so where they are not WASM. */
  const takeOwn = async (): Promise<Own> => {
    const kernels = await own();
    onGpu = false;
    backend = kernels.backend;
    if (kernels.cause !== undefined) reason = { code: 'compute.no-wasm', params: { cause: kernels.cause } };
    return kernels;
  };
  const leaveGpu = async (cause: string): Promise<void> => {
    lost = cause;
    const kernels = await takeOwn();
    reason = fallenBack('webgl', kernels.backend, cause);
  };

  /** Times the net on both; one that fails its trial is out of the race, but being stopped is another matter. */
  const race = async (onWebgl: OpenRunner, probe: NetProbe): Promise<'webgl' | 'own'> => {
    const tried: { backend: string; msPerBatch: number }[] = [];
    let cause = '';
    const kernels = await own();
    for (const each of [{ backend: 'webgl', open: onWebgl }, kernels]) {
      try {
        tried.push({ backend: each.backend, msPerBatch: await probe(each.open) });
      } catch (error) {
        if (error instanceof CancelledError || each === kernels) throw error;
        cause = error instanceof CodedError ? error.code : 'failed';
      }
    }
    timings = tried;
    const faster = tried.toSorted((a, b) => a.msPerBatch - b.msPerBatch)[0]?.backend;
    if (cause === 'compute.context-lost') lost = 'context-lost';
    return faster === 'webgl' ? 'webgl' : 'own';
  };

  return {
    get compute() {
      return { backend, reason, timings, ...(gpu ? { renderer: gpu.renderer } : {}) };
    },
    async settle(spec, probe) {
      if (!times || !gpu || lost !== undefined) return;
      const key = JSON.stringify(spec);
      const taken = settled.get(key) ?? (await race(gpu.open, probe));
      settled.set(key, taken);
      onGpu = taken === 'webgl';
      backend = onGpu ? 'webgl' : (await own()).backend;
      reason = { code: 'compute.faster', params: { backend } };
    },
    async open(spec, standing) {
      if (onGpu && gpu) {
        try {
          return await gpu.open(spec, standing);
        } catch (error) {
          if (!(error instanceof CodedError) || !error.code.startsWith('compute.')) throw error;
          await leaveGpu(error.code === 'compute.context-lost' ? 'context-lost' : String(error.params['cause'] ?? ''));
        }
      }
      return (lost === undefined ? await takeOwn() : await own()).open(spec, standing);
    },
    async fallBack() {
      if (!onGpu) throw new CodedError('compute.unavailable', { backend, cause: 'failed' });
      await leaveGpu('context-lost');
    },
  };
}
