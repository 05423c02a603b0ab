import type { ForecastReport, SeriesReport } from '../../../lenses/forecast/types.ts';

/** A series of the report as the screens list it. */
export interface ShownSeries {
  /** Place among the report's series; `total` for their sum. No two series share it, whatever their names are. */
  readonly key: string;
  readonly series: SeriesReport;
  readonly isTotal: boolean;
}

const TOTAL = 'total';

const size = ({ values }: SeriesReport): number =>
  values.reduce((sum, value) => sum + (Number.isFinite(value) ? Math.abs(value) : 0), 0);

/** The total first, then the largest. */
export function shownSeries({ series, total }: Pick<ForecastReport, 'series' | 'total'>): readonly ShownSeries[] {
  const sized = series.map((one, place) => ({ key: String(place), series: one, isTotal: false, size: size(one) }));
  const ordered = sized.toSorted((a, b) => b.size - a.size);
  const parts = ordered.map(({ key, series: one, isTotal }) => ({ key, series: one, isTotal }));
  return total ? [{ key: TOTAL, series: total, isTotal: true }, ...parts] : parts;
}

/** Series whose name holds what was typed, whatever the case and the accents. */
export function foundSeries(shown: readonly ShownSeries[], typed: string): readonly ShownSeries[] {
  const wanted = plain(typed.trim());
  return wanted === '' ? shown : shown.filter(({ series }) => plain(series.name).includes(wanted));
}

const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
