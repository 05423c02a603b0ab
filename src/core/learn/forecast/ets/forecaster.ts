import { cleaned } from '../cleaned.ts';
import { localForecaster, type LocalMethod } from '../local.ts';
import { LEAST_ROUNDS, learnProfiles, putSeasonsOn, seasonFactors, usablePeriods, withoutSeasons, type SeasonProfiles } from '../seasons.ts';
import { tooLittle } from '../suits.ts';
import { chooseEts } from './choose.ts';
import { etsFit, type EtsFit } from './fit.ts';
import { etsForecast } from './forecast.ts';
import { etsName, type EtsParams, type EtsSpec } from './spec.ts';

/** Longest season that is one of the model's states; longer ones are taken off first. */
const LONGEST_SEASON = 24;
/** Latest values that parameters are estimated from; the model is run over all that follow. */
const LATEST = 1000;
/** Points that the simplest model needs. */
const LEAST_POINTS = 6;

/** Plain data: the model, and the profiles of seasons that were taken off before it. */
export interface EtsLearned {
  readonly spec: EtsSpec;
  /** In units of `scale`. */
  readonly params: EtsParams;
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
    const best = await chooseEts(scaled, own, pacer);
    return best && { spec: best.spec, params: best.params, scale, from, profiles };
  },
  forecast(view, horizon, { spec, params, scale, from, profiles }) {
    const values = cleaned(view).subarray(from);
    const points = values.length;
    const free = withoutSeasons(values, profiles).map((v) => v / scale);
    // Values that came later may be such as no model that multiplies can meet: a plain level then takes its place.
    const fit = etsFit(free, spec, params) ?? plainLevel(free, params.alpha);
    if (!fit) return undefined;
    const ahead = etsForecast(fit, horizon);
    const factors = seasonFactors(profiles, points, horizon);
    return {
      mean: putSeasonsOn(
        ahead.mean.map((v) => v * scale),
        profiles,
        points,
      ),
      spread: ahead.spread.map((s, h) => s * scale * (factors[h] as number)),
    };
  },
  told: ({ spec, params: { alpha, beta, gamma, phi } }) => ({
    model: etsName(spec),
    alpha,
    ...(spec.trend !== 'N' && { beta }),
    ...(spec.trend === 'Ad' && { phi }),
    ...(spec.season !== 'N' && { gamma, period: spec.period }),
  }),
};

/** Exponential smoothing with automatic choice of the model. */
export const ets = localForecaster(method);
