import type { Batch } from './spec.ts';

export type EngineName = 'webgl' | 'wasm' | 'cpu';

/** All that training has reached, whatever engine goes on with it; one flat vector each, laid out as the blocks say. */
export interface NetStanding {
  /** Steps taken. */
  readonly steps: number;
  readonly parameters: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Exponential moving average of the parameters; it is what is judged and kept. */
  readonly average: Float32Array;
}

/** What one step learns from. */
export interface StepInput {
  readonly batch: Batch;
  /** rows × classes, each row sums to 1, smoothing is already in it; or rows × outputs, NaN where no value is known. */
  readonly wanted: Float32Array;
  /** A weight a row. They sum to 1; for numbers, over all of them that are known: a row's weight is of each of its own. */
  readonly weights: Float32Array;
  /**
   * A mask a dropout layer, in order: rows × channels (spatial) or rows × inputs; 0 or 1 / (1 − rate). Drawn outside the
   * engine, so that every engine drops the same.
   */
  readonly masks: readonly Float32Array[];
  readonly learningRate: number;
  readonly weightDecay: number;
  /** How much of the running average stays, 0 … 1. */
  readonly averageKeep: number;
}

/** One engine's part in a training. Dispose it, whatever happens. */
export interface NetRunner {
  readonly engine: EngineName;
  /** One step of Adam (beta .9, .999, epsilon 1e-7) with decoupled weight decay. @throws compute.context-lost */
  step(input: StepInput): Promise<void>;
  /** Mean loss of the steps since the last call; also waits for the engine. @throws compute.context-lost */
  loss(): Promise<number>;
  /** Scores, rows × units of the last layer, of the averaged parameters: no dropout, running statistics. */
  logits(batch: Batch): Promise<Float32Array>;
  standing(): Promise<NetStanding>;
  dispose(): void;
}
