import type { SeriesGroup } from '../../core/forecast/groups.ts';
import type { ComputeNote } from '../../core/learn/compute.ts';
import type { ForecasterRegistry } from '../../core/learn/forecast/forecaster.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import type { Finding } from '../../core/errors.ts';
import type { SeriesNature, SeriesSet } from '../../core/series/types.ts';
import type { Table } from '../../core/table/table.ts';
import type { SavedCheckpoint } from '../checkpoint.ts';
import type { ForecastPlan } from './types.ts';

export interface ForecastTrainInput {
  /** Holds at least the columns of the question (`columnsOfForecast`). */
  readonly table: Table;
  /** Series that have been settled already, in place of those of the table. */
  readonly set?: SeriesSet;
  readonly plan: ForecastPlan;
  readonly forecasters: ForecasterRegistry;
  /** ISO 8601. */
  readonly now: () => string;
  /** Monotonic milliseconds. */
  readonly clock?: () => number;
  readonly pacer: Pacer;
  /** Aborted when the person wants the best so far. */
  readonly finish: AbortSignal;
  readonly modelId: string;
  /** The model that this one is retrained from. */
  readonly parent?: string;
  /** Absent: nobody keeps checkpoints, and none are told. `saved`: what the same training told before it was interrupted. */
  readonly checkpoint?: { readonly saved?: SavedCheckpoint };
  readonly appVersion: string;
  /** How networks were computed; asked for again once they have run. */
  readonly compute: () => ComputeNote;
}

/** A question with its series. */
export interface ForecastProblem {
  readonly set: SeriesSet;
  /** The set, with the total behind its last series where there is one: what is judged and forecast. */
  readonly whole: SeriesSet;
  /** Number of the total in `whole`. */
  readonly total?: number;
  /** Numbers of the series that the total is made of. */
  readonly parts: readonly number[];
  readonly horizon: number;
  /** Of all these one a series of `whole`. Natures count points from the first value of the series. */
  readonly natures: readonly SeriesNature[];
  readonly groups: readonly SeriesGroup[];
  readonly neverNegative: readonly boolean[];
  readonly findings: readonly Finding[];
}
