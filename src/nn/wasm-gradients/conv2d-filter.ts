import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  BatchMatMul,
  Conv2DBackpropFilter,
  getKernel,
  type Conv2DBackpropFilterAttrs,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

interface FilterGradientCall {
  readonly inputs: { readonly x: TensorInfo; readonly dy: TensorInfo };
  readonly attrs: Conv2DBackpropFilterAttrs;
  readonly backend: BackendWasm;
}

type Shape4 = [number, number, number, number];

/**
 * Writes what each filter weight saw: one row a weight (height × width × channel), one column an output position.
 * Positions in the padding saw 0.
 * @param x batch × height × width × channels
 * @param patches (filterHeight · filterWidth · channels) × (batch · outHeight · outWidth), overwritten
 */
function writePatches(x: Float32Array, patches: Float32Array, conv: backend_util.Conv2DInfo): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth } = conv;
  let at = 0;
  for (let fy = 0; fy < filterHeight; fy++) {
    for (let fx = 0; fx < filterWidth; fx++) {
      for (let channel = 0; channel < inChannels; channel++) {
        for (let image = 0; image < batchSize; image++) {
          for (let oy = 0; oy < outHeight; oy++) {
            const y = oy * conv.strideHeight + fy * conv.dilationHeight - conv.padInfo.top;
            const inside = y >= 0 && y < inHeight;
            const row = (image * inHeight + y) * inWidth;
            for (let ox = 0; ox < outWidth; ox++) {
              const column = ox * conv.strideWidth + fx * conv.dilationWidth - conv.padInfo.left;
              const seen = inside && column >= 0 && column < inWidth;
              patches[at++] = seen ? (x[(row + column) * inChannels + channel] as number) : 0;
            }
          }
        }
      }
    }
  }
}

/** Patches × output gradient, one matrix product (im2col; Chellapilla, Puri and Simard 2006). */
function filterGradient({ inputs, attrs, backend }: FilterGradientCall): TensorInfo {
  const { x, dy } = inputs;
  const { strides, pad, dataFormat, dimRoundingMode, filterShape } = attrs;
  if (dataFormat !== 'NHWC') throw new Error(`${Conv2DBackpropFilter} on wasm takes NHWC, got ${dataFormat}`);
  const conv = backend_util.computeConv2DInfo(x.shape as Shape4, filterShape, strides, 1, pad, dimRoundingMode);
  const [height, width, channels, outputs] = filterShape;
  const weights = height * width * channels;
  const positions = conv.batchSize * conv.outHeight * conv.outWidth;
  const product = getKernel(BatchMatMul, 'wasm');
  if (!product) throw new Error('the wasm backend is not started');

  const patches = backend.makeOutput([1, weights, positions], 'float32');
  writePatches(
    backend.typedArrayFromHeap(x) as Float32Array,
    backend.typedArrayFromHeap(patches) as Float32Array,
    conv,
  );
  const result = product.kernelFunc({
    inputs: { a: patches, b: { ...dy, shape: [1, positions, outputs] } },
    backend,
    attrs: { transposeA: false, transposeB: false },
  }) as TensorInfo;
  backend.disposeData(patches.dataId);
  return { ...result, shape: [...filterShape] };
}

/** The gradient of a convolution by its filter, which tfjs 4.22 has no WASM kernel for. */
export const conv2dFilterGradient: KernelConfig = {
  kernelName: Conv2DBackpropFilter,
  backendName: 'wasm',
  kernelFunc: (call) => filterGradient(call as unknown as FilterGradientCall),
};
