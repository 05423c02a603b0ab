import type { Place } from '../../kernels/kernels.ts';
import type { NetShape } from '../shape.ts';
import type { LayerSpec } from '../spec.ts';
import { batchNorm } from './layers/batch-norm.ts';
import { conv1dMax } from './layers/conv1d-max.ts';
import { conv2d } from './layers/conv2d.ts';
import { dense } from './layers/dense.ts';
import { dropout, spatialDropout } from './layers/dropout.ts';
import { embedding } from './layers/embedding.ts';
import { GRU } from './layers/gru.ts';
import { LSTM } from './layers/lstm.ts';
import { globalAverage, maxPool } from './layers/pool.ts';
import { recurrent } from './layers/recurrent.ts';
import { relu } from './layers/relu.ts';
import { stepEmbedding } from './layers/step-embedding.ts';
import type { LayerRun, Pass } from './pass.ts';

function runLayer(pass: Pass, index: number, layer: LayerSpec, x: Place): LayerRun {
  const from = pass.plan.shapes[index] as NetShape;
  const to = pass.plan.shapes[index + 1] as NetShape;
  const at = { pass, index, from, to };
  switch (layer.kind) {
    case 'embedding':
      return embedding({ ...at, layer }, x);
    case 'step-embedding':
      return stepEmbedding({ ...at, layer }, x);
    case 'spatial-dropout':
      return spatialDropout({ ...at, layer }, x);
    case 'conv1d-max':
      return conv1dMax({ ...at, layer }, x);
    case 'gru':
      return recurrent({ ...at, layer }, x, GRU);
    case 'lstm':
      return recurrent({ ...at, layer }, x, LSTM);
    case 'conv2d':
      return conv2d({ ...at, layer }, x);
    case 'batch-norm':
      return batchNorm({ ...at, layer }, x);
    case 'relu':
      return relu({ ...at, layer }, x);
    case 'max-pool':
      return maxPool({ ...at, layer }, x);
    case 'global-average':
      return globalAverage({ ...at, layer }, x);
    case 'flatten':
      return { y: x, back: (dy) => dy };
    case 'dropout':
      return dropout({ ...at, layer }, x);
    case 'dense':
      return dense({ ...at, layer }, x);
  }
}

/** A batch's way through a net, and back. */
export interface NetRun {
  /** What left each layer. Layers in place have overwritten what left the one before. */
  readonly outputs: readonly Place[];
  /** Back from the gradient by the scores to the gradient by what left layer `to`; 0 where nothing up to there learns. */
  back(dScores: Place, to?: number): Place;
}

/** Runs the layers up to `until` (all, when absent). @param x ids, pixels, or the numbers of steps */
export function runForward(pass: Pass, x: Place, until = pass.plan.spec.layers.length): NetRun {
  const runs: LayerRun[] = [];
  let y = x;
  for (const [index, layer] of pass.plan.spec.layers.slice(0, until).entries()) {
    const run = runLayer(pass, index, layer, y);
    runs.push(run);
    y = run.y;
  }
  return {
    outputs: runs.map((run) => run.y),
    back: (dScores, to = -1) => runs.slice(to + 1).reduceRight((dy, run) => (dy === 0 ? 0 : run.back(dy)), dScores),
  };
}
