import type { Pacer } from '../pacer.ts';

/** Pauses once enough work has been done, so that short trees are not slowed by promises nor long ones deaf to Cancel. */
export interface Breather {
  /** @returns whether a pause is due after this much more work */
  due(work: number): boolean;
  pause(): Promise<void>;
}

/** Table cells looked at between pauses: a few milliseconds. */
const CELLS = 1_000_000;

export function createBreather(pacer: Pacer): Breather {
  let done = 0;
  return {
    due(work) {
      done += work;
      return done >= CELLS;
    },
    async pause() {
      done = 0;
      await pacer.pause();
    },
  };
}
