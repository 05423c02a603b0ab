/** A name that is this tab's alone. */
export interface Held {
  /** Gives it back. */
  release(): void;
  /** Resolves where another tab takes it by force. */
  readonly lost: Promise<void>;
}

/** What tabs of the same page have to do with each other. */
export interface TabLocks {
  /**
   * Makes a name this tab's alone: at once if it is free (undefined where it is not), as soon as it is (undefined once
   * `signal` is aborted), or by force.
   */
  hold(name: string, how: 'if-free' | 'when-free' | 'by-force', signal?: AbortSignal): Promise<Held | undefined>;
  /** Whether another tab waits for it. */
  isWanted(name: string): Promise<boolean>;
  /** Tells all other tabs. */
  say(message: string): void;
  onMessage(listener: (message: string) => void): void;
}

type Scope = {
  readonly navigator: { readonly locks?: LockManager };
  readonly BroadcastChannel?: typeof BroadcastChannel;
};

const CHANNEL = 'sightglass-tabs';

async function hold(
  locks: LockManager,
  name: string,
  how: Parameters<TabLocks['hold']>[1],
  signal?: AbortSignal,
): Promise<Held | undefined> {
  const options: LockOptions =
    how === 'if-free' ? { ifAvailable: true } : how === 'by-force' ? { steal: true } : signal ? { signal } : {};
  return new Promise((resolve, reject) => {
    let loseIt: (() => void) | undefined;
    const lost = new Promise<void>((gone) => {
      loseIt = gone;
    });
    let isHeld = false;
    locks
      .request(name, options, (lock) => {
        if (!lock) return resolve(undefined);
        isHeld = true;
        return new Promise<void>((release) => resolve({ release, lost }));
      })
      .catch((error: unknown) => {
        if (isHeld) loseIt?.();
        else if (signal?.aborted) resolve(undefined);
        else reject(error);
      });
  });
}

/** The browser's own; undefined where it cannot keep tabs apart (old browsers, pages served over plain HTTP). */
export function browserTabLocks(scope: Scope): TabLocks | undefined {
  const { locks } = scope.navigator;
  if (!locks) return undefined;
  const channel = scope.BroadcastChannel ? new scope.BroadcastChannel(CHANNEL) : undefined;
  return {
    hold: (name, how, signal) => hold(locks, name, how, signal),
    isWanted: async (name) => ((await locks.query()).pending ?? []).some((lock) => lock.name === name),
    say: (message) => channel?.postMessage(message),
    onMessage: (listener) =>
      channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') listener(data);
      }),
  };
}
