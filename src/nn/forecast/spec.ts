import { LEVELS } from '../../core/forecast/types.ts';
import { planNet, startParameters } from '../net/plan.ts';
import type { NetSpec } from '../net/spec.ts';
import { numbersOf, type WindowShape } from './windows.ts';

export type ForecastNetKind = 'gru' | 'lstm';

/** Positions → the last state → each quantile of each step ahead. */
export const forecastNetSpec = (
  kind: ForecastNetKind,
  shape: WindowShape,
  { units, dropout }: { readonly units: number; readonly dropout: number },
): NetSpec => ({
  input: { kind: 'steps', fields: [], numbers: numbersOf(shape) },
  layers: [
    { kind: 'step-embedding', widths: [] },
    { kind, units, bothWays: false },
    { kind: 'dropout', rate: dropout },
    { kind: 'dense', units: shape.horizon * LEVELS.length },
  ],
  loss: { kind: 'quantiles', levels: LEVELS },
});

/** The value below which a share `level` of the numbers lies, between two of them on a line. @param sorted ascending */
function quantileOf(sorted: Float64Array, level: number): number {
  const at = level * (sorted.length - 1);
  const low = Math.floor(at);
  const value = sorted[low] as number;
  return value + (at - low) * ((sorted[Math.min(low + 1, sorted.length - 1)] as number) - value);
}

/**
 * Where training starts: the network says what the base missed by on the windows, as often as it did, and nothing of its
 * own.
 * @param wanted windows × horizon, NaN where nothing is known
 */
export function startFromErrors(spec: NetSpec, wanted: Float32Array, horizon: number, seed: number): Float32Array {
  const plan = planNet(spec);
  const start = startParameters(plan, seed);
  const [kernel, bias] = plan.blocks.slice(-2);
  if (!kernel || !bias) return start;
  start.fill(0, kernel.start, kernel.start + kernel.length);
  for (let h = 0; h < horizon; h++) {
    const errors: number[] = [];
    for (let i = h; i < wanted.length; i += horizon) {
      const value = wanted[i] as number;
      if (!Number.isNaN(value)) errors.push(value);
    }
    const sorted = Float64Array.from(errors).sort();
    // Few windows see the last steps of a long horizon: what the step before missed by stands in for none.
    for (const [l, level] of LEVELS.entries()) {
      const at = bias.start + h * LEVELS.length + l;
      start[at] = sorted.length > 0 ? quantileOf(sorted, level) : (start[at - LEVELS.length] ?? 0);
    }
  }
  return start;
}
