import { createTrace, runEts } from './recursion.ts';
import { flatten, type EtsParams, type EtsSpec } from './spec.ts';

/** A model run over values: what it said of each beforehand, and where it stands after the last one. */
export interface EtsFit {
  readonly spec: EtsSpec;
  readonly params: EtsParams;
  /** Points it was run over. */
  readonly points: number;
  /** One-step forecasts. */
  readonly fitted: Float64Array;
  readonly level: number;
  readonly slope: number;
  /** State for points t with t mod period = i. */
  readonly season: Float64Array;
  /** Variance of the errors, relative ones where they multiply: Σ e² / n. */
  readonly variance: number;
  readonly logLikelihood: number;
}

/**
 * Runs a model with given parameters and first states over values (its likelihood is the one of Hyndman et al. 2008, 5.1,
 * with the variance concentrated out).
 * @returns undefined where a model that multiplies met a level, a season or a forecast that is not positive
 */
export function etsFit(values: Float64Array, spec: EtsSpec, params: EtsParams): EtsFit | undefined {
  const trace = createTrace(values, spec);
  if (!runEts(trace, flatten(params))) return undefined;
  const n = values.length;
  const variance = trace.squares / n;
  return {
    spec,
    params,
    points: n,
    fitted: trace.fitted,
    level: trace.level,
    slope: trace.slope,
    season: trace.season,
    variance,
    logLikelihood: (-n / 2) * (Math.log(2 * Math.PI * variance) + 1) - trace.logs,
  };
}
