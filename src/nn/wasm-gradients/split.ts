import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { SplitV, type KernelConfig, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';

interface SplitCall {
  readonly inputs: { readonly x: TensorInfo };
  readonly attrs: { readonly numOrSizeSplits: number | readonly number[]; readonly axis: number };
  readonly backend: BackendWasm;
}

/** Cuts a vector: each piece is copied once, where tfjs copies the whole vector for every piece. */
function cutVector(x: TensorInfo, sizes: readonly number[], backend: BackendWasm): TensorInfo[] {
  const outs = sizes.map((size) => backend.makeOutput([size], x.dtype));
  const values = backend.typedArrayFromHeap(x);
  let from = 0;
  for (const [i, out] of outs.entries()) {
    const to = from + (sizes[i] as number);
    backend.typedArrayFromHeap(out).set(values.subarray(from, to));
    from = to;
  }
  return outs;
}

/** tf.split on WASM; anything but a vector cut into named sizes goes to tfjs' own kernel. */
export function fasterSplit(usual: KernelFunc): KernelConfig {
  return {
    kernelName: SplitV,
    backendName: 'wasm',
    kernelFunc: (call) => {
      const { inputs, attrs, backend } = call as unknown as SplitCall;
      const sizes = attrs.numOrSizeSplits;
      if (inputs.x.shape.length !== 1 || typeof sizes === 'number' || sizes.includes(-1)) return usual(call);
      return cutVector(inputs.x, sizes, backend);
    },
  };
}
