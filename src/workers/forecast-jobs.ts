import type { Pacer } from '../core/learn/pacer.ts';
import { describeSeries } from '../core/series/describe-series.ts';
import { readSeries } from '../core/series/read-series.ts';
import type { Series, SeriesNature, SeriesReading, SeriesSet } from '../core/series/types.ts';
import type { Table } from '../core/table/table.ts';
import { readingColumns } from '../lenses/asked-columns.ts';
import type { TrainEvent } from '../lenses/events.ts';
import { compareRealised } from '../lenses/forecast/feedback.ts';
import type { ForecastModel } from '../lenses/forecast/types.ts';
import { updateForecast } from '../lenses/forecast/update.ts';
import { whatIf } from '../lenses/forecast/what-if.ts';
import type { BackendChoice } from '../lenses/predict/question.ts';
import type { ForecastContract, SeriesPreview } from './forecast-contract.ts';
import type { JobForecasters } from './forecasters.ts';
import type { Handlers, JobContext } from './serve.ts';
import type { TrainContract } from './train-contract.ts';

/** What these jobs need of the worker that they run in. */
interface ForecastJobOptions {
  readonly fetchTable: (port: MessagePort, names?: readonly string[]) => Promise<Table>;
  /** ISO 8601. */
  readonly now: () => string;
  readonly appVersion: string;
  readonly forecasters: (backend: BackendChoice) => Promise<JobForecasters>;
  readonly pacerOf: (context: Pick<JobContext<unknown>, 'signal' | 'gate'>) => Pacer;
  /** Milliseconds of work, without pauses. */
  readonly clockOf: (pacer: Pacer) => () => number;
  /** Runs to the end, and tells what it says on the way. */
  readonly emitAll: <Result>(
    run: AsyncGenerator<TrainEvent, Result>,
    context: JobContext<TrainEvent>,
  ) => Promise<Result>;
}

/** The logic behind ForecastContract. */
export function forecastJobs(options: ForecastJobOptions): Pick<Handlers<TrainContract>, keyof ForecastContract> {
  const { fetchTable, now, pacerOf } = options;
  let readers: Promise<JobForecasters> | undefined;
  /** What is fitted foretells alike on every backend. Once a worker: one that answers as one types starts nothing anew. */
  const forecasters = async (): Promise<JobForecasters['registry']> =>
    (await (readers ??= options.forecasters('auto'))).registry;
  const laterValues = async (port: MessagePort, model: ForecastModel): Promise<{ table: Table; later: SeriesSet }> => {
    const { reading } = model.report.plan.question;
    const table = await fetchTable(port);
    const names = new Set(table.columns.map(({ name }) => name));
    // What was known ahead need not be told again.
    const known = reading.known.filter((name) => names.has(name));
    // Few values do not say how far apart they are: the model knows.
    const asked = { ...reading, known, step: model.report.axis.step };
    const later = readSeries(table, asked, { now: Date.parse(now()) });
    return { table, later };
  };
  return {
    async series({ port, reading, most }, context) {
      const table = await fetchTable(port, readingColumns(reading));
      const onProgress = (done: number, total: number): void => context.emit({ done, total });
      return previewSeries(table, { reading, most, now: Date.parse(now()), pacer: pacerOf(context), onProgress });
    },

    async whatIf({ model, changes }, { signal }) {
      const { series, total, listens } = await whatIf(model, changes, await forecasters(), signal);
      // The past stays where it was: only what comes crosses.
      return {
        series: series.map(({ name, future }, at) => ({ name, future, listens: listens[at] === true })),
        ...(total ? { total: total.future } : {}),
      };
    },

    async forecastFeedback({ port, model }) {
      return compareRealised(model, (await laterValues(port, model)).later);
    },

    async forecastUpdate({ port, model, modelId }, context) {
      const [later, { registry, compute }] = await Promise.all([
        laterValues(port, model),
        options.forecasters(model.report.plan.settings.backend),
      ]);
      const pacer = pacerOf(context);
      const job = { pacer, finish: context.finish, clock: options.clockOf(pacer), now, appVersion: options.appVersion };
      return options.emitAll(
        updateForecast({ ...job, ...later, model, modelId, forecasters: registry, compute }),
        context,
      );
    },
  };
}

interface PreviewOptions {
  readonly reading: SeriesReading;
  readonly most: number;
  /** Milliseconds: what is later is pointed out. */
  readonly now: number;
  readonly pacer: Pacer;
  readonly onProgress: (done: number, total: number) => void;
}

/** The largest series of a table with what they are like. @throws series.*, CancelledError */
async function previewSeries(table: Table, options: PreviewOptions): Promise<SeriesPreview> {
  const { reading, most, now, pacer, onProgress } = options;
  await pacer.pause();
  const set = readSeries(table, reading, { now });
  const shown = new Set(set.series.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, most));
  const places = set.series.flatMap((series, at) => (shown.has(series) ? [at] : []));
  const natures: SeriesNature[] = [];
  for (const at of places) {
    const { values, first, last } = set.series[at] as Series;
    natures.push(describeSeries(values.subarray(first, last + 1), set.axis));
    onProgress(natures.length, places.length);
    await pacer.pause();
  }
  return { set: onlyThese(set, places), natures, count: set.series.length, sum: sumOf(set) };
}

const sizeOf = ({ values }: Series): number =>
  values.reduce((sum, value) => sum + (Number.isFinite(value) ? Math.abs(value) : 0), 0);

/** The set with some of its series alone; known columns that are one a series go with theirs. */
function onlyThese(set: SeriesSet, places: readonly number[]): SeriesSet {
  const pick = <T>(all: readonly T[]): T[] => places.map((at) => all[at] as T);
  return {
    ...set,
    series: pick(set.series),
    known: set.known.map((column) => ({
      ...column,
      values: column.values.length === set.series.length ? pick(column.values) : column.values,
    })),
  };
}

function sumOf({ axis, series }: SeriesSet): Float64Array {
  const sum = new Float64Array(axis.length).fill(NaN);
  for (const { values } of series) {
    for (let t = 0; t < sum.length; t++) {
      const value = values[t] as number;
      if (!Number.isNaN(value)) sum[t] = (Number.isNaN(sum[t] as number) ? 0 : (sum[t] as number)) + value;
    }
  }
  return sum;
}
