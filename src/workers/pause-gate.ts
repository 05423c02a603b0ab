import type { PauseGate } from '../core/learn/pacer.ts';

/** A gate that the page opens and shuts; computations wait at it between two stretches of work. */
export interface ControlledGate extends PauseGate {
  pause(): void;
  resume(): void;
}

export function createPauseGate(): ControlledGate {
  let shut: { readonly opened: Promise<void>; readonly open: () => void } | undefined;
  return {
    whenRunning: () => shut?.opened ?? Promise.resolve(),
    pause() {
      if (shut) return;
      let open = (): void => undefined;
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      shut = { opened, open };
    },
    resume() {
      shut?.open();
      shut = undefined;
    },
  };
}
