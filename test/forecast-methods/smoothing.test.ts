import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimateEts } from '../../src/core/learn/forecast/ets/estimate.ts';
import { etsFit } from '../../src/core/learn/forecast/ets/fit.ts';
import { etsForecast } from '../../src/core/learn/forecast/ets/forecast.ts';
import { createTrace, etsGradient, etsLoss, runEts } from '../../src/core/learn/forecast/ets/recursion.ts';
import { flatten, type EtsParams, type EtsSpec } from '../../src/core/learn/forecast/ets/spec.ts';
import { classicalProfiles } from '../../src/core/learn/forecast/classical.ts';
import { runCroston, runTsb } from '../../src/core/learn/forecast/intermittent.ts';
import { putSeasonsOn, withoutSeasons } from '../../src/core/learn/forecast/seasons.ts';
import { runDynamicTheta } from '../../src/core/learn/forecast/theta/dynamic.ts';
import { bestAlpha, thetaForecast } from '../../src/core/learn/forecast/theta/static.ts';
import { createRandom } from '../../src/core/random.ts';

interface Model extends Omit<EtsSpec, 'period'> {
  readonly fitted: readonly number[];
  readonly forecast: readonly number[];
  readonly log_likelihood: number;
  readonly variance?: readonly number[];
}

interface Fixtures {
  readonly values: readonly number[];
  readonly horizon: number;
  readonly ets: Omit<EtsParams, 'season'> & {
    readonly additive: readonly number[];
    readonly multiplicative: readonly number[];
    readonly period: number;
    readonly models: readonly Model[];
  };
  readonly ets_best: readonly (Omit<EtsSpec, 'period'> & { readonly log_likelihood: number })[];
  readonly theta: readonly {
    readonly method: 'mul' | 'add' | null;
    readonly theta: number;
    readonly values: readonly number[];
    readonly alpha: number;
    readonly forecast: readonly number[];
  }[];
  readonly dynamic_theta: readonly {
    readonly values: readonly number[];
    readonly first: number;
    readonly alpha: number;
    readonly theta: number;
    readonly forecast: readonly number[];
    readonly squares: number;
  }[];
  readonly demand: readonly {
    readonly values: readonly number[];
    readonly alpha: number;
    readonly beta: number;
    readonly croston: number;
    readonly sba: number;
    readonly tsb: number;
  }[];
}

/** Values of statsmodels and numpy; the code that made them is in make_fixtures.py. */
const golden = JSON.parse(readFileSync('test/forecast-methods/fixtures.json', 'utf8')) as Fixtures;
const values = Float64Array.from(golden.values);
const { horizon } = golden;

function expectClose(found: ArrayLike<number>, wanted: readonly number[], tolerance = 1e-6): void {
  expect(found).toHaveLength(wanted.length);
  const farthest = wanted.reduce(
    (far, w, i) => Math.max(far, Math.abs((found[i] as number) - w) / Math.max(1, Math.abs(w))),
    0,
  );
  expect(farthest).toBeLessThan(tolerance);
}

function given({ error, trend, season }: Omit<EtsSpec, 'period'>): { spec: EtsSpec; params: EtsParams } {
  const { additive, multiplicative, period, alpha, beta, gamma, phi, level, slope } = golden.ets;
  return {
    spec: { error, trend, season, period: season === 'N' ? 1 : period },
    params: {
      alpha,
      beta: trend === 'N' ? 0 : beta,
      gamma: season === 'N' ? 0 : gamma,
      phi: trend === 'Ad' ? phi : 1,
      level,
      slope: trend === 'N' ? 0 : slope,
      season: Float64Array.from(season === 'A' ? additive : season === 'M' ? multiplicative : []),
    },
  };
}

