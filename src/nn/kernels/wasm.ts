import { CodedError } from '../../core/errors.ts';
import { createHeap } from './heap.ts';
import type { KernelMath, Kernels } from './kernels.ts';
import { KERNELS_BASE64 } from './wasm-module.ts';

const PAGE = 65536;

interface Exports extends KernelMath {
  readonly memory: WebAssembly.Memory;
}

/**
 * The kernels in WASM SIMD, from bytes that the code carries: nothing is requested.
 * @throws compute.unavailable with param `cause`: `no-simd`, or `blocked` by the page's policy
 */
export async function createWasmKernels(): Promise<Kernels> {
  const bytes = Uint8Array.from(atob(KERNELS_BASE64), (character) => character.charCodeAt(0));
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) {
    throw new CodedError('compute.unavailable', { backend: 'wasm', cause: 'no-simd' });
  }
  try {
    const { instance } = await WebAssembly.instantiate(bytes);
    return onMemory(instance.exports as unknown as Exports);
  } catch (cause) {
    throw new CodedError('compute.unavailable', { backend: 'wasm', cause: 'blocked' }, { cause });
  }
}

function onMemory({ memory, ...math }: Exports): Kernels {
  let floats = new Float32Array(memory.buffer);
  let ints = new Int32Array(memory.buffer);
  const heap = createHeap(floats.length, (length) => {
    const pages = Math.ceil((length * 4 - memory.buffer.byteLength) / PAGE);
    try {
      memory.grow(pages);
    } catch (cause) {
      throw new CodedError('net.no-memory', { megabytes: Math.ceil((length * 4) / 2 ** 20) }, { cause });
    }
    floats = new Float32Array(memory.buffer);
    ints = new Int32Array(memory.buffer);
    return floats.length;
  });
  return {
    ...math,
    engine: 'wasm',
    get floats() {
      return floats;
    },
    get ints() {
      return ints;
    },
    get taken() {
      return heap.taken;
    },
    take: heap.take,
    give: heap.give,
  };
}
