import { cleaned } from '../cleaned.ts';
import type { PointForecast } from '../forecaster.ts';
import { localForecaster, type LocalMethod } from '../local.ts';
import {
  LEAST_ROUNDS,
  learnProfiles,
  putSeasonsOn,
  seasonFactors,
  usablePeriods,
  withoutSeasons,
  type SeasonProfiles,
} from '../seasons.ts';
import { tooLittle } from '../suits.ts';
import { chooseEts, type EtsMember } from './choose.ts';
import { etsFit, type EtsFit } from './fit.ts';
import { etsForecast } from './forecast.ts';
import { etsName, type EtsSpec } from './spec.ts';

/** Longest season that is one of the model's states; longer ones are taken off first. */
const LONGEST_SEASON = 24;
/** Latest values that parameters are estimated from; the model is run over all that follow. */
const LATEST = 1000;
/** Points that the simplest model needs. */
const LEAST_POINTS = 6;

/** Plain data: the models, and the profiles of seasons that were taken off before them. */
export interface EtsLearned {
  /** Best first; in units of `scale`. */
  readonly members: readonly EtsMember[];
  readonly scale: number;
  /** Point of the view where the first states stand. */
  readonly from: number;
  /** Counted from `from`. */
  readonly profiles: SeasonProfiles;
}

function meanSize(values: Float64Array): number {
  let size = 0;
  for (const value of values) size += Math.abs(value) / values.length;
  return size;
}

/** ETS(A,N,N), which meets any values. */
function plainLevel(values: Float64Array, alpha: number): EtsFit | undefined {
  const spec: EtsSpec = { error: 'A', trend: 'N', season: 'N', period: 1 };
  const start = { level: values[0] ?? 0, slope: 0, season: new Float64Array(0) };
  return etsFit(values, spec, { alpha, beta: 0, gamma: 0, phi: 1, ...start });
}

/** Forecast of one model. @param values without the seasons that were taken off, in units of the scale */
function memberForecast(
  values: Float64Array,
  horizon: number,
  { spec, params, logarithm }: EtsMember,
): PointForecast | undefined {
  const fit = etsFit(logarithm ? values.map((v) => Math.log(v)) : values, spec, params);
  // Values that came later may be such as no model that multiplies can meet: a plain level then takes its place.
  const known = fit ?? plainLevel(values, params.alpha);
  const ahead = known && etsForecast(known, horizon);
  if (!ahead || !fit || !logarithm) return ahead;
  const mean = ahead.mean.map((v) => Math.exp(v));
  return { mean, spread: ahead.spread.map((s, h) => s * (mean[h] as number)) };
}

/** The models' forecasts by weight; they differ by as much as one does not know which is right. */
function freeForecast(values: Float64Array, horizon: number, { members, scale }: EtsLearned): PointForecast {
  const scaled = values.map((v) => v / scale);
  const mean = new Float64Array(horizon);
  const squares = new Float64Array(horizon);
  let total = 0;
  for (const member of members) {
    const ahead = memberForecast(scaled, horizon, member);
    if (!ahead?.mean.every(Number.isFinite)) continue;
    total += member.weight;
    for (let h = 0; h < horizon; h++) {
      const value = ahead.mean[h] as number;
      mean[h] = (mean[h] as number) + member.weight * value;
      squares[h] = (squares[h] as number) + member.weight * ((ahead.spread[h] as number) ** 2 + value * value);
    }
  }
  return {
    mean: mean.map((v) => (scale * v) / total),
    spread: squares.map((s, h) => scale * Math.sqrt(Math.max(0, s / total - ((mean[h] as number) / total) ** 2))),
  };
}

const method: LocalMethod<object, EtsLearned> = {
  id: 'ets',
  version: 1,
  family: 'smoothing',
  defaults: {},
  unsuited: (view) => tooLittle(view, LEAST_POINTS),
  async learn(view, _horizon, _params, pacer) {
    const from = Math.max(0, view.values.length - LATEST);
    const values = cleaned(view).subarray(from);
    const periods = usablePeriods(view).filter((period) => LEAST_ROUNDS * period <= values.length);
    const own = periods.findLast((period) => period <= LONGEST_SEASON) ?? 1;
    const positive = values.every((v) => v > 0);
    const taken = periods.filter((period) => period > LONGEST_SEASON);
    const multiplicative = positive && view.nature.multiplicative;
    // A short season that stays is learned together with the long ones, so that these do not hold it too.
    const all = learnProfiles(values, taken.length > 0 && own > 1 ? [own, ...taken] : taken, multiplicative);
    const profiles = { multiplicative, seasons: all.seasons.filter(({ period }) => period !== own) };
    const free = withoutSeasons(values, profiles);
    const scale = meanSize(free) || 1;
    const scaled = free.map((v) => v / scale);
    const members = await chooseEts(scaled, own, view.nature.multiplicative, pacer);
    return members.length > 0 ? { members, scale, from, profiles } : undefined;
  },
  forecast(view, horizon, learned) {
    const values = cleaned(view).subarray(learned.from);
    const ahead = freeForecast(withoutSeasons(values, learned.profiles), horizon, learned);
    const points = values.length;
    const factors = seasonFactors(learned.profiles, points, horizon);
    return {
      mean: putSeasonsOn(ahead.mean, learned.profiles, points),
      spread: ahead.spread.map((s, h) => s * (factors[h] as number)),
    };
  },
  told({ members }) {
    const best = members[0] as EtsMember;
    const { alpha, beta, gamma, phi } = best.params;
    const { trend, season, period } = best.spec;
    return {
      model: etsName(best.spec),
      logarithm: Number(best.logarithm),
      models: members.length,
      weight: best.weight,
      alpha,
      ...(trend !== 'N' && { beta }),
      ...(trend === 'Ad' && { phi }),
      ...(season !== 'N' && { gamma, period }),
    };
  },
};

/** Exponential smoothing with automatic choice of the model. */
export const ets = localForecaster(method);
