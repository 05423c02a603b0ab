import type { RecipeItem } from '../core/prepare/step.ts';
import type { StorageStatus } from '../storage/overlay.ts';
import type { Library } from '../storage/library.ts';
import type { CodedError } from '../core/errors.ts';
import type { Endpoint } from '../workers/protocol.ts';

/** Everything the use-cases need from outside, so that they run in tests without a browser. */
export interface Services {
  /** Starts a data worker (DataContract). */
  spawnData(): Promise<Endpoint>;
  /** Starts a training worker (TrainContract). */
  spawnTraining(): Promise<Endpoint>;
  /** @param onTrouble told when the browser stops keeping things */
  openLibrary(onTrouble: (status: StorageStatus, error: CodedError) => void): Library;
  /** Milliseconds since 1970. */
  now(): number;
  /** A new name for a project, a file, a model, a batch; never given twice. */
  id(): string;
  /** Calls back after a while, unless the returned function was called. */
  later(ms: number, callback: () => void): () => void;
  /** A built-in sample as a file. @throws sample.unknown */
  sample(id: string): Promise<File>;
  /** What a new project cleans with. */
  readonly recipe: readonly RecipeItem[];
}
