import type { PauseGate, Steering } from '../core/learn/pacer.ts';

/** A gate that the page opens and shuts; computations wait at it between two stretches of work. */
export interface ControlledGate extends PauseGate {
  readonly isShut: boolean;
  pause(): void;
  resume(): void;
  /** Opens, and shuts again at the end of the unit of work that is then at hand. */
  step(): void;
  /** Opens, and has the network that is being trained end with its best epoch. */
  best(): void;
  readonly steering: Steering;
}

/** @param onStepped told when a step has ended and the gate is shut again */
export function createPauseGate(onStepped: () => void = () => undefined): ControlledGate {
  let shut: { readonly opened: Promise<void>; readonly open: () => void } | undefined;
  let isStepping = false;
  let wantsBest = false;
  const close = (): void => {
    isStepping = false;
    if (shut) return;
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    shut = { opened, open };
  };
  const open = (): void => {
    isStepping = false;
    shut?.open();
    shut = undefined;
  };
  return {
    get isShut() {
      return shut !== undefined;
    },
    whenRunning: () => shut?.opened ?? Promise.resolve(),
    pause: close,
    resume: open,
    step() {
      open();
      isStepping = true;
    },
    best() {
      wantsBest = true;
      open();
    },
    steering: {
      unitDone() {
        if (!isStepping) return;
        close();
        onStepped();
      },
      takeBest() {
        const wanted = wantsBest;
        wantsBest = false;
        return wanted;
      },
    },
  };
}
