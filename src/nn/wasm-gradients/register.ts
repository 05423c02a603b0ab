import { getGradient, getKernel, registerGradient, registerKernel } from '@tensorflow/tfjs-core';
import { conv2dFilterGradient } from './conv2d-filter.ts';
import { matMulGradient } from './mat-mul.ts';
import { segmentSum } from './segment-sum.ts';

/** Adds to the WASM backend what it lacks for training. May be called again: it then changes nothing. */
export function registerWasmGradients(): void {
  for (const kernel of [segmentSum, conv2dFilterGradient]) {
    if (!getKernel(kernel.kernelName, kernel.backendName)) registerKernel(kernel);
  }
  if (getGradient(matMulGradient.kernelName) !== matMulGradient) registerGradient(matMulGradient);
}
