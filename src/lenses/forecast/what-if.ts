import { CodedError } from '../../core/errors.ts';
import { combine } from '../../core/forecast/combine.ts';
import { moveFan } from '../../core/forecast/reconcile.ts';
import { COMBINATION, type Fan, type Member } from '../../core/forecast/types.ts';
import type { ForecasterRegistry, PointForecast, View } from '../../core/learn/forecast/forecaster.ts';
import type { SeriesSet } from '../../core/series/types.ts';
import { wholeViews } from './final-fits.ts';
import { withTotal } from './total.ts';
import type { ForecastModel, SeriesReport, WhatIf } from './types.ts';

/** The future as it was told, and as it would be. */
export interface WhatIfResult {
  readonly series: readonly SeriesReport[];
  readonly total?: SeriesReport;
  /** Whether what is chosen looks at the known columns at all, by series: where not, nothing can change. */
  readonly listens: readonly boolean[];
}

/** The set of the model with the total behind it, where it has one. */
export const wholeOf = ({ data, report }: ForecastModel): SeriesSet => (report.total ? withTotal(data).whole : data);

export const membersOf = ({ chosen }: SeriesReport): readonly Member[] =>
  chosen.method === COMBINATION ? (chosen.members ?? []) : [{ method: chosen.method, weight: 1 }];

/** Forecasts of the model's own fits for views of all its series. @throws forecast.no-method */
export async function forecastBy(
  model: ForecastModel,
  views: readonly View[],
  registry: ForecasterRegistry,
  signal?: AbortSignal,
): Promise<(PointForecast | undefined)[]> {
  const { horizon } = model.report.plan.question;
  const all = views.map(() => new Map<string, PointForecast>());
  for (const { method, version, state, series } of model.fits) {
    const forecaster = registry.get(method);
    if (!forecaster || forecaster.version !== version) throw new CodedError('forecast.no-method', { method });
    const input = { views: series.map((s) => views[s] as View), horizon };
    const forecasts = await forecaster.forecast(input, state, signal);
    for (const [place, s] of series.entries()) {
      const forecast = forecasts[place];
      if (forecast) all[s]?.set(method, forecast);
    }
  }
  const { series, total } = model.report;
  const reports = total ? [...series, total] : series;
  return reports.map((report, s) => combine(all[s] ?? new Map(), membersOf(report)));
}

/**
 * The future with other values of known columns. Fans keep their width and move as far as the forecast does; the total
 * moves as far as its parts together.
 * @throws forecast.no-known-column, forecast.no-series, forecast.no-method, CancelledError
 */
export async function whatIf(
  model: ForecastModel,
  changes: readonly WhatIf[],
  registry: ForecasterRegistry,
  signal?: AbortSignal,
): Promise<WhatIfResult> {
  const { report, data } = model;
  const { horizon } = report.plan.question;
  const all = report.total ? [...report.series, report.total] : report.series;
  const whole = wholeOf(model);
  // Natures are of the whole series again: described on nothing but the past, they are what was learned from.
  const views = wholeViews(whole, [], horizon);
  const changed = views.map((view, s) => withChanges(view, s, data, changes, report.total ? report.series.length : -1));
  const before = await forecastBy(model, views, registry, signal);
  const after = await forecastBy(model, changed, registry, signal);
  const moved = report.series.map((one, s) => movedReport(one, before[s], after[s], isFloored(one)));
  const listens = all.map((_, s) => differs(before[s], after[s]));
  if (!report.total) return { series: moved, listens };
  const parts = report.series.map((one, s) => differenceOf(one.future, (moved[s] as SeriesReport).future));
  const to = report.total.future.mean.map((value, h) => parts.reduce((sum, part) => sum + (part[h] as number), value));
  const floor = isFloored(report.total) ? 0 : -Infinity;
  const total = { ...report.total, future: moveFan(report.total.future, to, floor) };
  return { series: moved, total, listens };
}

const isFloored = ({ future, values }: SeriesReport): boolean =>
  !values.some((value) => value < 0) && (future.quantiles[0]?.every((value) => value >= 0) ?? false);

const differs = (before: PointForecast | undefined, after: PointForecast | undefined): boolean =>
  before !== undefined && after !== undefined && before.mean.some((value, h) => value !== after.mean[h]);

const differenceOf = (before: Fan, after: Fan): Float64Array =>
  after.mean.map((value, h) => value - (before.mean[h] as number));

function movedReport(
  report: SeriesReport,
  before: PointForecast | undefined,
  after: PointForecast | undefined,
  floored: boolean,
): SeriesReport {
  if (!before || !after) return report;
  const floor = floored ? 0 : -Infinity;
  const to = report.future.mean.map((value, h) =>
    Math.max(floor, value + (after.mean[h] as number) - (before.mean[h] as number)),
  );
  return { ...report, future: moveFan(report.future, to, floor) };
}

/** @param total number of the total, which changes that are meant for every series reach too */
function withChanges(view: View, series: number, data: SeriesSet, changes: readonly WhatIf[], total: number): View {
  const known = view.known.map((values) => values.slice());
  for (const { column, series: name, values } of changes) {
    const place = view.knownNames.indexOf(column);
    if (place < 0) throw new CodedError('forecast.no-known-column', { column });
    if (name !== undefined && !data.series.some((one) => one.name === name)) {
      throw new CodedError('forecast.no-series', { series: name });
    }
    if (name !== undefined && (series === total || name !== view.name)) continue;
    const own = known[place] as Float64Array;
    for (const [h, value] of values.entries()) {
      const at = view.values.length + h;
      if (at < own.length && Number.isFinite(value)) own[at] = value;
    }
  }
  return { ...view, known };
}
