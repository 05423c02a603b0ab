import { useEffect, useRef, useState } from 'react';

/** Work that is done sooner than this shows a turning wheel alone. */
const SHOWN_AFTER_MS = 800;

/** How work is watched and stopped. */
export interface Watched {
  readonly signal: AbortSignal;
  /** Share done, 0 … 1. */
  readonly onProgress: (share: number) => void;
}

export interface LongWork {
  readonly busy: boolean;
  /** Share done, 0 … 1, and the time left, as far as they are known; undefined while the work is young. */
  readonly progress: { readonly share?: number; readonly leftMs?: number } | undefined;
  /** Runs it, unless some is under way. */
  readonly run: (work: (watched: Watched) => Promise<void>) => Promise<void>;
  readonly cancel: () => void;
}

/**
 * Something that may take long: how far it is, and a way out. It is stopped, too, when what shows it goes.
 * @param stoppable whether the work heeds its signal; where not, nothing offers to stop it
 */
export function useLongWork(stoppable = true): LongWork {
  const [busy, setBusy] = useState(false);
  const [progress, setProgress] = useState<LongWork['progress']>(undefined);
  const present = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => present.current?.abort(), []);

  const run: LongWork['run'] = async (work) => {
    if (present.current) return;
    const controller = new AbortController();
    present.current = controller;
    setBusy(true);
    const begun = performance.now();
    const grown = stoppable ? setTimeout(() => setProgress((before) => before ?? {}), SHOWN_AFTER_MS) : undefined;
    try {
      await work({
        signal: controller.signal,
        onProgress: (share) => {
          const took = performance.now() - begun;
          if (took < SHOWN_AFTER_MS) return;
          setProgress({ share, ...(share > 0.05 ? { leftMs: (took / share) * (1 - share) } : {}) });
        },
      });
    } finally {
      clearTimeout(grown);
      present.current = undefined;
      setBusy(false);
      setProgress(undefined);
    }
  };
  return { busy, progress, run, cancel: () => present.current?.abort() };
}
