import type { ComputeNote } from '../../../core/learn/compute.ts';
import { useFormat } from '../../format/use-format.ts';
import { useMessage } from '../../i18n/use-message.ts';
import { useWords } from '../../i18n/use-words.ts';

/** Which engine computed the networks and why; the timings that decided it, empty where there are none. */
export function useComputeWords(): (compute: ComputeNote) => { readonly said: string; readonly details: string } {
  const words = useWords();
  const format = useFormat();
  const { message, known } = useMessage();
  return ({ backend, reason, timings, renderer }) => {
    const engine = words(`compute.engine.${backend}`);
    const code = known(reason.code) ? reason.code : 'compute.other';
    const told = timings.map((timing) =>
      words('compute.timing', { backend: timing.backend, time: format.number(timing.msPerBatch) }),
    );
    return {
      said: message({ code, params: { ...reason.params, engine } }),
      details: [...told, ...(renderer === undefined ? [] : [words('compute.renderer', { renderer })])].join(' · '),
    };
  };
}
