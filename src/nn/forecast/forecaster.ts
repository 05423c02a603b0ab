import type { FitProgress, NetworkLayer } from '../../core/learn/estimator.ts';
import { createFitCheckpoints } from '../../core/learn/fit-checkpoint.ts';
import type { Forecaster, ForecastFitContext, ForecastFitInput } from '../../core/learn/forecast/forecaster.ts';
import type { Kernels } from '../kernels/kernels.ts';
import type { NetEngine } from '../net/engine.ts';
import { planNet } from '../net/plan.ts';
import { commonPeriod, toldPeriods } from './calendar-phase.ts';
import { trainNets, type Standing } from './fit.ts';
import { MOST_KNOWN } from './known-effects.ts';
import { FORECAST_NET_DEFAULTS, sizeForecastNet, type ForecastNetParams } from './params.ts';
import { prepare, unsuitedForNet } from './prepare.ts';
import { sayWhatComes } from './say.ts';
import { forecastNetSpec, type ForecastNetKind } from './spec.ts';
import type { ForecastNetState } from './state.ts';
import { LEAST_BACK, type WindowShape } from './windows.ts';

/** What networks for series are trained on, and what they foretell with; each asked for when it is needed. */
export interface ForecastNetSources {
  readonly engine: () => Promise<NetEngine>;
  readonly kernels: () => Promise<Kernels>;
}

const VERSION = 1;
/** Share of the epochs from which on the best one is as good as the last. */
const AT_THE_END = 0.8;

const NOTHING: ForecastNetState = {
  shape: { lookBack: 0, horizon: 0, periods: [], known: 0 },
  nets: [],
  units: 0,
  epochs: 0,
  planned: 0,
  windows: 0,
};

function makeForecastNet(
  kind: ForecastNetKind,
  sources: ForecastNetSources,
): Forecaster<ForecastNetParams, ForecastNetState> {
  async function* fit(
    input: ForecastFitInput,
    params: ForecastNetParams,
    { seed, pacer, ...kept }: ForecastFitContext,
  ): AsyncGenerator<FitProgress, ForecastNetState> {
    await pacer.pause();
    const prepared = await prepare(input, params, seed, pacer);
    if (!prepared) return NOTHING;
    const { shape, size, whole } = prepared;
    const spec = forecastNetSpec(kind, shape, { units: size.units, dropout: params.dropout });
    const asked = { estimator: kind, version: VERSION, input: [input.horizon, ...input.views], params };
    const checkpoints = createFitCheckpoints<Standing>(asked, { seed, pacer, ...kept }, 1);
    const { engine } = sources;
    const { nets, epochs } = yield* trainNets({ prepared, spec, params, seed, pacer, engine, checkpoints });
    return {
      shape,
      spec,
      nets: nets.map(({ parameters }) => parameters),
      units: size.units,
      epochs,
      planned: size.epochs,
      windows: whole.cuts.length,
    };
  }

  return {
    id: kind,
    version: VERSION,
    family: 'network',
    scope: 'global',
    defaults: FORECAST_NET_DEFAULTS,
    unsuited: unsuitedForNet,
    fit,
    forecast: async (input, state, signal) => sayWhatComes(input, state, await sources.kernels(), signal),
    told: ({ units, epochs, windows, shape }) => ({ units, epochs, windows, lookBack: shape.lookBack }),
    // The learning rate falls to nothing: where the best came at the end, the whole way is to be gone again.
    iterations: ({ epochs, planned }) => (epochs < AT_THE_END * planned ? epochs : undefined),
    withIterations: (params, iterations) => ({ ...params, stopAfter: iterations }),
    layers: (params, input) => drawnLayers(kind, params, input),
  };
}

/** What a network of these settings looks like on such series. */
function drawnLayers(
  kind: ForecastNetKind,
  params: ForecastNetParams,
  { views: all, horizon }: ForecastFitInput,
): readonly NetworkLayer[] {
  const views = all.filter((view) => unsuitedForNet(view, horizon) === undefined);
  const windows = views.reduce((sum, { values }) => sum + values.length - LEAST_BACK, 0);
  const size = sizeForecastNet(params, commonPeriod(views), Math.min(params.windows, windows));
  const known = Math.min(MOST_KNOWN, ...views.map((view) => view.known.length));
  const shape: WindowShape = { lookBack: size.lookBack, horizon, periods: toldPeriods(views), known };
  const plan = planNet(forecastNetSpec(kind, shape, { units: size.units, dropout: params.dropout }));
  return plan.summaries.map(({ kind: name, shape: sides, parameters }, i) => {
    // The first one only hands the numbers on.
    if (i === 0) return { name: 'steps', units: sides.at(-1) ?? 0, shape: [size.lookBack, sides.at(-1) ?? 0] };
    return { name, units: sides.at(-1) ?? 0, shape: sides, parameters };
  });
}

/** Gated recurrent unit over all series at once. */
export const makeForecastGru = (sources: ForecastNetSources): Forecaster<ForecastNetParams, ForecastNetState> =>
  makeForecastNet('gru', sources);

/** Long short-term memory over all series at once. */
export const makeForecastLstm = (sources: ForecastNetSources): Forecaster<ForecastNetParams, ForecastNetState> =>
  makeForecastNet('lstm', sources);
