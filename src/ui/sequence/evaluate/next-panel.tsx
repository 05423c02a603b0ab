import { Table, Text } from '@mantine/core';
import type { SequenceFindings } from '../../../lenses/sequence/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { WideTable } from '../../predict/parts/wide-table.tsx';
import { Panel } from '../../shell/panel.tsx';

/** Below this the model is no better than what usually follows the last event. */
const CLEAR = 0.01;

/** How often the next event is among the likeliest, beside what usually follows the last one. */
export function NextPanel({ topK }: { readonly topK: NonNullable<SequenceFindings['topK']> }) {
  const words = useWords();
  const format = useFormat();
  const first = topK[0];
  if (!first) return null;
  const lead = first.model - first.markov;
  const code = lead > CLEAR ? 'better' : lead < -CLEAR ? 'worse' : 'same';
  return (
    <Panel title={words('journeys.next.title')} lead={words('journeys.next.lead')}>
      <Text maw="var(--sg-reading)" mb="sm">
        {words(`journeys.next.${code}`, { model: format.percent(first.model), markov: format.percent(first.markov) })}
      </Text>
      <WideTable label={words('journeys.next.title')} minWidth={300}>
        <Table fz="sm" aria-label={words('journeys.next.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('journeys.next.among')}</Table.Th>
              <Table.Th ta="right">{words('journeys.next.model')}</Table.Th>
              <Table.Th ta="right">{words('journeys.next.markov')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {topK.map(({ k, model, markov }) => (
              <Table.Tr key={k}>
                <Table.Td>{words('journeys.next.k', { count: k })}</Table.Td>
                <Table.Td ta="right" fw={600}>
                  {format.percent(model)}
                </Table.Td>
                <Table.Td ta="right">{format.percent(markov)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Panel>
  );
}
