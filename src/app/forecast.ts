import type { SeriesReading } from '../core/series/types.ts';
import type { ChanceAnswer, ChanceQuestion } from '../lenses/forecast/chances.ts';
import type { ForecastFeedback, WhatIf } from '../lenses/forecast/types.ts';
import type { Updated } from '../lenses/forecast/update.ts';
import type { TableSummary } from '../workers/data-contract.ts';
import type { SeriesPreview, WhatIfFuture } from '../workers/forecast-contract.ts';
import type { AppContext } from './context.ts';
import type { Models } from './models.ts';
import type { Loading } from './state.ts';
import type { Tables } from './tables.ts';

/** Series before and after a training: how the table is read as series, and what came of a forecast. */
export interface ForecastState {
  /** The table as the reading asked for last makes it; empty when the table changes. */
  readonly series: Loading<ShownSeries>;
  readonly feedback: LaterValues;
}

/** A reading and what it makes of the table. */
export interface ShownSeries extends SeriesPreview {
  readonly reading: SeriesReading;
}

/** Values that came after the forecast on the screen. */
export interface LaterValues {
  /** The file as read. */
  readonly file: Loading<TableSummary>;
  /** Beside what was forecast. */
  readonly result: Loading<ForecastFeedback>;
  /** Trained again with them, beside the one before; not yet taken. */
  readonly update: Loading<Updated>;
}

/**
 * What may be asked about forecasts. Failures land in `AppState.forecast`, but for `whatIf` and `forecastChances`, which
 * reject with a CodedError, and `forecastCsv`, which leaves a notice.
 */
export interface ForecastCommands {
  /** Reads the project's table as series, to be looked at before training. Of several calls the newest counts. */
  previewSeries(reading: SeriesReading): Promise<void>;
  cancelSeries(): void;
  /**
   * What the forecast on the screen would be if columns whose future is known held other values; of calls that wait the
   * newest alone is answered, and all of them with that.
   */
  whatIf(changes: readonly WhatIf[]): Promise<WhatIfFuture>;
  /**
   * When the forecast on the screen passes a level, how long something lasts, when to order again; of one series, or of
   * the total where none is named.
   */
  forecastChances(question: ChanceQuestion, series?: string): Promise<ChanceAnswer>;
  /** Reads a file with later values and sets them beside the forecast on the screen. */
  openLaterValues(file: File): Promise<void>;
  /** Trains again with the later values; `acceptForecastUpdate` makes that the model on the screen. */
  updateForecast(): Promise<void>;
  acceptForecastUpdate(): Promise<void>;
  /** Stops reading later values, comparing them or training again. */
  cancelLaterValues(): void;
  /** The forecast on the screen: time, series, prediction and the ends of the 90 % interval. Undefined where that failed. */
  forecastCsv(): Promise<Blob | undefined>;
}

/** Where the page is asked about series, it fetches what that needs. */
export function forecastCommands(app: AppContext, tables: Tables, models: Models): ForecastCommands {
  let work: Promise<ForecastCommands> | undefined;
  const fetched = (): Promise<ForecastCommands> => {
    work ??= import('./forecast-work.ts').then(({ createForecastWork }) => createForecastWork(app, tables, models));
    return work;
  };
  return {
    previewSeries: async (reading) => (await fetched()).previewSeries(reading),
    cancelSeries: () => void work?.then((present) => present.cancelSeries()),
    whatIf: async (changes) => (await fetched()).whatIf(changes),
    forecastChances: async (...asked) => (await fetched()).forecastChances(...asked),
    openLaterValues: async (file) => (await fetched()).openLaterValues(file),
    updateForecast: async () => (await fetched()).updateForecast(),
    acceptForecastUpdate: async () => (await fetched()).acceptForecastUpdate(),
    cancelLaterValues: () => void work?.then((present) => present.cancelLaterValues()),
    forecastCsv: async () => (await fetched()).forecastCsv(),
  };
}
