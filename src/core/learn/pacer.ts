import { CancelledError } from '../errors.ts';

/**
 * Keeps a long computation polite. Call `pause()` often: it lets messages in about every 16 ms, waits while the job is
 * paused and throws CancelledError once its signal is aborted.
 */
export interface Pacer {
  pause(): Promise<void>;
  readonly signal: AbortSignal;
  /** Where a person steers the job. */
  readonly steering?: Steering;
  /** Milliseconds that the job has been held up so far because somebody paused it; absent: none are known. */
  readonly heldMs?: () => number;
}

/** How a person steers what is being fitted, besides pausing and stopping it. */
export interface Steering {
  /** To be called after each unit of a fit (an epoch, a tree): who goes by steps is held up here. */
  unitDone(): void;
  /**
   * Whether the network that is being trained is to end with its best epoch. True once a wish: a fit that can end so
   * asks at its start too, for a wish that came after the end of the one before was meant for that one.
   */
  takeBest(): boolean;
}

/** A macrotask without timers' clamping or requestAnimationFrame, so it runs in hidden tabs too. */
const macrotask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

export interface PauseGate {
  /** Resolves at once when running, else when resumed. */
  whenRunning(): Promise<void>;
  /** Whether it is known without asking that one has to wait: a step may end between two messages. */
  readonly isShut?: boolean;
}

/** @param everyMs longest stretch without letting messages in */
export function createPacer(signal: AbortSignal, gate?: PauseGate, everyMs = 16, steering?: Steering): Pacer {
  let last = performance.now();
  let held = 0;
  return {
    signal,
    heldMs: () => held,
    ...(steering ? { steering } : {}),
    async pause() {
      if (signal.aborted) throw new CancelledError();
      const now = performance.now();
      if (now - last >= everyMs || gate?.isShut) {
        await macrotask();
        const shut = performance.now();
        if (gate) await gate.whenRunning();
        last = performance.now();
        held += last - shut;
        if (signal.aborted) throw new CancelledError();
      }
    },
  };
}
