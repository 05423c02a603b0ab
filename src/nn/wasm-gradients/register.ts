import {
  getGradient,
  getKernel,
  registerGradient,
  registerKernel,
  SplitV,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { conv2dFilterGradient } from './conv2d-filter.ts';
import { matMulGradient } from './mat-mul.ts';
import { segmentSum } from './segment-sum.ts';
import { fasterSplit } from './split.ts';

/** Adds to the WASM backend what it lacks for training. May be called again: it then changes nothing. */
export function registerWasmGradients(): void {
  if (getGradient(matMulGradient.kernelName) === matMulGradient) return;
  registerGradient(matMulGradient);
  registerKernel(segmentSum);
  registerKernel(conv2dFilterGradient);
  const split = getKernel(SplitV, 'wasm');
  if (!split) throw new Error('the wasm backend is not loaded');
  unregisterKernel(SplitV, 'wasm');
  registerKernel(fasterSplit(split.kernelFunc));
}
