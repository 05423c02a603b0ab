import { Table } from '@mantine/core';
import type { Between, SharedKind } from '../../../lenses/text/share/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { WideTable } from '../../predict/parts/wide-table.tsx';
import { Panel } from '../../shell/panel.tsx';

/** How well each kind is told, as a shared report says it: of texts and of pictures. */
export function SharedKinds({ kinds }: { readonly kinds: readonly SharedKind[] }) {
  const words = useWords();
  const format = useFormat();
  const between = (share: Between | undefined) =>
    share
      ? words('inbox.reader.kinds.between', { low: format.percent(share.low), high: format.percent(share.high) })
      : words('inbox.reader.kinds.held');
  return (
    <Panel title={words('inbox.kinds.table')}>
      <WideTable label={words('inbox.kinds.table')} minWidth={460}>
        <Table aria-label={words('inbox.kinds.table')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('inbox.kinds.kind')}</Table.Th>
              <Table.Th ta="right">{words('proof.rows')}</Table.Th>
              <Table.Th ta="right">{words('inbox.kinds.found')}</Table.Th>
              <Table.Th ta="right">{words('inbox.kinds.precise')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {kinds.map((kind) => (
              <Table.Tr key={kind.name}>
                <Table.Td miw={140} style={{ overflowWrap: 'anywhere' }}>
                  {kind.name}
                </Table.Td>
                <Table.Td ta="right">
                  {kind.rounded
                    ? words('inbox.reader.kinds.about', { rows: format.count(kind.rows) })
                    : format.count(kind.rows)}
                </Table.Td>
                <Table.Td ta="right">{between(kind.found)}</Table.Td>
                <Table.Td ta="right">{between(kind.named)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Panel>
  );
}
