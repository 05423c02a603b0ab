import type { PlainData } from '../core/learn/estimator.ts';

/** A bulky piece of a checkpoint, kept under a name of its own so that what has been told is not told again. */
export interface CheckpointPart {
  readonly key: string;
  readonly value: PlainData;
}

/** What a job that takes long has settled since it last said so. Only the lens that made it can read it. */
export interface CheckpointStep {
  /** Takes the place of the head before: small. */
  readonly head: PlainData;
  readonly put: readonly CheckpointPart[];
  /** Keys of parts that are not needed any more. */
  readonly drop: readonly string[];
  /** Pieces of work that a job which goes on from here need not do again. */
  readonly done: number;
}

/** What was kept of a job, to go on from. */
export interface SavedCheckpoint {
  readonly head: PlainData;
  readonly parts: readonly CheckpointPart[];
}
