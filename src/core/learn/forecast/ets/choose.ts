import type { Pacer } from '../../pacer.ts';
import { estimateEts, type EtsEstimate } from './estimate.ts';
import type { EtsParams, EtsSpec } from './spec.ts';

/** A model, and whether it is one of the logarithm of the values. */
interface EtsChoice extends EtsEstimate {
  readonly logarithm: boolean;
}

/** A model that was chosen, with its say in the forecast. */
export interface EtsMember {
  readonly spec: EtsSpec;
  readonly params: EtsParams;
  readonly logarithm: boolean;
  readonly weight: number;
}

/**
 * The models that are tried: all of errors A and M, trends N, A and Ad, seasons N, A and M, but for additive errors with a
 * season that multiplies, whose variance is not finite, and multiplying parts where a value is not positive.
 * @param period 1 where there is no season
 */
function candidates(errors: readonly EtsSpec['error'][], period: number): EtsSpec[] {
  const specs: EtsSpec[] = [];
  for (const error of errors) {
    for (const trend of ['N', 'A', 'Ad'] as const) {
      specs.push({ error, trend, season: 'N', period: 1 });
      if (period > 1) specs.push({ error, trend, season: 'A', period });
      if (period > 1 && error === 'M') specs.push({ error, trend, season: 'M', period });
    }
  }
  return specs;
}

/** Models that are kept at most, and how much worse their criterion may be: they weigh less than a tenth then. */
const MOST_KEPT = 4;
const FARTHEST = 4.6;

/** The best models, best first, each with its Akaike weight (their sum is 1). */
function weigh(choices: readonly EtsChoice[]): EtsMember[] {
  const sorted = [...choices].sort((a, b) => a.aicc - b.aicc).slice(0, MOST_KEPT);
  const least = sorted[0]?.aicc ?? 0;
  const kept = sorted.filter(({ aicc }) => aicc <= least + FARTHEST);
  const shares = kept.map(({ aicc }) => Math.exp((least - aicc) / 2));
  const total = shares.reduce((a, b) => a + b, 0);
  return kept.map(({ spec, params, logarithm }, i) => ({
    spec,
    params,
    logarithm,
    weight: (shares[i] as number) / total,
  }));
}

/**
 * The models with the least corrected Akaike criterion (Hyndman and Khandakar 2008), weighed by it where several come
 * near to each other (Kolassa 2011).
 * @param values about 1 in size
 * @param grows whether swings grow with the level: additive models of the logarithm, whose trends are exponential, are
 * tried too, where all values are positive
 * @returns none where there are too few values for any
 */
export async function chooseEts(
  values: Float64Array,
  period: number,
  grows: boolean,
  pacer: Pacer,
): Promise<EtsMember[]> {
  const positive = values.every((v) => v > 0);
  const choices: EtsChoice[] = [];
  for (const spec of candidates(positive ? ['A', 'M'] : ['A'], period)) {
    await pacer.pause();
    const estimate = estimateEts(values, spec);
    if (estimate) choices.push({ ...estimate, logarithm: false });
  }
  if (grows && positive) {
    const logs = values.map((v) => Math.log(v));
    // The density of a value is that of its logarithm over the value.
    const toValues = 2 * logs.reduce((sum, v) => sum + v, 0);
    for (const spec of candidates(['A'], period)) {
      await pacer.pause();
      const estimate = estimateEts(logs, spec);
      if (estimate) choices.push({ ...estimate, aicc: estimate.aicc + toValues, logarithm: true });
    }
  }
  return weigh(choices);
}
