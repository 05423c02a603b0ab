import type { PictureSize } from '../../core/learn/image/picture-rows.ts';
import { planNet } from '../net/plan.ts';
import type { LayerSpec, NetSpec } from '../net/spec.ts';
import type { ImageNetParams } from './params.ts';

/** From this side on, the first convolution takes every other pixel: what it looks for is larger, and time is short. */
const LARGE_SIDE = 48;
/** Up to this side pictures are so small that blocks may look twice and at more patterns in the same time. */
const SMALL_SIDE = 16;
/** Blocks halve a picture until about so many pixels a side are left. */
const LAST_SIDE = 3.5;

/** How often a picture can be halved, twice at least where it has the pixels. */
function blocksFor(side: number, more: number): number {
  const usual = Math.max(2, Math.floor(Math.log2(side / LAST_SIDE)));
  return Math.max(1, Math.min(usual + more, Math.floor(Math.log2(side))));
}

/**
 * Blocks of convolution, normalisation and ReLU, after each of which the picture is halved and there are twice as many
 * patterns; then the patterns that are left are weighed.
 */
export function imageNetSpec(params: ImageNetParams, size: PictureSize, classes: number): NetSpec {
  const { height, width, channels } = size;
  const side = Math.min(height, width);
  const stride = side >= LARGE_SIDE ? 2 : 1;
  const isSmall = side <= SMALL_SIDE;
  const first = params.filters ?? (isSmall ? 32 : 16);
  const layers: LayerSpec[] = [];
  const blocks = blocksFor(Math.ceil(side / stride), params.moreBlocks);
  for (let block = 0; block < blocks; block++) {
    const filters = first * Math.min(4, 2 ** block);
    for (let look = 0; look < (isSmall ? 2 : 1); look++) {
      const step = block === 0 && look === 0 ? stride : 1;
      layers.push(
        { kind: 'conv2d', filters, size: 3, stride: step, padding: 'same' },
        { kind: 'batch-norm' },
        { kind: 'relu' },
      );
    }
    // Averaged as they are, the last patterns also tell where they were seen.
    if (block < blocks - 1 || params.head === 'flatten') layers.push({ kind: 'max-pool', size: 2 });
  }
  layers.push(
    { kind: params.head === 'flatten' ? 'flatten' : 'global-average' },
    { kind: 'dropout', rate: params.dropout },
    { kind: 'dense', units: classes },
  );
  return { input: { kind: 'image', height, width, channels }, layers };
}

/** Multiplications that one picture takes, forward. */
export function workOf(spec: NetSpec): number {
  const { shapes } = planNet(spec);
  return spec.layers.reduce((sum, layer, i) => {
    const from = shapes[i];
    const to = shapes[i + 1];
    if (layer.kind === 'conv2d' && from?.kind === 'picture' && to?.kind === 'picture') {
      return sum + to.height * to.width * to.channels * layer.size ** 2 * from.channels;
    }
    return layer.kind === 'dense' && from?.kind === 'vector' ? sum + from.width * layer.units : sum;
  }, 0);
}
