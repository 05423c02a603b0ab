import { CodedError } from '../core/errors.ts';
import { storageError, type Backing, type Change, type Durability, type StoreName } from './database.ts';

export type StorageStatus = 'working' | 'memory-only' | 'full';

/**
 * Told once for each change. For the worse with an `error` (`storage.full`, `storage.failed`, `storage.blocked`,
 * `storage.newer-database`); without one once everything is kept again.
 */
export type StorageTold = (status: StorageStatus, error?: CodedError) => void;

/** Errors about one record: the caller's to handle, no sign of the store's health. */
const ABOUT_THE_RECORD: ReadonlySet<string> = new Set([
  'storage.newer-record',
  'storage.saved-elsewhere',
  'storage.unreadable-record',
]);
const isAboutTheRecord = (error: unknown): boolean => error instanceof CodedError && ABOUT_THE_RECORD.has(error.code);

const nameOf = ({ store, key }: { readonly store: StoreName; readonly key: string }): string => `${store}/${key}`;

/** Of each record the last change, by name. */
function lastOf(changes: readonly Change[]): Map<string, Change> {
  const last = new Map<string, Change>();
  for (const change of changes) {
    // Later changes come later, also where the name was there before.
    last.delete(nameOf(change));
    last.set(nameOf(change), change);
  }
  return last;
}

const valueOf = (change: Change): unknown => (change.kind === 'put' ? change.value : undefined);

/**
 * A backing that loses nothing while the page is open: what the browser refuses to keep waits in memory, is read from
 * there, and is kept together with the next write for which there is room. Writes happen one after another, in the
 * order in which they are asked for; a project never gets onto the disk before the files it mentions.
 */
export function withOverlay(opening: Promise<Backing>, tell: StorageTold): Backing {
  /** What the disk still lacks, by name. Checks in it are about what lies on the disk. */
  let waiting = new Map<string, Change>();
  const told = new Set<string>();
  let queue: Promise<unknown> = Promise.resolve();

  const trouble = (cause: unknown): void => {
    const error = storageError(cause);
    if (told.has(error.code)) return;
    told.add(error.code);
    tell(error.code === 'storage.full' ? 'full' : 'memory-only', error);
  };
  const well = (): void => {
    if (told.size === 0 || waiting.size > 0) return;
    told.clear();
    tell('working');
  };
  const disk: Promise<Backing | undefined> = opening.catch((error: unknown) => {
    trouble(error);
    return undefined;
  });

  const reading = async <T>(read: (backing: Backing) => Promise<T>, otherwise: T): Promise<T> => {
    const backing = await disk;
    if (!backing) return otherwise;
    try {
      return await read(backing);
    } catch (error) {
      if (isAboutTheRecord(error)) throw error;
      trouble(error);
      return otherwise;
    }
  };
  const get = async (store: StoreName, key: string): Promise<unknown> => {
    const change = waiting.get(nameOf({ store, key }));
    return change ? valueOf(change) : reading((backing) => backing.get(store, key), undefined);
  };
  const keys = async (store: StoreName): Promise<readonly string[]> => {
    const found = new Set(await reading((backing) => backing.keys(store), []));
    for (const change of waiting.values()) {
      if (change.store !== store) continue;
      if (change.kind === 'put') found.add(change.key);
      else found.delete(change.key);
    }
    return [...found];
  };

  /**
   * The changes as the disk has to take them. Where a record waits, the caller's check is about that one, and is made
   * here; the disk is asked what the first of those that wait asked.
   */
  const forDisk = (changes: readonly Change[]): Change[] =>
    changes.map((change) => {
      const before = waiting.get(nameOf(change));
      if (!before || change.kind === 'delete') return change;
      change.check?.(valueOf(before));
      const { check: _own, ...bare } = change;
      const check = before.kind === 'put' ? before.check : undefined;
      return check ? { ...bare, check } : bare;
    });

  const remember = (changes: readonly Change[]): void => {
    waiting = lastOf([...waiting.values(), ...changes]);
  };
  const settle = (kept: readonly Change[]): void => {
    for (const change of kept) waiting.delete(nameOf(change));
    well();
  };

  /** Whether these may be kept before what waits: not a project that could mention a file among those. */
  const mayGoFirst = (changes: readonly Change[]): boolean => {
    const filesWait = [...waiting.values()].some(({ kind, store }) => kind === 'put' && store === 'files');
    return !filesWait || !changes.some(({ kind, store }) => kind === 'put' && store === 'projects');
  };

  const write = async (changes: readonly Change[], durability?: Durability): Promise<void> => {
    const backing = await disk;
    const wanted = forDisk(changes);
    if (!backing) {
      for (const change of wanted) if (change.kind === 'put') change.check?.(undefined);
      return remember(wanted);
    }
    const everything = [...lastOf([...waiting.values(), ...wanted]).values()];
    const alone = everything.length === wanted.length;
    try {
      await backing.write(everything, durability);
      return settle(everything);
    } catch (error) {
      if (!isAboutTheRecord(error)) trouble(error);
      // With others beside it, it may be one of those that was refused.
      else if (alone || !mayGoFirst(changes)) throw error;
    }
    if (alone || !mayGoFirst(changes)) return remember(wanted);
    try {
      await backing.write(wanted, durability);
      settle(wanted);
    } catch (error) {
      if (isAboutTheRecord(error)) throw error;
      trouble(error);
      remember(wanted);
    }
  };

  return {
    get,
    keys,
    all: async (store) => {
      const read = await Promise.allSettled((await keys(store)).map((key) => get(store, key)));
      return read.flatMap((one) => {
        if (one.status === 'fulfilled') return [one.value];
        // One damaged record hides no other.
        if (isAboutTheRecord(one.reason)) return [];
        throw one.reason;
      });
    },
    write: (changes, durability) => {
      const written = queue.then(() => write(changes, durability));
      queue = written.catch(() => undefined);
      return written;
    },
  };
}
