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
  /** All at once or not at all; where a store cannot do that, in this order. */
  write(changes: readonly Change[], durability?: Durability): Promise<void>;
}

/**
 * `strict`: on the disk when the write resolves, so that it outlives a power cut too. `relaxed` (what browsers do by
 * themselves): with the operating system, which is enough for a page, tab or browser that is killed.
 */
export type Durability = 'strict' | 'relaxed';

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

/** A page that holds an older database open is given this long to let go of it. */
const BLOCKED_MS = 3000;

/** What a failure of IndexedDB means: `storage.full`, `storage.newer-database`, `storage.failed`. */
export function storageError(cause: unknown): CodedError {
  if (cause instanceof CodedError) return cause;
  if (isNamed(cause, 'QuotaExceededError')) return new CodedError('storage.full', {}, { cause });
  if (isNamed(cause, 'VersionError')) return new CodedError('storage.newer-database', {}, { cause });
  const message = cause instanceof Error ? cause.message : String(cause);
  return new CodedError('storage.failed', { message }, { cause });
}

/**
 * One record. Browsers keep large values as files of their own, which can be lost or cut short by themselves.
 * @throws storage.unreadable-record where the browser cannot give back what it kept
 */
async function get(database: IDBPDatabase<Schema>, store: StoreName, key: string): Promise<unknown> {
  const transaction = database.transaction(store);
  try {
    return await transaction.store.get(key);
  } catch (cause) {
    throw new CodedError('storage.unreadable-record', { format: store, where: 'browser' }, { cause });
  }
}

async function write(
  database: IDBPDatabase<Schema>,
  changes: readonly Change[],
  durability: Durability,
): Promise<void> {
  const stores = [...new Set(changes.map((change) => change.store))];
  if (stores.length === 0) return;
  const transaction = database.transaction(stores, 'readwrite', { durability });
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

/** Rejects where another page does not let go of an older database in time; `start` once the browser says that it waits. */
function patience(): { readonly end: Promise<never>; readonly start: () => void } {
  let start: () => void = () => undefined;
  const end = new Promise<never>((_resolve, reject) => {
    start = () => setTimeout(() => reject(new CodedError('storage.blocked')), BLOCKED_MS);
  });
  return { end, start };
}

/**
 * Opens the browser's database.
 * @throws storage.failed where IndexedDB is missing or forbidden (private windows), storage.newer-database where a newer
 * page has changed it (also later, from every call), storage.blocked where another tab holds an older one open
 */
export async function openDatabase(name = 'sightglass'): Promise<Backing & { close(): void }> {
  let gaveWay = false;
  const { end, start } = patience();
  const unlessGone = async <T>(work: () => Promise<T>): Promise<T> => {
    if (gaveWay) throw new CodedError('storage.newer-database');
    return work();
  };
  try {
    const opening = openDB<Schema>(name, DATABASE_VERSION, {
      upgrade,
      blocked: start,
      // A newer page in another tab wants to change the stores: let it.
      blocking: (_current, _blocked, event) => {
        gaveWay = true;
        (event.target as IDBDatabase | null)?.close();
      },
    });
    const database = await Promise.race([opening, end]);
    return {
      get: (store, key) => unlessGone(() => get(database, store, key)),
      all: (store) => unlessGone(() => database.getAll(store)),
      keys: (store) => unlessGone(() => database.getAllKeys(store)),
      write: (changes, durability = 'relaxed') => unlessGone(() => write(database, changes, durability)),
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
