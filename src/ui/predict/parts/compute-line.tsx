import { Text } from '@mantine/core';
import type { ComputeNote } from '../../../core/learn/compute.ts';
import { useComputeWords } from './use-compute-words.ts';

/** Which engine computed the networks and why, with the timings that decided it. */
export function ComputeLine({ compute }: { readonly compute: ComputeNote }) {
  const { said, details } = useComputeWords()(compute);
  return (
    <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
      {said}
      {details !== '' && <div>{details}</div>}
    </Text>
  );
}
