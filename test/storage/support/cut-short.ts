import type { Backing, Change, StoreName } from '../../../src/storage/database.ts';

/** Thrown where the power goes. Nothing that the page does afterwards reaches the disk. */
export class Killed extends Error {}

/** A disk without transactions: the worst a store may be. It outlives the pages that write to it. */
export interface Disk {
  readonly records: Map<string, unknown>;
  /** A page that writes to the disk, record by record, and is killed before the write step `stopAt` (from 0). */
  readonly page: (stopAt?: number, torn?: (value: unknown) => unknown) => Backing;
  /** Write steps done so far by all pages. */
  steps: number;
}

const nameOf = (store: StoreName, key: string): string => `${store}\n${key}`;

/** @param torn what lies there of the record that was being written when the page was killed */
export function makeDisk(): Disk {
  const records = new Map<string, unknown>();
  const keys = (store: StoreName): string[] =>
    [...records.keys()].filter((name) => name.startsWith(`${store}\n`)).map((name) => name.slice(store.length + 1));
  const disk: Disk = {
    records,
    steps: 0,
    page: (stopAt = Infinity, torn) => {
      let step = 0;
      const apply = (change: Change): void => {
        if (step > stopAt) throw new Killed();
        const name = nameOf(change.store, change.key);
        if (step === stopAt) {
          step++;
          if (torn && change.kind === 'put') records.set(name, torn(structuredClone(change.value)));
          throw new Killed();
        }
        step++;
        disk.steps++;
        if (change.kind === 'put') records.set(name, structuredClone(change.value));
        else records.delete(name);
      };
      return {
        get: async (store, key) => structuredClone(records.get(nameOf(store, key))),
        keys: async (store) => keys(store),
        all: async (store) => keys(store).map((key) => structuredClone(records.get(nameOf(store, key)))),
        write: async (changes) => {
          for (const change of changes) {
            if (change.kind === 'put') change.check?.(structuredClone(records.get(nameOf(change.store, change.key))));
          }
          for (const change of changes) {
            // Other pages have their turn between any two steps.
            await Promise.resolve();
            apply(change);
          }
        },
      };
    },
  };
  return disk;
}
