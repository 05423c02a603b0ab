import { useEffect, useState } from 'react';
import type { LookedAt } from '../../app/image.ts';
import type { Loading } from '../../app/state.ts';
import { CodedError } from '../../core/errors.ts';

/** Asks what a model makes of a picture. */
export type AskLook = () => Promise<LookedAt>;

/** What a model makes of a picture, asked anew where `ask` is another; undefined: no picture. */
export function useLook(ask: AskLook | undefined): Loading<LookedAt> {
  const [found, setFound] = useState<{ readonly of: AskLook; readonly result: Loading<LookedAt> } | undefined>();
  useEffect(() => {
    if (!ask) return undefined;
    let current = true;
    const settle = (result: Loading<LookedAt>): void => {
      if (current) setFound({ of: ask, result });
    };
    ask().then(
      (value) => settle({ status: 'ready', value }),
      (cause: unknown) => {
        if (!(cause instanceof CodedError)) {
          settle({ status: 'failed', error: { code: 'train.failed', params: {}, details: String(cause) } });
        } else if (cause.code !== 'job.cancelled') {
          settle({ status: 'failed', error: { code: cause.code, params: cause.params } });
        }
      },
    );
    return () => {
      current = false;
    };
  }, [ask]);
  if (!ask) return { status: 'empty' };
  return found?.of === ask ? found.result : { status: 'loading' };
}
