import { CancelledError } from '../errors.ts';

/**
 * Keeps a long computation polite. Call `pause()` often: it lets messages in about every 16 ms, waits while the job is
 * paused and throws CancelledError once its signal is aborted.
 */
export interface Pacer {
  pause(): Promise<void>;
  readonly signal: AbortSignal;
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
}

/** @param everyMs longest stretch without letting messages in */
export function createPacer(signal: AbortSignal, gate?: PauseGate, everyMs = 16): Pacer {
  let last = performance.now();
  return {
    signal,
    async pause() {
      if (signal.aborted) throw new CancelledError();
      const now = performance.now();
      if (now - last >= everyMs) {
        await macrotask();
        if (gate) await gate.whenRunning();
        last = performance.now();
        if (signal.aborted) throw new CancelledError();
      }
    },
  };
}
