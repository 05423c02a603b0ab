import type { Table } from '../../table/table.ts';

/** A stretch of a text in UTF-16 positions, and how much it spoke for a class (positive) or against it. */
export interface TextMark {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** Texts as points: the nearer, the more alike. */
export interface TextEmbedding {
  readonly width: number;
  /** rows × width. */
  readonly values: Float32Array;
}

/** What estimators of texts can say besides their predictions. */
export interface TextSkills<State> {
  /**
   * What in a text spoke for the class and against it, in the order of the text.
   * @param code number of the class
   */
  marks(text: string, state: State, code: number, signal?: AbortSignal): Promise<readonly TextMark[]>;
  /** Networks: what they make of each row of texts. */
  embed?(features: Table, state: State, signal?: AbortSignal): Promise<TextEmbedding>;
  /**
   * Linear models: words that speak for each class, the strongest first.
   * @param leastRows training rows in which a word must occur to be told
   */
  words?(state: State, most: number, leastRows: number): readonly (readonly string[])[];
  /** Rows that were learned from, where there were more than are; undefined: all of them. */
  sampled?(state: State): number | undefined;
}
