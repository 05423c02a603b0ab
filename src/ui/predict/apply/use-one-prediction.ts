import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Loading } from '../../../app/state.ts';
import { CodedError } from '../../../core/errors.ts';
import type { ApplyResult, FormValue } from '../../../lenses/predict/model.ts';
import { useCommands } from '../../app-context.tsx';

/** Milliseconds of rest before a typed row is predicted. */
const REST = 150;

/**
 * The prediction for a typed row, asked for once typing rests. The last one stays while the next is on its way, so that
 * nothing jumps.
 */
export function useOnePrediction(
  modelId: string,
  values: readonly (readonly [string, FormValue])[],
  which: 'applied' | 'judged',
): Loading<ApplyResult> {
  const commands = useCommands();
  const [rested] = useDebouncedValue(values, REST);
  const [result, setResult] = useState<Loading<ApplyResult>>({ status: 'loading' });
  useEffect(() => {
    let current = true;
    commands.predictOne(rested, which).then(
      (value) => {
        if (current) setResult({ status: 'ready', value });
      },
      (cause: unknown) => {
        if (!current || (cause instanceof CodedError && cause.code === 'job.cancelled')) return;
        const error =
          cause instanceof CodedError
            ? { code: cause.code, params: cause.params }
            : { code: 'train.failed', params: {}, details: String(cause) };
        setResult({ status: 'failed', error });
      },
    );
    return () => {
      current = false;
    };
  }, [commands, modelId, rested, which]);
  return result;
}
