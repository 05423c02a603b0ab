import { Text } from '@mantine/core';
import type { ComputeNote } from '../../../core/learn/compute.ts';
import { useFormat } from '../../format/use-format.ts';
import { useMessage } from '../../i18n/use-message.ts';
import { useWords } from '../../i18n/use-words.ts';

/** Which engine computed the networks and why, with the timings that decided it. */
export function ComputeLine({ compute }: { readonly compute: ComputeNote }) {
  const words = useWords();
  const format = useFormat();
  const { message, known } = useMessage();
  const engine = words(`compute.engine.${compute.backend}`);
  const code = known(compute.reason.code) ? compute.reason.code : 'compute.other';
  const timings = compute.timings.map(({ backend, msPerBatch }) =>
    words('compute.timing', { backend, time: format.number(msPerBatch) }),
  );
  const details = [
    ...timings,
    ...(compute.renderer === undefined ? [] : [words('compute.renderer', { renderer: compute.renderer })]),
  ].join(' · ');
  return (
    <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
      {message({ code, params: { ...compute.reason.params, engine } })}
      {details !== '' && <div>{details}</div>}
    </Text>
  );
}
