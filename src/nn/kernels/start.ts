import { CodedError } from '../../core/errors.ts';
import { createCpuKernels } from './cpu/create.ts';
import type { Kernels } from './kernels.ts';
import { createWasmKernels } from './wasm.ts';

/**
 * The kernels that there are: WASM SIMD, or plain TypeScript where a browser has no SIMD or the page's policy forbids it.
 * One for a worker is enough: trainings one after another use the same memory again, which never shrinks.
 * @param choice a named one is given or refused
 * @throws compute.unavailable where `wasm` is asked for and cannot be had
 */
export async function startKernels(choice: 'auto' | 'wasm' | 'cpu' = 'auto'): Promise<Kernels> {
  if (choice === 'cpu') return createCpuKernels();
  try {
    return await createWasmKernels();
  } catch (error) {
    if (choice === 'auto' && error instanceof CodedError) return createCpuKernels();
    throw error;
  }
}
