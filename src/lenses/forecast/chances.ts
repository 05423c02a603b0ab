import { CodedError } from '../../core/errors.ts';
import { lastingOdds, passOdds, reorderPoint, type PassOdds, type ReorderPoint } from '../../core/forecast/odds.ts';
import { drawPaths, type Paths } from '../../core/forecast/paths.ts';
import type { ForecastReport, SeriesReport } from './types.ts';

/** What may be asked of a forecast besides its fan. */
export type ChanceQuestion =
  /** "When do we pass 10,000 users?" */
  | { readonly kind: 'pass'; readonly level: number; readonly direction: 'above' | 'below' }
  /** "How likely is it that cash lasts to June?": what is there now, and each step's change is added to it. */
  | { readonly kind: 'last'; readonly start: number; readonly floor?: number }
  /** Stock at which to order again. */
  | { readonly kind: 'reorder'; readonly lead: number; readonly service: number };

export type ChanceAnswer =
  | ({ readonly kind: 'pass' } & PassOdds)
  | { readonly kind: 'last'; readonly by: Float64Array }
  | ({ readonly kind: 'reorder' } & ReorderPoint);

/** The total, where `series` is absent and there is one, else the first series. @throws forecast.no-series */
export function seriesNamed(report: Pick<ForecastReport, 'series' | 'total'>, series?: string): SeriesReport {
  const found =
    series === undefined
      ? (report.total ?? report.series[0])
      : (report.series.find(({ name }) => name === series) ??
        (report.total?.name === series ? report.total : undefined));
  if (!found) throw new CodedError('forecast.no-series', { series: series ?? '' });
  return found;
}

/**
 * Answers by drawing some thousand futures of one series; the same seed gives the same answer.
 * @throws forecast.no-series, forecast.odds.lead-too-long, forecast.odds.no-service-level
 */
export function chancesOf(
  report: Pick<ForecastReport, 'series' | 'total' | 'seed'>,
  question: ChanceQuestion,
  series?: string,
): ChanceAnswer {
  const { future, spread, errors } = seriesNamed(report, series);
  return answer(drawPaths({ fan: future, spread, errors }, report.seed), question);
}

function answer(paths: Paths, question: ChanceQuestion): ChanceAnswer {
  switch (question.kind) {
    case 'pass':
      return { kind: 'pass', ...passOdds(paths, question.level, question.direction) };
    case 'last':
      return { kind: 'last', by: lastingOdds(paths, question.start, question.floor) };
    case 'reorder':
      return { kind: 'reorder', ...reorderPoint(paths, question.lead, question.service) };
  }
}
