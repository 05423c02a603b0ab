import { CodedError } from '../../core/errors.ts';
import { pointOf, timeOf } from '../../core/series/calendar.ts';
import type { Series, SeriesSet } from '../../core/series/types.ts';
import type { ForecastModel } from './types.ts';

/** Values of the model's series from the first step ahead on, as far as a later file has them; the total's last. */
export interface Realised {
  /** By series of the report, then by step ahead; NaN where none came. */
  readonly values: readonly Float64Array[];
  readonly total?: Float64Array;
  /** Steps of the horizon that came, at most. */
  readonly steps: number;
  /** Series of the model that the file has not, and of the file that the model has not. */
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** Points before the first step whose value is another than was learned from. */
  readonly changed: number;
}

/** How far a value may lie from the one learned from, as a share, to be the same. */
const SAME = 1e-6;

/**
 * Finds what came after the forecast in a later reading of the same series.
 * @throws forecast.feedback.other-step where it was read in other steps, forecast.feedback.no-series where no series is the same
 */
export function realisedOf(model: ForecastModel, set: SeriesSet): Realised {
  const { report } = model;
  const { axis } = report;
  const { horizon } = report.plan.question;
  if (axis.step.unit !== set.axis.step.unit || axis.step.count !== set.axis.step.count) {
    throw new CodedError('forecast.feedback.other-step', {
      unit: set.axis.step.unit,
      count: set.axis.step.count,
      modelUnit: axis.step.unit,
      modelCount: axis.step.count,
    });
  }
  const byName = new Map(set.series.map((series) => [series.name, series]));
  // A single series is the same one whatever its column is called by now.
  const only = report.series.length === 1 && set.series.length === 1 ? set.series[0] : undefined;
  let changed = 0;
  const missing: string[] = [];
  const values = report.series.map(({ name, from, values: learned }) => {
    const came = only ?? byName.get(name);
    if (!came) missing.push(name);
    else changed += differing(learned, from, came, set, model);
    return Float64Array.from({ length: horizon }, (_, h) => (came ? valueAt(set, came, timeOf(axis, from + h)) : NaN));
  });
  if (missing.length === report.series.length) {
    throw new CodedError('forecast.feedback.no-series', { found: [...byName.keys()].slice(0, 5) });
  }
  const own = new Set(report.series.map(({ name }) => name));
  const extra = only ? [] : [...byName.keys()].filter((name) => !own.has(name));
  const total = report.total ? totalOf(model, values) : undefined;
  const steps = Math.max(0, ...values.map((one) => one.findLastIndex((value) => Number.isFinite(value)) + 1));
  return { values, ...(total ? { total } : {}), steps, missing, extra, changed };
}

/** The value at a time; NaN where there is none. Filled points are no values that came. */
function valueAt({ axis }: SeriesSet, { values, filled }: Series, time: number): number {
  const point = pointOf(axis, time);
  if (!Number.isInteger(point) || point < 0 || point >= values.length || filled.includes(point)) return NaN;
  return values[point] as number;
}

function differing(
  learned: Float64Array,
  from: number,
  came: Series,
  set: SeriesSet,
  { report: { axis } }: ForecastModel,
): number {
  let count = 0;
  for (let t = 0; t < from; t++) {
    const before = learned[t] as number;
    const now = valueAt(set, came, timeOf(axis, t));
    if (!Number.isFinite(before) || !Number.isFinite(now)) continue;
    if (Math.abs(now - before) > SAME * Math.max(Math.abs(now), Math.abs(before))) count++;
  }
  return count;
}

/** The sum of the parts where all of them came. */
function totalOf({ report }: ForecastModel, values: readonly Float64Array[]): Float64Array {
  const from = report.total?.from;
  const parts = report.series.flatMap((series, s) => (series.from === from ? [values[s] as Float64Array] : []));
  return Float64Array.from({ length: report.plan.question.horizon }, (_, h) =>
    parts.reduce((sum, part) => sum + (part[h] as number), 0),
  );
}
