import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Loading } from '../../../app/state.ts';
import { CodedError } from '../../../core/errors.ts';
import type { Reading } from '../../../lenses/text/types.ts';
import { useCommands } from '../../app-context.tsx';

/** Milliseconds of rest before a typed text is read. */
const REST = 300;

/** A text with how it is read: the last one stays while the next is on its way, so that nothing jumps. */
export interface ReadText {
  readonly text: string;
  readonly reading: Reading;
}

/** @param handOver asked anew where it changes */
export function useReading(modelId: string, text: string, handOver: number | undefined): Loading<ReadText> {
  const commands = useCommands();
  const [rested] = useDebouncedValue(text, REST);
  const [result, setResult] = useState<Loading<ReadText>>({ status: 'loading' });
  const blank = rested.trim() === '';
  useEffect(() => {
    if (blank) return undefined;
    let current = true;
    commands.readText(rested).then(
      (reading) => {
        if (current) setResult({ status: 'ready', value: { text: rested, reading } });
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
  }, [commands, modelId, rested, blank, handOver]);
  return blank ? { status: 'empty' } : result;
}
