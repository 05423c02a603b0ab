import type { Place } from '../../../kernels/kernels.ts';
import { NORM_EPSILON, NORM_KEEP } from '../../plan.ts';
import { channelsOf } from '../../shape.ts';
import { countOf, gradientAt, parameterAt, type LayerAt, type LayerRun } from '../pass.ts';

/** Mean, variance and 1 / √(variance + ε) of each channel: the batch's, which then join the running ones, or those. */
function measure(at: LayerAt, x: Place, rows: number, channels: number): { mean: Place; spread: Float64Array } {
  const { kernels, frame, learning } = at.pass;
  const running = { mean: parameterAt(at, 'mean'), variance: parameterAt(at, 'variance') };
  const used = learning ? { mean: frame.take(channels), variance: frame.take(channels) } : running;
  if (learning) {
    kernels.moments(x, rows, channels, frame.take(channels), used.mean, used.variance);
    kernels.mix(running.mean, used.mean, channels, NORM_KEEP);
    kernels.mix(running.variance, used.variance, channels, NORM_KEEP);
  }
  const variance = kernels.floats.subarray(used.variance, used.variance + channels);
  return { mean: used.mean, spread: Float64Array.from(variance, (value) => 1 / Math.sqrt(value + NORM_EPSILON)) };
}

/** Batch normalisation (Ioffe and Szegedy 2015), a channel each over rows and positions. */
export function batchNorm(at: LayerAt, x: Place): LayerRun {
  const { pass, index } = at;
  const { kernels, frame } = pass;
  const channels = channelsOf(at.from);
  const rows = countOf(pass, at.from);
  const { mean, spread } = measure(at, x, rows, channels);
  const gammaAt = parameterAt(at, 'gamma');
  const gamma = Float64Array.from(kernels.floats.subarray(gammaAt, gammaAt + channels));
  const scale = frame.floats(gamma.map((value, c) => value * (spread[c] as number)));
  const y = frame.take(rows * channels);
  kernels.affine(x, rows, channels, mean, scale, parameterAt(at, 'beta'), y);

  const back = (dy: Place): Place => {
    const sums = frame.take(channels);
    const products = frame.take(channels);
    kernels.normSums(dy, x, rows, channels, mean, frame.take(channels), sums, products);
    const f = kernels.floats;
    const [dGamma, dBeta] = [gradientAt(at, 'gamma'), gradientAt(at, 'beta')];
    const b = new Float64Array(channels);
    const shift = new Float64Array(channels);
    for (let c = 0; c < channels; c++) {
      const own = spread[c] as number;
      const product = (f[products + c] as number) * own;
      const sum = f[sums + c] as number;
      if (dGamma !== 0) {
        f[dGamma + c] = product;
        f[dBeta + c] = sum;
      }
      // The batch's own mean and variance move with x; running ones do not.
      if (!pass.learning) continue;
      b[c] = (-(gamma[c] as number) * own * own * product) / rows;
      shift[c] = (-(gamma[c] as number) * own * sum) / rows;
    }
    if (index === 0) return 0;
    const dx = frame.take(rows * channels);
    kernels.normBackward(dy, x, rows, channels, mean, scale, frame.floats(b), frame.floats(shift), dx);
    return dx;
  };
  return { y, back };
}
