import { CodedError } from '../core/errors.ts';

/** A read that takes longer than this has been lost; a batch takes well under a second even on software WebGL. */
const READ_TIMEOUT_MS = 30_000;

/** Knows when the GPU has gone away: the canvas says so at once, a read that never ends says so later. */
export interface LossWatch {
  readonly gone: boolean;
  /** The reading, unless the GPU goes away before it ends. @throws compute.context-lost */
  race<T>(reading: Promise<T>): Promise<T>;
}

/** What a watch needs of a WebGL context. */
export interface Watched {
  readonly canvas: EventTarget;
  readonly gl: { isContextLost(): boolean };
}

export const contextLost = (): CodedError => new CodedError('compute.context-lost', { backend: 'webgl' });

/** @param timeoutMs longest that a read may take */
export function watchForLoss({ canvas, gl }: Watched, timeoutMs = READ_TIMEOUT_MS): LossWatch {
  let gone = false;
  let tell: (error: CodedError) => void = () => {};
  const loss = new Promise<never>((_, reject) => {
    tell = reject;
  });
  // Nobody may be reading when it happens.
  loss.catch(() => {});
  const lose = (): void => {
    gone = true;
    tell(contextLost());
  };
  canvas.addEventListener('webglcontextlost', lose);
  return {
    get gone() {
      if (!gone && gl.isContextLost()) lose();
      return gone;
    },
    async race(reading) {
      const timer = setTimeout(lose, timeoutMs);
      try {
        return await Promise.race([reading, loss]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
