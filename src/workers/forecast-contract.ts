import type { SeriesNature, SeriesReading, SeriesSet } from '../core/series/types.ts';
import type { Fan, ForecastFeedback, ForecastModel, WhatIf } from '../lenses/forecast/types.ts';
import type { Updated } from '../lenses/forecast/update.ts';
import type { TrainEvent } from '../lenses/events.ts';

/** Series as a reading makes them, with what they are like; the first ones where there are many. */
export interface SeriesPreview {
  readonly set: SeriesSet;
  /** One a series of `set`, in its order. */
  readonly natures: readonly SeriesNature[];
  /** Series that the reading makes, those that are not shown too. */
  readonly count: number;
  /** All of them added up, on the axis; NaN where none has a value. */
  readonly sum: Float64Array;
}

/** What would come if columns whose future is known held other values. */
export interface WhatIfFuture {
  /** In the order of the report's series. */
  readonly series: readonly {
    readonly name: string;
    readonly future: Fan;
    /** Whether what was chosen for it looks at these columns at all. */
    readonly listens: boolean;
  }[];
  readonly total?: Fan;
}

/** What a training worker answers about series. `port` leads to the data worker (LendContract). */
export type ForecastContract = {
  /** A table read as series. @throws series.* */
  series: {
    args: {
      readonly port: MessagePort;
      readonly reading: SeriesReading;
      /** Series to send at most, the largest. */
      readonly most: number;
    };
    event: { readonly done: number; readonly total: number };
    result: SeriesPreview;
  };
  /** @throws forecast.* */
  whatIf: {
    args: { readonly model: ForecastModel; readonly changes: readonly WhatIf[] };
    event: never;
    result: WhatIfFuture;
  };
  /** Values that came after the forecast, beside what it said. @throws series.*, forecast.* */
  forecastFeedback: {
    args: { readonly port: MessagePort; readonly model: ForecastModel };
    event: { readonly done: number; readonly total: number };
    result: ForecastFeedback;
  };
  /** Trains again with the values that came since, and compares. @throws series.*, forecast.* */
  forecastUpdate: {
    args: { readonly port: MessagePort; readonly model: ForecastModel; readonly modelId: string };
    event: TrainEvent;
    result: Updated;
  };
};
