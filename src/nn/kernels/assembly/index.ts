// All that the module offers; what each takes and gives is written at KernelMath (../kernels.ts). Places and lengths count
// words of four bytes; everything below the 512th word is for the module itself.
export { pack, convolve, correlate } from './matrix';
export {
  gather,
  scatter,
  copyRows,
  columnSums,
  multiply,
  multiplyRows,
  relu,
  reluBackward,
  transpose,
  spread,
} from './rows';
export { segmentMax, segmentMaxBackward } from './text';
export { gruStep, gruStepBackward, lstmStep, lstmStepBackward } from './recurrent';
export { maxPool, maxPoolBackward, moments, affine, normSums, normBackward, average, averageBackward } from './picture';
export { crossEntropy, pinball, squares, adam, mix } from './learn';
