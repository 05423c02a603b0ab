import { combine } from '../../src/core/forecast/combine.ts';
import { emptyTally, addToTally, naiveScale, scoreFan } from '../../src/core/forecast/scores.ts';
import { lossOf } from '../../src/core/forecast/evidence.ts';
import { lengthOf, viewBefore } from '../../src/core/forecast/views.ts';
import type { Forecaster, ForecasterRegistry } from '../../src/core/learn/forecast/forecaster.ts';
import { CORE_FORECASTERS, makeForecasterRegistry } from '../../src/core/learn/forecast/registry.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { timeOf } from '../../src/core/series/calendar.ts';
import type { CalendarStep, SeriesSet } from '../../src/core/series/types.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { trainForecast } from '../../src/lenses/forecast/train.ts';
import type { ForecastModel, ForecastPlan } from '../../src/lenses/forecast/types.ts';
import type { Preset } from '../../src/lenses/predict/question.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { createNetEngine } from '../../src/nn/net/engine.ts';
import { makeForecastGru, makeForecastLstm } from '../../src/nn/forecast/forecaster.ts';
import { asSet, generate, KINDS, type Generated } from './generate.ts';

/** Names of the kinds. */
export const kinds = Object.keys(KINDS);

const pacer = createPacer(new AbortController().signal);

/** All methods that the page has, networks on the processor's own kernels. */
export function withNetworks(): ForecasterRegistry {
  const kernels = startKernels();
  const engine = createNetEngine({ choice: 'wasm', startKernels: async () => kernels });
  const sources = { engine: async () => engine, kernels: async () => kernels };
  const networks = [makeForecastGru(sources), makeForecastLstm(sources)] as unknown as Forecaster[];
  return makeForecasterRegistry([...CORE_FORECASTERS, ...networks]);
}

export const withoutNetworks = (): ForecasterRegistry => makeForecasterRegistry(CORE_FORECASTERS);

const TIME = 'time';

/** A wide table: a column a series. */
function tableOf({ axis, series }: SeriesSet): Table {
  const times = Float64Array.from({ length: axis.length }, (_, t) => timeOf(axis, t));
  return makeTable([
    { kind: 'date', name: TIME, values: times, hasTime: axis.step.unit === 'hour' },
    ...series.map(({ name, values }) => ({ kind: 'number' as const, name, values })),
  ]);
}

