import type { Pacer } from '../core/learn/pacer.ts';
import { describeSeries } from '../core/series/describe-series.ts';
import { readSeries } from '../core/series/read-series.ts';
import type { Series, SeriesNature, SeriesReading, SeriesSet } from '../core/series/types.ts';
import type { Table } from '../core/table/table.ts';
import { readingColumns } from '../lenses/asked-columns.ts';
import type { SeriesPreview } from './forecast-contract.ts';
import type { Handlers, JobContext } from './serve.ts';
import type { TrainContract } from './train-contract.ts';

/** What these jobs need of the worker that they run in. */
interface ForecastJobOptions {
  readonly fetchTable: (port: MessagePort, names?: readonly string[]) => Promise<Table>;
  /** ISO 8601. */
  readonly now: () => string;
  readonly pacerOf: (context: Pick<JobContext<unknown>, 'signal' | 'gate'>) => Pacer;
}

/** The logic behind ForecastContract. */
export function forecastJobs({
  fetchTable,
  now,
  pacerOf,
}: ForecastJobOptions): Pick<Handlers<TrainContract>, 'series'> {
  return {
    async series({ port, reading, most }, context) {
      const table = await fetchTable(port, readingColumns(reading));
      const onProgress = (done: number, total: number): void => context.emit({ done, total });
      return previewSeries(table, { reading, most, now: Date.parse(now()), pacer: pacerOf(context), onProgress });
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
