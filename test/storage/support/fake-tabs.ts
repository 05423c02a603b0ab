import { browserTabLocks, type TabLocks } from '../../../src/app/tab-locks.ts';

interface Request {
  readonly name: string;
  readonly grant: () => void;
}

/** Locks and a channel as a browser has them for all tabs of a page (Web Locks API, in one thread). */
export function fakeTabs() {
  const held = new Map<string, { readonly steal: () => void; readonly owner: object }>();
  const pending: Request[] = [];
  const listeners: { readonly owner: object; readonly hear: (message: string) => void }[] = [];
  const closers = new Map<object, (() => void)[]>();

  const grantNext = (name: string): void => {
    const at = pending.findIndex((request) => request.name === name);
    if (at >= 0 && !held.has(name)) pending.splice(at, 1)[0]?.grant();
  };

  const request = (
    owner: object,
    name: string,
    options: LockOptions,
    callback: (lock: Lock | null) => unknown,
  ): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const take = (): void => {
        const entry = { owner, steal: () => reject(new DOMException('taken', 'AbortError')) };
        held.set(name, entry);
        const free = (): void => {
          if (held.get(name) !== entry) return;
          held.delete(name);
          grantNext(name);
        };
        closers.get(owner)?.push(free);
        void Promise.resolve(callback({ name, mode: 'exclusive' }))
          .finally(free)
          .then(resolve, reject);
      };
      if (options.steal) {
        held.get(name)?.steal();
        take();
      } else if (!held.has(name)) take();
      else if (options.ifAvailable) void Promise.resolve(callback(null)).then(resolve, reject);
      else {
        const waiting: Request = { name, grant: take };
        const leave = (): void => {
          const at = pending.indexOf(waiting);
          if (at >= 0) pending.splice(at, 1);
        };
        pending.push(waiting);
        closers.get(owner)?.push(leave);
        options.signal?.addEventListener('abort', () => {
          leave();
          reject(new DOMException('not any more', 'AbortError'));
        });
      }
    });

  return {
    /** A tab; `close` gives back what it holds, as a browser does. `deaf`: it does not hear the others. */
    tab: ({ deaf = false } = {}): { readonly locks: TabLocks; readonly close: () => void } => {
      const owner = {};
      closers.set(owner, []);
      class Channel {
        postMessage(message: string): void {
          for (const { owner: other, hear } of listeners) if (other !== owner) queueMicrotask(() => hear(message));
        }
        addEventListener(_type: 'message', hear: (event: { readonly data: string }) => void): void {
          if (!deaf) listeners.push({ owner, hear: (data) => hear({ data }) });
        }
      }
      const locks = browserTabLocks({
        navigator: {
          locks: {
            request: (name: string, options: LockOptions, callback: (lock: Lock | null) => unknown) =>
              request(owner, name, options, callback),
            query: async () => ({ pending: pending.map(({ name }) => ({ name })) }),
          } as unknown as LockManager,
        },
        BroadcastChannel: Channel as unknown as typeof BroadcastChannel,
      });
      if (!locks) throw new Error('There are locks.');
      return {
        locks,
        close: () => {
          for (const close of closers.get(owner) ?? []) close();
        },
      };
    },
  };
}
