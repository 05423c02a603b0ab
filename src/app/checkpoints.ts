import { CodedError } from '../core/errors.ts';
import type { CheckpointPart, CheckpointStep, SavedCheckpoint } from '../lenses/checkpoint.ts';
import type { Library } from '../storage/library.ts';
import { readKept, type KeptCheckpoint, type UnfinishedTraining } from './unfinished.ts';

/**
 * Checkpoints of trainings in storage, one a project. Writes happen in the order in which they were asked for; one that
 * fails (storage is full) leaves what was kept before, and is no reason to disturb a training.
 */
export interface Checkpoints {
  /** An empty one in place of whatever was kept: from now on a reload is told of this training. */
  begin(training: UnfinishedTraining): Promise<void>;
  save(training: UnfinishedTraining, step: CheckpointStep): void;
  /** What is kept of a project's training. @throws train.checkpoint-unreadable, with what reading failed with as cause */
  find(projectId: string): Promise<UnfinishedTraining | undefined>;
  /** To go on from. Parts that cannot be read are left out. @throws train.checkpoint-unreadable */
  load(projectId: string): Promise<SavedCheckpoint>;
  forget(projectId: string): Promise<void>;
}

/** Keeps checkpoints in the library. */
export function createCheckpoints(library: Library): Checkpoints {
  let last: Promise<unknown> = Promise.resolve();

  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  const quietly = (work: () => Promise<void>): Promise<void> => next(work).catch(() => undefined);

  const read = async (projectId: string): Promise<KeptCheckpoint | undefined> => {
    const unreadable = (cause?: unknown): CodedError => new CodedError('train.checkpoint-unreadable', {}, { cause });
    let record: unknown;
    try {
      record = await next(() => library.checkpoint(projectId));
    } catch (error) {
      throw unreadable(error);
    }
    if (record === undefined) return undefined;
    const kept = readKept(record);
    if (!kept) throw unreadable();
    return kept;
  };

  const write = (
    { projectId, lens, asked }: UnfinishedTraining,
    { head, done, put, drop }: CheckpointStep,
    alone = false,
  ): Promise<void> => {
    const record: KeptCheckpoint = { lens, asked, done, head };
    return quietly(() => library.saveCheckpoint(projectId, record, alone ? 'alone' : { put, drop }));
  };

  return {
    begin: (training) => write(training, { head: null, done: 0, put: [], drop: [] }, true),
    save: (training, step) => void write(training, step),
    async find(projectId) {
      const kept = await read(projectId);
      return kept && { projectId, lens: kept.lens, asked: kept.asked, done: kept.done };
    },
    async load(projectId) {
      const kept = await read(projectId);
      if (!kept) throw new CodedError('train.checkpoint-unreadable');
      const parts: readonly CheckpointPart[] = await next(() => library.checkpointParts(projectId));
      return { head: kept.head, parts };
    },
    forget: (projectId) => quietly(() => library.deleteCheckpoint(projectId)),
  };
}
