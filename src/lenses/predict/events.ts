import type { ComputeNote } from '../../core/learn/compute.ts';
import type { LiveView, NetworkLayer } from '../../core/learn/estimator.ts';
import type { CheckpointStep } from '../checkpoint.ts';
import type { Try } from './report.ts';

/** What the page shows while a training runs. */
export type TrainEvent =
  | { readonly kind: 'phase'; readonly phase: TrainPhase }
  | { readonly kind: 'compute'; readonly compute: ComputeNote }
  | { readonly kind: 'candidate'; readonly candidate: Candidate }
  | {
      readonly kind: 'curve';
      readonly candidateId: number;
      /** −1 for the refits of the chosen one. */
      readonly fold: number;
      readonly done: number;
      readonly total: number;
      readonly loss?: number;
      readonly validationLoss?: number;
      readonly validationAccuracy?: number;
      readonly learningRate?: number;
      readonly rowsPerSecond?: number;
      readonly live?: WatchedView;
    }
  | { readonly kind: 'tried'; readonly attempt: Try; readonly baselineScore: number; readonly best: boolean }
  /** To be kept, so that an interrupted training goes on from here. */
  | { readonly kind: 'checkpoint'; readonly step: CheckpointStep }
  | { readonly kind: 'time'; readonly elapsedMs: number; readonly leftMs: number; readonly share: number };

/** What a network for pictures sees and says just now, for the page: rows as the table numbers them, classes by name. */
export interface WatchedView extends Omit<LiveView, 'examples'> {
  readonly examples: readonly {
    readonly row: number;
    readonly actual: string;
    readonly predicted: string;
    readonly share: number;
  }[];
}

export type TrainPhase = 'preparing' | 'searching' | 'refitting' | 'testing' | 'explaining' | 'finishing';

/** A try that begins. For networks `layers` says what is drawn. */
export interface Candidate {
  readonly id: number;
  readonly estimator: string;
  readonly family: Try['family'];
  readonly params: unknown;
  readonly layers?: readonly NetworkLayer[];
}
