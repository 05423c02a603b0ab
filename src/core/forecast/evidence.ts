import type { ForecastFamily, PointForecast } from '../learn/forecast/forecaster.ts';
import type { Judged } from './backtest.ts';
import type { Fold, FoldItem } from './folds.ts';

/** What the methods said of one series at one origin, and what came. */
export interface EvidenceFold {
  readonly index: number;
  readonly item: FoldItem;
  /** By method; methods that do not suit are missing. */
  readonly forecasts: ReadonlyMap<string, PointForecast>;
}

/** All that the backtest says of one series; no fold where it was too short. The latest fold first. */
export interface SeriesEvidence {
  readonly series: number;
  readonly folds: readonly EvidenceFold[];
}

/** A method that may be chosen. */
export interface Candidate {
  readonly method: string;
  readonly family: ForecastFamily;
}

/** Methods that were judged to the end, in the order in which they were tried. */
export const candidatesOf = (judged: readonly Judged[], folds: readonly Fold[]): Candidate[] =>
  judged
    .filter(({ status, forecasts }) => status === 'done' && forecasts.size === folds.length)
    .map(({ contestant: { forecaster } }) => ({ method: forecaster.id, family: forecaster.family }));

/** Turns the backtest round: by series instead of by method. @param count series in the set */
export function evidenceOf(judged: readonly Judged[], folds: readonly Fold[], count: number): SeriesEvidence[] {
  const methods = new Set(candidatesOf(judged, folds).map(({ method }) => method));
  const bySeries = Array.from({ length: count }, (_, series) => ({ series, folds: [] as EvidenceFold[] }));
  for (const { index, items } of folds) {
    for (const [place, item] of items.entries()) {
      const forecasts = new Map<string, PointForecast>();
      for (const { contestant, forecasts: all } of judged) {
        const id = contestant.forecaster.id;
        const forecast = methods.has(id) ? all.get(index)?.[place] : undefined;
        if (forecast) forecasts.set(id, forecast);
      }
      bySeries[item.series]?.folds.push({ index, item, forecasts });
    }
  }
  return bySeries;
}

/** Mean absolute scaled error over the points that came; NaN where none did. */
export function lossOf({ actual, scale }: Pick<FoldItem, 'actual' | 'scale'>, mean: Float64Array): number {
  let [sum, points] = [0, 0];
  for (let h = 0; h < actual.length; h++) {
    const y = actual[h] as number;
    if (!Number.isFinite(y)) continue;
    sum += Math.abs(y - (mean[h] as number)) / scale;
    points++;
  }
  return points > 0 ? sum / points : NaN;
}
