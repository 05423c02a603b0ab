import type { Floats } from '../kernels.ts';

/** What the plain kernels work on; both arrays are replaced when it grows. */
export interface CpuMemory {
  floats: Floats;
  ints: Int32Array;
}
