import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { UnsortedSegmentSum, util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';

interface SegmentSumCall {
  readonly inputs: { readonly x: TensorInfo; readonly segmentIds: TensorInfo };
  readonly attrs: { readonly numSegments: number };
  readonly backend: BackendWasm;
}

/** Adds up the rows of x that share a segment id; ids outside the range are passed over, as WebGL does. */
function sumSegments({ inputs, attrs, backend }: SegmentSumCall): TensorInfo {
  const { x, segmentIds } = inputs;
  const inner = x.shape.slice(segmentIds.shape.length);
  const out = backend.makeOutput([attrs.numSegments, ...inner], x.dtype);
  // Views are taken after the allocation: it may have moved the heap.
  const sums = backend.typedArrayFromHeap(out);
  const values = backend.typedArrayFromHeap(x);
  const ids = backend.typedArrayFromHeap(segmentIds);
  const width = util.sizeFromShape(inner);
  sums.fill(0);
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as number;
    if (id < 0 || id >= attrs.numSegments) continue;
    const to = id * width;
    const from = i * width;
    for (let j = 0; j < width; j++) sums[to + j] = (sums[to + j] as number) + (values[from + j] as number);
  }
  return out;
}

/** The gradient of a look-up in a table (embeddings), which tfjs 4.22 has no WASM kernel for. */
export const segmentSum: KernelConfig = {
  kernelName: UnsortedSegmentSum,
  backendName: 'wasm',
  kernelFunc: (call) => sumSegments(call as unknown as SegmentSumCall),
};
