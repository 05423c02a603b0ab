import type { Conclusion } from '../../core/forecast/conclude.ts';
import type { SeriesEvidence } from '../../core/forecast/evidence.ts';
import type { Multipliers } from '../../core/forecast/intervals.ts';
import type { SeriesScore } from '../../core/forecast/method-scores.ts';
import { COMBINATION, type Member } from '../../core/forecast/types.ts';
import type { ForecastFamily, PointForecast, View } from '../../core/learn/forecast/forecaster.ts';
import type { Series } from '../../core/series/types.ts';

/** All that is known of one series in the end. */
export interface SeriesOutcome {
  readonly series: Series;
  readonly view: View;
  readonly evidence: SeriesEvidence;
  readonly conclusion: Conclusion;
  readonly members: readonly Member[];
  readonly forecast: PointForecast;
  readonly told: Readonly<Record<string, string | number>>;
  /** By method, where it was judged on the series. */
  readonly scores: ReadonlyMap<string, SeriesScore>;
  readonly families: ReadonlyMap<string, ForecastFamily>;
  readonly neverNegative: boolean;
  readonly multipliers: Multipliers;
  /** Whether it is taken apart, which takes long for thousands. */
  readonly takeApart: boolean;
}

/** What members are called among methods. */
export const nameOf = (members: readonly Member[]): string =>
  members.length === 1 ? (members[0] as Member).method : COMBINATION;
