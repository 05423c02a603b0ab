import { CodedError, type Finding } from '../../core/errors.ts';
import { groupOf } from '../../core/forecast/groups.ts';
import { pointsNeeded } from '../../core/forecast/origins.ts';
import { lengthOf } from '../../core/forecast/views.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { describeSeries } from '../../core/series/describe-series.ts';
import { readSeries } from '../../core/series/read-series.ts';
import type { Series, SeriesNature, SeriesSet } from '../../core/series/types.ts';
import type { Table } from '../../core/table/table.ts';
import { readingColumns } from '../asked-columns.ts';
import { withTotal, type WithTotal } from './total.ts';
import type { ForecastProblem } from './training.ts';
import type { ForecastQuestion } from './types.ts';

/** Farther ahead nothing that is learned here says anything. */
const MOST_HORIZON = 1000;

/** Columns of the table that a question reads. */
export const columnsOfForecast = ({ reading }: ForecastQuestion): string[] => readingColumns(reading);

/**
 * The series of a question, each with what it is like.
 * @param now milliseconds of the wall clock: what is later is pointed out
 * @throws forecast.no-horizon, forecast.too-short, series.*, CancelledError
 */
export async function readProblem(
  table: Table,
  question: ForecastQuestion,
  pacer: Pacer,
  now?: number,
): Promise<ForecastProblem> {
  const set = readSeries(table, question.reading, now === undefined ? {} : { now });
  return describeProblem(set, question, pacer);
}

/** As `readProblem`, of series that have been read. */
export async function describeProblem(
  set: SeriesSet,
  question: ForecastQuestion,
  pacer: Pacer,
): Promise<ForecastProblem> {
  const { horizon } = question;
  if (!(Number.isInteger(horizon) && horizon >= 1 && horizon <= MOST_HORIZON)) {
    throw new CodedError('forecast.no-horizon', { horizon, most: MOST_HORIZON });
  }
  const longest = Math.max(0, ...set.series.map(lengthOf));
  const needed = pointsNeeded(horizon);
  if (longest < needed) throw new CodedError('forecast.too-short', { points: longest, needed, horizon });
  const summed: WithTotal = question.addUp ? withTotal(set) : { whole: set, parts: [], findings: [] };
  const natures: SeriesNature[] = [];
  for (const { values, first, last } of summed.whole.series) {
    natures.push(describeSeries(values.subarray(first, last + 1), set.axis));
    await pacer.pause();
  }
  return {
    set,
    ...summed,
    horizon,
    natures,
    groups: natures.map(groupOf),
    neverNegative: summed.whole.series.map((series) => question.neverNegative ?? isNeverNegative(series)),
    findings: [...summed.findings, ...aboutSeries(set, natures, horizon)],
  };
}

const isNeverNegative = ({ values }: Series): boolean => !values.some((value) => value < 0);

/** Steps beyond an ordinary value that one outlier lies, in whole ranges of the others, to be called huge. */
const HUGE = 10;

function aboutSeries(set: SeriesSet, natures: readonly SeriesNature[], horizon: number): Finding[] {
  const findings: Finding[] = [];
  const needed = pointsNeeded(horizon);
  const short = set.series.filter((series) => lengthOf(series) < needed).length;
  if (short > 0) findings.push({ level: 'careful', code: 'forecast.short-series', params: { count: short, needed } });
  const still = natures.slice(0, set.series.length).filter(({ kind }) => kind === 'constant' || kind === 'zero').length;
  if (still > 0) findings.push({ level: 'note', code: 'forecast.still-series', params: { count: still } });
  for (const [s, series] of set.series.entries()) {
    const huge = hugeOutlier(series, natures[s] as SeriesNature);
    if (huge === undefined) continue;
    findings.push({ level: 'careful', code: 'forecast.huge-outlier', params: { series: series.name, value: huge } });
    if (findings.length > NAMED) break;
  }
  return findings;
}

/** Findings about single series at most. */
const NAMED = 5;

/** The value that lies farther from all others than they from each other by many times. */
function hugeOutlier({ values, first }: Series, { outliers }: SeriesNature): number | undefined {
  const apart = new Set(outliers.map(({ at }) => first + at));
  const others = values.filter((value, t) => Number.isFinite(value) && !apart.has(t)).sort();
  const [low, high] = [others[0], others[others.length - 1]];
  if (low === undefined || high === undefined) return undefined;
  const range = Math.max(high - low, Number.MIN_VALUE);
  return outliers.find(({ value }) => value > high + HUGE * range || value < low - HUGE * range)?.value;
}
