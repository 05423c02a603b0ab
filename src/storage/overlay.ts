import { CodedError } from '../core/errors.ts';
import { memoryBacking, storageError, STORES, type Backing, type Change, type StoreName } from './database.ts';

export type StorageStatus = 'working' | 'memory-only' | 'full';

/** Told once for each change for the worse; `error` is `storage.full`, `storage.failed` or `storage.newer-database`. */
export type StorageTrouble = (status: StorageStatus, error: CodedError) => void;

/** Errors about one record: the caller's to handle, no sign of the store's health. */
const aboutTheRecord = (error: CodedError): boolean => error.code === 'storage.newer-record';

/**
 * A backing that loses nothing while the page is open: what the browser refuses to keep is kept in memory, and read
 * back from there.
 */
export function withOverlay(opening: Promise<Backing>, onTrouble: StorageTrouble): Backing {
  const memory = memoryBacking();
  const inMemory = new Map<StoreName, Set<string>>(STORES.map((store) => [store, new Set<string>()]));
  const deleted = new Map<StoreName, Set<string>>(STORES.map((store) => [store, new Set<string>()]));
  const told = new Set<string>();

  const trouble = (cause: unknown): CodedError => {
    const error = storageError(cause);
    if (!told.has(error.code) && !aboutTheRecord(error)) {
      told.add(error.code);
      onTrouble(error.code === 'storage.full' ? 'full' : 'memory-only', error);
    }
    return error;
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
      trouble(error);
      return otherwise;
    }
  };

  const remember = async (changes: readonly Change[]): Promise<void> => {
    await memory.write(changes);
    for (const { kind, store, key } of changes) {
      if (kind === 'put') inMemory.get(store)?.add(key);
      else inMemory.get(store)?.delete(key);
      if (kind === 'put') deleted.get(store)?.delete(key);
      else deleted.get(store)?.add(key);
    }
  };
  const forget = async (changes: readonly Change[]): Promise<void> => {
    for (const { store, key } of changes) {
      inMemory.get(store)?.delete(key);
      deleted.get(store)?.delete(key);
    }
    await memory.write(changes.map(({ store, key }) => ({ kind: 'delete', store, key })));
  };

  const keys = async (store: StoreName): Promise<readonly string[]> => {
    const onDisk = await reading((backing) => backing.keys(store), []);
    const gone = deleted.get(store);
    return [...new Set([...onDisk.filter((key) => !gone?.has(key)), ...(inMemory.get(store) ?? [])])];
  };
  const get = async (store: StoreName, key: string): Promise<unknown> => {
    if (inMemory.get(store)?.has(key)) return memory.get(store, key);
    if (deleted.get(store)?.has(key)) return undefined;
    return reading((backing) => backing.get(store, key), undefined);
  };

  return {
    get,
    keys,
    all: async (store) => Promise.all((await keys(store)).map((key) => get(store, key))),
    write: async (changes) => {
      const backing = await disk;
      if (!backing) return remember(changes);
      try {
        await backing.write(changes);
        await forget(changes);
      } catch (cause) {
        const error = trouble(cause);
        if (aboutTheRecord(error)) throw error;
        await remember(changes);
      }
    },
  };
}
