import { Stack, Text } from '@mantine/core';
import type { MetricName } from '../../../core/metrics/types.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Term } from '../../shell/term.tsx';
import { RankingPicture } from './ranking-picture.tsx';

/** A metric by its plain name, with the term beside it and the explanation behind it. */
export function MetricTerm({ metric }: { readonly metric: MetricName }) {
  const words = useWords();
  return (
    <Term plain={words(`metric.${metric}.name`)} name={words(`metric.${metric}.term`)}>
      <Stack gap="xs">
        {metric === 'rocAuc' && <RankingPicture />}
        <Text size="sm">{words(`metric.${metric}.why`)}</Text>
      </Stack>
    </Term>
  );
}
