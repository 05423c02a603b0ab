import { CodedError } from '../../../core/errors.ts';
import { createHeap } from '../heap.ts';
import type { Kernels } from '../kernels.ts';
import { cpuLearn } from './learn.ts';
import { cpuMatrix } from './matrix.ts';
import type { CpuMemory } from './memory.ts';
import { cpuPicture } from './picture.ts';
import { cpuRecurrent } from './recurrent.ts';
import { cpuRows } from './rows.ts';
import { cpuText } from './text.ts';

const START = 1 << 15;

/**
 * The kernels in plain TypeScript: for browsers without WASM SIMD, and to check the others against.
 * @param precision `float64` is for checks of gradients by differences
 */
export function createCpuKernels(precision: 'float32' | 'float64' = 'float32'): Kernels {
  const ofLength = (length: number): CpuMemory => ({
    floats: precision === 'float32' ? new Float32Array(length) : new Float64Array(length),
    ints: new Int32Array(length),
  });
  const memory = ofLength(START);
  const heap = createHeap(START, (length) => {
    const { floats, ints } = memory;
    try {
      Object.assign(memory, ofLength(length));
    } catch (cause) {
      throw new CodedError('net.no-memory', { megabytes: Math.ceil((length * 8) / 2 ** 20) }, { cause });
    }
    memory.floats.set(floats);
    memory.ints.set(ints);
    return length;
  });
  return {
    ...cpuMatrix(memory),
    ...cpuRows(memory),
    ...cpuText(memory),
    ...cpuRecurrent(memory),
    ...cpuPicture(memory),
    ...cpuLearn(memory),
    engine: 'cpu',
    get floats() {
      return memory.floats;
    },
    get ints() {
      return memory.ints;
    },
    get taken() {
      return heap.taken;
    },
    take: heap.take,
    give: heap.give,
  };
}
