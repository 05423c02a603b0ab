import type { Finding } from '../../core/errors.ts';
import type { Estimate } from '../../core/metrics/types.ts';
import type { HeatFrom } from '../../core/learn/image/skills.ts';
import type { PictureShape } from '../predict/question.ts';

/** What the image lens found besides the figures that all lenses give. Rows are named by number; no picture is in it. */
export interface ImageFindings {
  readonly shape: PictureShape;
  /** On the test rows, the most frequent class first. */
  readonly perClass: readonly {
    readonly name: string;
    readonly count: number;
    readonly precision: Estimate;
    readonly recall: Estimate;
    readonly f1: number;
  }[];
  /** Test rows to look at: the surest mistakes first, then the least sure of the right ones. */
  readonly gallery: readonly {
    readonly row: number;
    readonly actual: string;
    readonly predicted: string;
    readonly share: number;
  }[];
  /** What pictures were changed by while learning, and why or why not. */
  readonly augmentation: readonly { readonly kind: string; readonly used: boolean; readonly code: string }[];
  readonly classWeights: boolean;
  /** Two classes: read as a test of health is read. */
  readonly clinical?: Clinical;
  readonly findings: readonly Finding[];
}

/** Two classes, the "yes" being what is looked for. Thresholds are settled on validation rows, figures are of test rows. */
export interface Clinical {
  readonly positive: string;
  readonly positives: number;
  readonly negatives: number;
  /** By ascending specificity aimed at: .8, .9, .95, .99. */
  readonly points: readonly {
    readonly aim: number;
    readonly threshold: number;
    readonly sensitivity: Estimate;
    readonly specificity: Estimate;
  }[];
}

/** One picture looked at closely. */
export interface PictureReading {
  readonly classes: readonly { readonly name: string; readonly share: number }[];
  /** What in the picture speaks for the first class, height × width, 0 … 1; absent for models that look at none. */
  readonly heat?: { readonly height: number; readonly width: number; readonly values: Float32Array };
  /** How that is known; of a blend, each way that there is among its members. Absent without `heat`. */
  readonly heatFrom?: readonly HeatFrom[];
}
