import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { placeAddress } from '../../address.ts';
import { useApp } from '../../app-context.tsx';

/** Statuses in which a training is on. */
export const RACING: ReadonlySet<string> = new Set(['running', 'paused', 'finishing']);

/** Leads to the verdict when a training that was watched on this screen has ended with a new model. */
export function useVerdictWhenDone(): void {
  const status = useApp((state) => state.training.status);
  const modelId = useApp((state) => (state.model.status === 'ready' ? state.model.value.id : undefined));
  const [, navigate] = useLocation();
  const watched = useRef<{ readonly before: string | undefined } | undefined>(undefined);
  useEffect(() => {
    if (RACING.has(status)) {
      watched.current ??= { before: modelId };
      return;
    }
    if (status === 'failed') watched.current = undefined;
    const seen = watched.current;
    if (seen && modelId !== undefined && modelId !== seen.before) {
      watched.current = undefined;
      navigate(placeAddress('evaluate', modelId));
    }
  }, [status, modelId, navigate]);
}
