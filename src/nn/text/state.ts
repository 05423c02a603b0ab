import type { VocabularyState } from '../../core/text/vocabulary.ts';
import type { NetSpec } from '../net/spec.ts';

/** Networks for texts as they were learned: plain data. */
export interface TextNetState {
  readonly task: 'binary' | 'multiclass';
  readonly classes: readonly string[];
  readonly vocabulary: VocabularyState;
  readonly spec: NetSpec;
  /** Parameters of each network; their probabilities are averaged. */
  readonly nets: readonly Float32Array[];
  /** Epochs of each, on average. */
  readonly epochs: number;
  readonly temperature: number;
  /** Training rows that were learned from, where there were more than are. */
  readonly sampled?: number;
}
