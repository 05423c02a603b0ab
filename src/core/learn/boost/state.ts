import type { TaskKind } from '../task.ts';

/** A column that the trees were offered. Category levels are those seen often enough in training. */
export type BoostInput =
  | { readonly kind: 'number'; readonly name: string }
  | { readonly kind: 'category'; readonly name: string; readonly levels: readonly string[] };

/** All trees, node after node. The right child of a node follows its left one. */
export interface Trees {
  /** First node of each tree, and behind them the number of nodes. */
  readonly starts: Int32Array;
  /** Position in `inputs` of the column that a node splits, −1 at a leaf. */
  readonly input: Int32Array;
  /** Number columns: values up to this go left. */
  readonly threshold: Float64Array;
  /** Category columns: first word in `levelBits` of the node's set of levels that go left (bit i: level i), else −1. */
  readonly levelSet: Int32Array;
  readonly levelBits: Uint32Array;
  /** 1 where missing values and unknown levels go left. */
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  /** What a leaf adds to the raw score: target units for numbers, log-odds for classes. */
  readonly value: Float64Array;
  /** Training rows that passed through each node. */
  readonly cover: Float64Array;
}

/** What boosting learned. Plain data on raw values: it needs neither the bins nor the training table. */
export interface BoostState {
  readonly task: TaskKind;
  /** Empty for numbers. */
  readonly classes: readonly string[];
  readonly inputs: readonly BoostInput[];
  /** Raw score of each output before the first tree. */
  readonly base: Float64Array;
  /** Rounds kept; tree r · base.length + o adds to output o. */
  readonly rounds: number;
  readonly trees: Trees;
}
