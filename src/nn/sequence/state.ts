import type { NetSpec } from '../net/spec.ts';
import type { JourneyVocabulary } from './vocabulary.ts';

/** A network for journeys as it was learned: plain data. */
export interface JourneyNetState {
  readonly task: 'binary' | 'multiclass';
  readonly classes: readonly string[];
  /** Column that holds the journeys. */
  readonly column: string;
  readonly vocabulary: JourneyVocabulary;
  readonly spec: NetSpec;
  readonly parameters: Float32Array;
  /** What is added to the scores: balanced classes back to their shares. */
  readonly offsets: readonly number[];
  /** Epochs after which it was at its best, of those that were planned. */
  readonly epochs: number;
  readonly planned: number;
  readonly temperature: number;
}
