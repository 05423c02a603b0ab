import { CodedError } from '../core/errors.ts';
import type { ComputeNote } from '../core/learn/compute.ts';
import type { Kernels } from '../nn/kernels/kernels.ts';
import { startKernels } from '../nn/kernels/start.ts';

/** Where no network was computed. */
export const NOT_NEEDED: ComputeNote = {
  backend: 'none',
  reason: { code: 'compute.not-needed', params: {} },
  timings: [],
};

/** Kernels of either kind, each started once. */
export interface OwnKernels {
  readonly start: (wanted: 'wasm' | 'cpu') => Promise<Kernels>;
  /** WASM where it can be had. */
  readonly any: () => Promise<Kernels>;
}

export function createOwnKernels(): OwnKernels {
  let wasm: Promise<Kernels> | undefined;
  let cpu: Promise<Kernels> | undefined;
  const start = (wanted: 'wasm' | 'cpu'): Promise<Kernels> =>
    wanted === 'wasm' ? (wasm ??= startKernels('wasm')) : (cpu ??= startKernels('cpu'));
  const any = async (): Promise<Kernels> => {
    try {
      return await start('wasm');
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return start('cpu');
    }
  };
  return { start, any };
}
