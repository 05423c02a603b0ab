import * as v from 'valibot';
import { CodedError, type Message } from '../../core/errors.ts';
import type { ComputeNote } from '../../core/learn/compute.ts';
import type { PlainData } from '../../core/learn/estimator.ts';
import type { CheckpointPart, SavedCheckpoint } from '../checkpoint.ts';

const FORMAT = 'sightglass.predict-checkpoint';
const VERSION = 1;

export type FitOutcome =
  | {
      readonly kind: 'fitted';
      /** The metric on the fold. */
      readonly score: number;
      /** The metric of the try over all folds that it had reached by then. */
      readonly running: number;
      readonly iterations?: number;
      /**
       * `whole`: what it learned and predicted is a part of its own. `figures`: left out, since the try cannot be
       * chosen any more. `nothing`: there was no room for it, so it has to be fitted again.
       */
      readonly kept: 'whole' | 'figures' | 'nothing';
    }
  | { readonly kind: 'failed'; readonly error: Message }
  | { readonly kind: 'stopped'; readonly by: 'time' | 'finish' };

/** One fold of one try, as it is remembered. */
export interface FitRecord {
  /** Unique in a search. */
  readonly key: string;
  readonly estimator: string;
  readonly version: number;
  readonly params: PlainData;
  readonly seconds: number;
  readonly outcome: FitOutcome;
}

/** All of a checkpoint but its bulky parts. */
export interface SearchHead {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** Version of the page. */
  readonly app: string;
  /** The receipt's hash of train and test rows. */
  readonly split: string;
  /** Milliseconds since the training began, and since its search did. */
  readonly elapsedMs: number;
  readonly searchMs: number;
  /** Answers to "is there time for this" and "would it help", in the order in which they were asked. */
  readonly decisions: readonly boolean[];
  /** In the order in which they ended. */
  readonly fits: readonly FitRecord[];
  /** Where networks ran. */
  readonly compute?: ComputeNote;
}

const MessageSchema = v.object({
  code: v.string(),
  params: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.array(v.string())])),
});
const Fitted = v.object({
  kind: v.literal('fitted'),
  score: v.number(),
  running: v.number(),
  iterations: v.exactOptional(v.number()),
  kept: v.picklist(['whole', 'figures', 'nothing']),
});
const Failed = v.object({ kind: v.literal('failed'), error: MessageSchema });
const Stopped = v.object({ kind: v.literal('stopped'), by: v.picklist(['time', 'finish']) });
const Fit = v.object({
  key: v.string(),
  estimator: v.string(),
  version: v.number(),
  params: v.unknown(),
  seconds: v.number(),
  outcome: v.variant('kind', [Fitted, Failed, Stopped]),
});
const Compute = v.object({
  backend: v.picklist(['webgl', 'wasm', 'cpu', 'none']),
  reason: MessageSchema,
  renderer: v.exactOptional(v.string()),
  timings: v.array(v.object({ backend: v.string(), msPerBatch: v.number() })),
});
const Milliseconds = v.pipe(v.number(), v.minValue(0));
const Head = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  app: v.string(),
  split: v.string(),
  elapsedMs: Milliseconds,
  searchMs: Milliseconds,
  decisions: v.array(v.boolean()),
  fits: v.array(Fit),
  compute: v.exactOptional(Compute),
});

/** What a checkpoint rests on: with another page, or rows dealt out otherwise, it says nothing. */
export interface CheckpointBasis {
  readonly app: string;
  readonly split: string;
}

export interface ReadCheckpoint {
  readonly head: SearchHead;
  readonly parts: readonly CheckpointPart[];
}

/** The head of a checkpoint, as it is kept. */
export const makeHead = (fields: Omit<SearchHead, 'format' | 'version'>): SearchHead => ({
  format: FORMAT,
  version: VERSION,
  ...fields,
});

/** @throws train.checkpoint-unreadable, always */
export function unreadable(where: string): never {
  throw new CodedError('train.checkpoint-unreadable', { where });
}

/**
 * What was kept, checked.
 * @throws train.checkpoint-unreadable where it is damaged, was written by another version of the page, or belongs to
 * other rows
 */
export function readCheckpoint({ head, parts }: SavedCheckpoint, { app, split }: CheckpointBasis): ReadCheckpoint {
  const read = v.safeParse(Head, head);
  if (!read.success) return unreadable(v.getDotPath(read.issues[0]) ?? 'head');
  if (read.output.app !== app) return unreadable('app');
  if (read.output.split !== split) return unreadable('split');
  // The schema says in valibot what the type says in TypeScript.
  return { head: head as SearchHead, parts };
}

/** A fold's predictions and what was learned from it, as a part of the checkpoint. */
export interface FitPart {
  /** Row-major, as in `predictionValues`. */
  readonly values: Float64Array;
  readonly state: PlainData;
}

/**
 * @param length of the predictions
 * @throws train.checkpoint-unreadable
 */
export function readFitPart(key: string, part: PlainData, length: number): FitPart {
  if (typeof part !== 'object' || part === null || !('values' in part) || !('state' in part)) return unreadable(key);
  const { values, state } = part;
  if (!(values instanceof Float64Array) || values.length !== length || state === undefined) return unreadable(key);
  return { values, state };
}