/** Trains on series as the page does. */
export async function train(
  set: SeriesSet,
  horizon: number,
  forecasters: ForecasterRegistry,
  preset: Preset = 'balanced',
): Promise<ForecastModel> {
  const plan: ForecastPlan = {
    question: {
      lens: 'forecast',
      target: 'values',
      reading: {
        time: TIME,
        layout: { kind: 'wide', columns: set.series.map(({ name }) => name) },
        step: set.axis.step,
        gather: 'sum',
        gaps: 'line',
        leavePartialOut: false,
        known: [],
      },
      horizon,
      addUp: false,
    },
    recipe: [],
    settings: { preset, backend: 'wasm', seed: 1, families: ['linear', 'trees', 'network'], linear: 'auto' },
  };
  const run = trainForecast({
    table: tableOf(set),
    plan,
    forecasters,
    now: () => new Date().toISOString(),
    pacer,
    finish: new AbortController().signal,
    modelId: 'study',
    appVersion: 'study',
    compute: () => ({ backend: 'none', reason: { code: 'compute.not-needed', params: {} }, timings: [] }),
  });
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

/** What every method alone would have said of the true future: mean scaled error by series; NaN where it does not suit. */
async function singles(
  set: SeriesSet,
  horizon: number,
  futures: readonly Float64Array[],
  forecasters: ForecasterRegistry,
): Promise<Map<string, number[]>> {
  const views = set.series.map((series, s) => viewBefore(set, s, lengthOf(series), horizon));
  const errors = new Map<string, number[]>();
  for (const forecaster of forecasters.values()) {
    if (forecaster.family === 'network') continue;
    const fitting = forecaster.fit({ views, horizon }, forecaster.defaults, { seed: 1, pacer });
    let step = await fitting.next();
    while (!step.done) step = await fitting.next();
    const forecasts = await forecaster.forecast({ views, horizon }, step.value);
    errors.set(
      forecaster.id,
      views.map(({ values, nature }, s) => {
        const forecast = combine(new Map(forecasts[s] ? [[forecaster.id, forecasts[s]]] : []), [
          { method: forecaster.id, weight: 1 },
        ]);
        const scale = naiveScale(values, nature.seasons[0]?.period ?? 1);
        return forecast ? lossOf({ actual: futures[s] as Float64Array, scale }, forecast.mean) : NaN;
      }),
    );
  }
  return errors;
}

/** One kind of series: of what was chosen and of every method alone, on the true future. */
export interface KindOutcome {
  readonly kind: string;
  readonly series: number;
  readonly chosen: number;
  /** Mean of the methods that suit every series. */
  readonly alone: Readonly<Record<string, number>>;
  readonly inside: number;
  readonly points: number;
  readonly chosenMethods: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/**
 * @param together whether all series are one job, in which they lend each other evidence, or each is a job of its own
 */
export async function studyKind(
  kind: string,
  count: number,
  seed: number,
  together: boolean,
  forecasters: ForecasterRegistry,
  preset: Preset = 'balanced',
): Promise<KindOutcome> {
  const { step, horizon } = KINDS[kind] as (typeof KINDS)[string];
  const made = Array.from({ length: count }, (_, number) => generate(kind, number, seed));
  const jobs = together ? [made] : made.map((one) => [one]);
  const tally = emptyTally();
  const errors = new Map<string, number[]>();
  const chosen: number[] = [];
  const methods: Record<string, number> = {};
  let seconds = 0;
  for (const job of jobs) {
    const set = asSet(
      job.map(({ values }) => values),
      step,
    );
    const from = performance.now();
    const model = await train(set, horizon, forecasters, preset);
    seconds += (performance.now() - from) / 1000;
    judgeJob(model, job, { tally, chosen, methods });
    for (const [id, own] of await singles(
      set,
      horizon,
      job.map(({ future }) => future),
      forecasters,
    )) {
      errors.set(id, [...(errors.get(id) ?? []), ...own]);
    }
  }
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const whole = [...errors].filter(([, own]) => own.every((error) => Number.isFinite(error)));
  return {
    kind,
    series: count,
    chosen: mean(chosen),
    alone: Object.fromEntries(whole.map(([id, own]) => [id, mean(own)])),
    inside: tally.inside,
    points: tally.points,
    chosenMethods: methods,
    seconds,
  };
}

interface JobTally {
  readonly tally: ReturnType<typeof emptyTally>;
  readonly chosen: number[];
  readonly methods: Record<string, number>;
}

function judgeJob({ report }: ForecastModel, job: readonly Generated[], { tally, chosen, methods }: JobTally): void {
  for (const [s, one] of report.series.entries()) {
    const { values, future } = job[s] as Generated;
    const scale = naiveScale(values, one.nature.seasons[0]?.period ?? 1);
    addToTally(tally, future, one.future, scale);
    chosen.push(scoreFan(future, one.future, scale).mase);
    methods[one.chosen.method] = (methods[one.chosen.method] ?? 0) + 1;
  }
}

/** A real series whose last values are kept back, as the reference scores have it: MASE with the period given. */
export async function keptBack(
  values: readonly number[],
  start: number,
  step: CalendarStep,
  horizon: number,
  period: number,
  forecasters: ForecasterRegistry,
): Promise<{ readonly mase: number; readonly coverage: number; readonly chosen: string; readonly seconds: number }> {
  const cut = values.length - horizon;
  const past = Float64Array.from(values.slice(0, cut));
  const set = asSet([past], step);
  const from = performance.now();
  const { report } = await train({ ...set, axis: { ...set.axis, start } }, horizon, forecasters);
  const seconds = (performance.now() - from) / 1000;
  const [series] = report.series;
  if (!series) throw new Error('no series came back');
  const { mase, coverage } = scoreFan(values.slice(cut), series.future, naiveScale(past, period));
  const members = series.chosen.members?.map(({ method, weight }) => `${method} ${weight.toFixed(2)}`).join(', ');
  return { mase, coverage, chosen: members ?? series.chosen.method, seconds };
}

/** Months of all monthly kinds in turn, 120 each: how long all methods and the backtest take, by method. */
export async function timeMonths(
  count: number,
  forecasters: ForecasterRegistry,
): Promise<{
  readonly seconds: number;
  readonly processor: number;
  readonly methods: readonly (readonly [string, number])[];
}> {
  const monthly = kinds.filter((kind) => KINDS[kind]?.step.unit === 'month');
  const all = Array.from(
    { length: count },
    (_, i) => generate(monthly[i % monthly.length] as string, i, 77, 120).values,
  );
  const set = asSet(all, { unit: 'month', count: 1 });
  const [from, used] = [performance.now(), process.cpuUsage()];
  const { report } = await train(set, 12, forecasters);
  const { user, system } = process.cpuUsage(used);
  return {
    seconds: (performance.now() - from) / 1000,
    processor: (user + system) / 1e6,
    methods: report.leaderboard.map(({ method, seconds }) => [method, seconds] as const),
  };
}
