import type { Table } from '../table/table.ts';
import type { TrainRows, ValidationRows } from '../prepare/rows.ts';
import type { Pacer } from './pacer.ts';
import type { Prediction, Target, TaskKind } from './task.ts';
import type { PictureSkills } from './image/skills.ts';
import type { TextSkills } from './text/skills.ts';

/**
 * Which shape of features an estimator wants; `prepare/encode` makes each from the cleaned table.
 * - `dense`: number columns only, no NaN: imputed, scaled, categories one-hot.
 * - `native`: number columns with NaN where missing, and category columns (−1 missing).
 * - `embedded`: number columns imputed and robustly scaled, category columns without −1 (missing is a level of its own).
 * - `raw`: the columns as they are: texts and pictures, from whose training rows the estimator learns what it needs.
 */
export type Encoding = 'dense' | 'native' | 'embedded' | 'raw';

/** Where a fit stands. `done` and `total` count the estimator's own unit (iterations, trees, epochs). */
export interface FitProgress {
  readonly done: number;
  readonly total: number;
  /** Training loss: mean log loss for classes, mean squared error in target units for numbers. */
  readonly loss?: number;
  /** The same on the validation rows, where they were given. */
  readonly validationLoss?: number;
  /** Share of the validation rows whose likeliest class is theirs. */
  readonly validationAccuracy?: number;
  readonly learningRate?: number;
  readonly rowsPerSecond?: number;
  /** What a network for pictures sees and says just now, to be watched. */
  readonly live?: LiveView;
  /** All it takes to go on from here, told now and then where the context asks for it. Not to be changed. */
  readonly checkpoint?: PlainData;
}

/** A layer to be drawn: what leaves it, and what it learns. */
export interface NetworkLayer {
  readonly name: string;
  /** Numbers that leave it. */
  readonly units: number;
  /** Their arrangement, e.g. 14 × 14 × 16; null where it differs from row to row. */
  readonly shape?: readonly (number | null)[];
  readonly parameters?: number;
}

/** First-layer filters, and how some validation rows are read just now. */
export interface LiveView {
  readonly filters?: {
    readonly count: number;
    readonly height: number;
    readonly width: number;
    readonly channels: number;
    /** count × height × width × channels. */
    readonly values: Float32Array;
  };
  /** Always the same rows, by their number in the features. */
  readonly examples: readonly {
    readonly row: number;
    readonly actual: number;
    readonly predicted: number;
    readonly share: number;
  }[];
}

export interface FitInput {
  /** Encoded features; all rows of the table, of which only `rows` may be learned from. */
  readonly features: Table;
  readonly target: Target;
  readonly rows: TrainRows;
  /** For early stopping only. Without them an estimator fits exactly the number of iterations in its params. */
  readonly validation?: ValidationRows;
  /** Weight a table row (not a row of `rows`); 1 each when absent. */
  readonly weights?: Float64Array;
}

export interface FitContext {
  readonly seed: number;
  readonly pacer: Pacer;
  /**
   * Asks for checkpoints; none are told without. One is told at most every 15 s by `clock`, or, where there is no clock,
   * every few units of work. Estimators whose fits are short tell none.
   */
  readonly checkpoints?: { readonly clock?: () => number };
  /**
   * What an earlier run of the very same fit told last: the fit goes on from there and gives what it would have given.
   * A checkpoint that is damaged or of another fit is passed over, and the fit begins anew.
   */
  readonly resume?: PlainData;
}

/** Plain data: numbers, strings, booleans, arrays, typed arrays, objects of these. Survives structuredClone and IndexedDB. */
export type PlainData = unknown;

/**
 * A learning method. Instances hold no state: what was learned is the plain data that `fit` returns, kept with the
 * estimator's id and version, so that it saves, travels and reloads.
 */
export interface Estimator<Params = PlainData, State = PlainData> {
  /** e.g. `ridge`; unique in the registry. */
  readonly id: string;
  /** Raised when old states can no longer be read. */
  readonly version: number;
  readonly tasks: readonly TaskKind[];
  readonly encoding: Encoding;
  /** Settings that do well unseen. */
  readonly defaults: Params;
  /**
   * Learns from `input.rows` alone, yielding progress at least every few hundred milliseconds.
   * @throws train.one-class, train.too-few-rows, train.no-features, train.not-finite, and CancelledError
   */
  fit(input: FitInput, params: Params, context: FitContext): AsyncGenerator<FitProgress, State>;
  /** Predicts every row of `features`, encoded as at fitting. */
  predict(features: Table, state: State, signal?: AbortSignal): Promise<Prediction>;
  /** Iterations that early stopping settled on, to be refitted with on more rows; undefined where that means nothing. */
  iterations?(state: State): number | undefined;
  /** `params` with the number of iterations set, for refitting without validation rows. */
  withIterations?(params: Params, iterations: number): Params;
  /** `params` with what fits that had validation rows settled besides, for refitting without. */
  settled?(params: Params, states: readonly State[]): Params;
  /** Networks: layers from `input` to `output` with the numbers that leave each, to be drawn. */
  layers?(params: Params, features: Table, outputs: number): readonly NetworkLayer[];
  /** Estimators of texts: what they say besides. */
  readonly text?: TextSkills<State>;
  /** Estimators of pictures: what they say besides. */
  readonly picture?: PictureSkills<State>;
}

/** Estimators by id. Made where a worker is put together and passed on as an argument. */
export type EstimatorRegistry = ReadonlyMap<string, Estimator>;

/** @throws Error when two estimators share an id (a programming mistake, not a person's) */
export function makeEstimatorRegistry(estimators: readonly Estimator[]): EstimatorRegistry {
  const registry = new Map<string, Estimator>();
  for (const estimator of estimators) {
    if (registry.has(estimator.id)) throw new Error(`two estimators are called ${estimator.id}`);
    registry.set(estimator.id, estimator);
  }
  return registry;
}

/** Runs a fit to its end and returns the state, for callers that need no progress. */
export async function fitToEnd<Params, State>(
  estimator: Estimator<Params, State>,
  input: FitInput,
  params: Params,
  context: FitContext,
  onProgress?: (progress: FitProgress) => void,
): Promise<State> {
  const run = estimator.fit(input, params, context);
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
  }
}