describe.each(golden.ets.models)('ETS($error,$trend,$season)', (model) => {
  const { spec, params } = given(model);

  it('has the fitted values, forecasts and likelihood of statsmodels at the same parameters', () => {
    const fit = etsFit(values, spec, params);
    expect(fit).toBeDefined();
    if (!fit) return;
    expectClose(fit.fitted, model.fitted);
    expectClose(etsForecast(fit, horizon).mean, model.forecast);
    expect(fit.logLikelihood).toBeCloseTo(model.log_likelihood, 6);
  });

  it('has the spread of statsmodels, or of paths drawn from the model', () => {
    const fit = etsFit(values, spec, params);
    if (!fit) throw new Error('no fit');
    const { spread } = etsForecast(fit, horizon);
    if (model.variance) {
      expectClose(spread, model.variance.map(Math.sqrt));
      return;
    }
    const random = createRandom(3);
    const deviation = Math.sqrt(fit.variance);
    const { mean } = etsForecast(fit, horizon);
    const squares = new Float64Array(horizon);
    const paths = 4000;
    for (let path = 0; path < paths; path++) {
      let { level, slope } = fit;
      const season = fit.season.slice();
      for (let h = 0; h < horizon; h++) {
        const place = (values.length + h) % spec.period;
        const carried = level + params.phi * slope;
        const s = season[place] ?? 0;
        const forecast = spec.season === 'M' ? carried * s : carried + s;
        const error = deviation * random.normal() * (spec.error === 'M' ? forecast : 1);
        const toLevel = spec.season === 'M' ? error / s : error;
        level = carried + params.alpha * toLevel;
        slope = params.phi * slope + params.beta * toLevel;
        if (spec.season === 'A') season[place] = s + params.gamma * error;
        if (spec.season === 'M') season[place] = s + (params.gamma * error) / level;
        squares[h]! += (forecast + error - (mean[h] as number)) ** 2 / paths;
      }
    }
    expectClose(spread, [...squares].map(Math.sqrt), 0.05);
  });

  it('has the gradient of its loss, by differences', () => {
    const trace = createTrace(values, spec);
    const p = flatten(params);
    const gradient = new Float64Array(p.length);
    runEts(trace, p);
    etsGradient(trace, p, 0, gradient);
    const loss = (at: number, by: number): number => {
      const moved = p.slice();
      moved[at]! += by;
      runEts(trace, moved);
      return etsLoss(trace, 0);
    };
    const used = p.map((_, i) => Number((i !== 1 && i !== 3 && i !== 5) || spec.trend !== 'N'));
    const numeric = p.map((_, i) => ((used[i] as number) * (loss(i, 1e-5) - loss(i, -1e-5))) / 2e-5);
    expectClose(
      gradient.map((g, i) => g * (used[i] as number)),
      [...numeric],
      1e-6,
    );
  });
});

describe('the choice of ETS', () => {
  it.each(golden.ets_best)('finds a likelihood as high as statsmodels: ETS($error,$trend,$season)', (best) => {
    const { spec } = given(best);
    const found = estimateEts(values, spec);
    const fit = found && etsFit(values, spec, found.params);
    expect(fit?.logLikelihood).toBeGreaterThan(best.log_likelihood - 0.6);
    const { alpha, beta, gamma, phi } = found?.params ?? given(best).params;
    expect(alpha).toBeGreaterThan(0);
    expect(alpha).toBeLessThan(1);
    expect(beta).toBeLessThanOrEqual(alpha);
    expect(gamma).toBeLessThanOrEqual(1 - alpha);
    expect(phi === 1 || (phi >= 0.8 && phi <= 0.98)).toBe(true);
  });
});

describe('Theta', () => {
  it.each(golden.theta)('forecasts as statsmodels does ($method, θ $theta)', ({ method, values: given, ...wanted }) => {
    const all = Float64Array.from(given);
    const profiles = method
      ? classicalProfiles(all, golden.ets.period, method === 'mul')
      : { multiplicative: false, seasons: [] };
    const free = withoutSeasons(all, profiles);
    const found = putSeasonsOn(thetaForecast(free, wanted.alpha, wanted.theta, horizon), profiles, all.length);
    expectClose(found, wanted.forecast);
    expect(bestAlpha(free)).toBeCloseTo(wanted.alpha, 3);
  });

  it.each(golden.dynamic_theta)('of the dynamic model keeps to the published equations', (wanted) => {
    const found = runDynamicTheta(Float64Array.from(wanted.values), wanted.first, wanted.alpha, wanted.theta, horizon);
    expectClose(found.mean, wanted.forecast);
    expect(found.squares).toBeCloseTo(wanted.squares, 6);
  });
});

describe('demand with gaps', () => {
  it.each(golden.demand)('is smoothed as published (α $alpha, β $beta)', ({ alpha, beta, ...wanted }) => {
    const all = Float64Array.from(wanted.values);
    expect(runCroston(all, alpha).rate).toBeCloseTo(wanted.croston, 9);
    expect(runCroston(all, alpha, 1 - alpha / 2).rate).toBeCloseTo(wanted.sba, 9);
    expect(runTsb(all, alpha, beta).rate).toBeCloseTo(wanted.tsb, 9);
  });
});
