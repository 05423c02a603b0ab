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
  /** Epochs after which each was at its best, on average, of those that were planned. */
  readonly epochs: number;
  readonly planned: number;
  readonly temperature: number;
  /** Training rows that were learned from, where there were more than are. */
  readonly sampled?: number;
}
