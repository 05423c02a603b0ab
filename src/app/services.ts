import type { RecipeItem } from '../core/prepare/step.ts';
import type { StorageTold } from '../storage/overlay.ts';
import type { Room } from '../storage/room.ts';
import type { Library } from '../storage/library.ts';
import type { Endpoint } from '../workers/protocol.ts';
import type { TabLocks } from './tab-locks.ts';

/** Everything the use-cases need from outside, so that they run in tests without a browser. */
export interface Services {
  /** Starts a data worker (DataContract). */
  spawnData(): Promise<Endpoint>;
  /** Starts a training worker (TrainContract). */
  spawnTraining(): Promise<Endpoint>;
  /** @param tell told when the browser stops keeping things, and when it keeps them again */
  openLibrary(tell: StorageTold): Library;
  /** What the browser says about room; absent where it says nothing. */
  readonly room?: Room;
  /** Other tabs of the page; absent where the browser cannot keep them apart. */
  readonly tabs?: TabLocks;
  /** Milliseconds since 1970. */
  now(): number;
  /** A new name for a project, a file, a model, a batch; never given twice. */
  id(): string;
  /** Calls back after a while, unless the returned function was called. */
  later(ms: number, callback: () => void): () => void;
  /** A built-in sample as a file. @throws sample.unknown */
  sample(id: string): Promise<File>;
  /** What a new project cleans with; fetched with the first table. */
  recipe(): Promise<readonly RecipeItem[]>;
}
