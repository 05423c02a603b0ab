import type { Pacer } from '../../pacer.ts';
import { estimateEts, type EtsEstimate } from './estimate.ts';
import type { EtsSpec } from './spec.ts';

/**
 * The models that are tried: all of errors A and M, trends N, A and Ad, seasons N, A and M, but for additive errors with a
 * season that multiplies, whose variance is not finite, and multiplying parts where a value is not positive.
 * @param period 1 where there is no season
 */
function candidates(positive: boolean, period: number): EtsSpec[] {
  const specs: EtsSpec[] = [];
  for (const error of positive ? (['A', 'M'] as const) : (['A'] as const)) {
    for (const trend of ['N', 'A', 'Ad'] as const) {
      specs.push({ error, trend, season: 'N', period: 1 });
      if (period > 1) specs.push({ error, trend, season: 'A', period });
      if (period > 1 && error === 'M') specs.push({ error, trend, season: 'M', period });
    }
  }
  return specs;
}

/**
 * The model with the least corrected Akaike criterion (Hyndman and Khandakar 2008).
 * @param values about 1 in size
 * @returns undefined where there are too few values for any
 */
export async function chooseEts(values: Float64Array, period: number, pacer: Pacer): Promise<EtsEstimate | undefined> {
  let best: EtsEstimate | undefined;
  for (const spec of candidates(
    values.every((v) => v > 0),
    period,
  )) {
    await pacer.pause();
    const estimate = estimateEts(values, spec);
    if (estimate && estimate.aicc < (best?.aicc ?? Infinity)) best = estimate;
  }
  return best;
}
