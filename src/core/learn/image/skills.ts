import type { Table } from '../../table/table.ts';
import type { PictureSize } from './picture-rows.ts';

/** What a fit did to its pictures, and why. */
export interface PictureNotes {
  readonly size: PictureSize;
  /** Ways of changing pictures while learning, and a code that says why or why not. */
  readonly augmentation: readonly { readonly kind: string; readonly used: boolean; readonly code: string }[];
  /** Whether rows of rare classes weighed more. */
  readonly classWeights: boolean;
  /** Training pictures that were learned from, where there were more than time allows. */
  readonly sampled?: number;
}

/** Where in a picture something lies: height × width, 0 … 1. */
export interface Heat {
  readonly height: number;
  readonly width: number;
  readonly values: Float32Array;
}

/**
 * How a heat map is made: `grad-cam`, what the last layer of a network found, by how much that speaks for the class;
 * `weights`, each pixel's distance from its mean times its weight for the class.
 */
export type HeatFrom = 'grad-cam' | 'weights';

/** What estimators of pictures say besides what every estimator says. */
export interface PictureSkills<State> {
  notes(state: State): PictureNotes;
  /** The highest pixel of the training pictures. */
  highest(state: State): number;
  readonly heatFrom: HeatFrom;
  /** What in the picture of the first row speaks for a class. @param target place among the target's classes */
  heat(features: Table, state: State, target: number, signal?: AbortSignal): Promise<Heat>;
}
