import { CodedError } from '../core/errors.ts';
import { plainSize } from '../core/learn/plain-size.ts';
import type { Backing, Change } from './database.ts';

/** What the browser says about the room it gives the page, and about keeping what lies there. */
export interface Room {
  /** Bytes, as far as the browser tells them. */
  estimate(): Promise<{ readonly usage?: number; readonly quota?: number }>;
  /** Whether the browser has promised not to clear anything by itself. */
  persisted(): Promise<boolean>;
  /** Asks for that promise; some browsers ask the person. */
  persist(): Promise<boolean>;
}

/** The browser's own; undefined where it does not tell (old browsers, pages served over plain HTTP). */
export function browserRoom(scope: { readonly storage?: StorageManager }): Room | undefined {
  const { storage } = scope;
  if (typeof storage?.estimate !== 'function' || typeof storage.persist !== 'function') return undefined;
  return {
    estimate: async () => {
      const { usage, quota } = await storage.estimate();
      return { ...(usage === undefined ? {} : { usage }), ...(quota === undefined ? {} : { quota }) };
    },
    persisted: () => storage.persisted(),
    persist: () => storage.persist(),
  };
}

/** From here on a write is worth asking first: it would be copied for seconds before the browser refuses it. */
const BIG = 1_000_000;

/** Bytes of a record and of the Blobs that lie directly in it. */
function sizeOf(record: unknown): number {
  const fields: readonly unknown[] = typeof record === 'object' && record !== null ? Object.values(record) : [];
  return fields.reduce<number>((sum, field) => sum + (field instanceof Blob ? field.size : 0), plainSize(record));
}

const sizeOfAll = (changes: readonly Change[]): number =>
  changes.reduce((sum, change) => sum + (change.kind === 'put' ? sizeOf(change.value) : 0), 0);

/** Refuses at once what certainly does not fit (`storage.full`). The estimate is rough: the browser has the last word. */
export function withRoom<B extends Backing>(backing: B, room: Room | undefined): B {
  if (!room) return backing;
  return {
    ...backing,
    write: async (changes, durability) => {
      const size = sizeOfAll(changes);
      if (size > BIG) {
        const { usage = 0, quota = Infinity } = await room.estimate();
        if (usage + size > quota) throw new CodedError('storage.full', { needed: size, usage, quota });
      }
      return backing.write(changes, durability);
    },
  };
}
