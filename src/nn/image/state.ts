import type { PictureSize } from '../../core/learn/image/picture-rows.ts';
import type { PictureNotes } from '../../core/learn/image/skills.ts';
import type { NetSpec } from '../net/spec.ts';

/** How pixels become what enters a network. */
export interface PixelScale {
  readonly size: PictureSize;
  /** What pixels are divided by: the highest of the training rows. */
  readonly highest: number;
  /** Of each channel, after that. */
  readonly means: readonly number[];
  readonly spreads: readonly number[];
}

/** A network for pictures as it was learned: plain data. */
export interface ImageNetState {
  readonly task: 'binary' | 'multiclass';
  readonly classes: readonly string[];
  readonly scale: PixelScale;
  readonly spec: NetSpec;
  readonly parameters: Float32Array;
  readonly epochs: number;
  readonly temperature: number;
  /** Share of each class among the training rows: what a row without a picture gets. */
  readonly shares: Float64Array;
  /** Added to the scores: puts what was learned with classes weighed alike back to how frequent they are. */
  readonly offsets: readonly number[];
  readonly notes: PictureNotes;
}
