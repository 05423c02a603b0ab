import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { CodedError } from '../core/errors.ts';

export const STORES = [
  'projects',
  'models',
  'summaries',
  'batches',
  'batch-summaries',
  'files',
  'settings',
  'checkpoints',
] as const;
export type StoreName = (typeof STORES)[number];

/** Reads and writes records by key; several writes at once happen together or not at all. */
export interface Backing {
  get(store: StoreName, key: string): Promise<unknown>;
  all(store: StoreName): Promise<readonly unknown[]>;
  keys(store: StoreName): Promise<readonly string[]>;
  write(changes: readonly Change[]): Promise<void>;
}

export type Change =
  | {
      readonly kind: 'put';
      readonly store: StoreName;
      readonly key: string;
      readonly value: unknown;
      /** Throws where the record that lies there must not be overwritten. */
      readonly check?: (present: unknown) => void;
    }
  | { readonly kind: 'delete'; readonly store: StoreName; readonly key: string };

type Schema = DBSchema & { [S in StoreName]: { key: string; value: unknown } };

/** Raised when a store is added; records carry versions of their own. */
const DATABASE_VERSION = 2;

/** Stores are only ever added: an older database keeps all that it holds. */
function upgrade(database: IDBPDatabase<Schema>): void {
  for (const store of STORES) if (!database.objectStoreNames.contains(store)) database.createObjectStore(store);
}

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/** What a failure of IndexedDB means: `storage.full`, `storage.newer-database`, `storage.failed`. */
export function storageError(cause: unknown): CodedError {
  if (cause instanceof CodedError) return cause;
  if (isNamed(cause, 'QuotaExceededError')) return new CodedError('storage.full', {}, { cause });
  if (isNamed(cause, 'VersionError')) return new CodedError('storage.newer-database', {}, { cause });
  const message = cause instanceof Error ? cause.message : String(cause);
  return new CodedError('storage.failed', { message }, { cause });
}

async function write(database: IDBPDatabase<Schema>, changes: readonly Change[]): Promise<void> {
  const stores = [...new Set(changes.map((change) => change.store))];
  const transaction = database.transaction(stores, 'readwrite');
  // Without a listener here, an abort before the end would be reported as an unhandled rejection.
  const done = transaction.done.then(
    () => undefined,
    (error: unknown) => error,
  );
  try {
    for (const change of changes) {
      const store = transaction.objectStore(change.store);
      if (change.kind === 'delete') await store.delete(change.key);
      else {
        if (change.check) change.check(await store.get(change.key));
        await store.put(change.value, change.key);
      }
    }
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It had aborted by itself, as it does when the quota is used up.
    }
    await done;
    throw transaction.error ?? error;
  }
  const failed = await done;
  if (failed !== undefined) throw transaction.error ?? failed;
}

/**
 * Opens the browser's database.
 * @throws storage.failed where IndexedDB is missing or forbidden (private windows), storage.newer-database
 */
export async function openDatabase(name = 'sightglass'): Promise<Backing & { close(): void }> {
  try {
    const database = await openDB<Schema>(name, DATABASE_VERSION, {
      upgrade,
      // A newer page in another tab wants to change the stores: let it.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase | null)?.close(),
    });
    return {
      get: (store, key) => database.get(store, key),
      all: (store) => database.getAll(store),
      keys: (store) => database.getAllKeys(store),
      write: (changes) => write(database, changes),
      close: () => database.close(),
    };
  } catch (error) {
    throw storageError(error);
  }
}

/** Keeps records for as long as the page is open. */
export function memoryBacking(): Backing {
  const stores = new Map(STORES.map((store) => [store, new Map<string, unknown>()]));
  const of = (store: StoreName): Map<string, unknown> => stores.get(store) as Map<string, unknown>;
  return {
    get: async (store, key) => of(store).get(key),
    all: async (store) => [...of(store).values()],
    keys: async (store) => [...of(store).keys()],
    write: async (changes) => {
      for (const change of changes) {
        if (change.kind === 'put') change.check?.(of(change.store).get(change.key));
      }
      for (const change of changes) {
        if (change.kind === 'put') of(change.store).set(change.key, change.value);
        else of(change.store).delete(change.key);
      }
    },
  };
}
