import { Stack, Table, Text } from '@mantine/core';
import type { MulticlassResult } from '../../../lenses/predict/report.ts';
import { useFormat } from '../../format/use-format.ts';
import { useColumnWords } from '../../i18n/use-column-words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { classesTable } from '../view/report-tables.ts';
import { WideTable } from '../parts/wide-table.tsx';

/** How well each class is found, the most frequent first. */
export function ClassesTab({ result }: { readonly result: MulticlassResult }) {
  const words = useWords();
  const format = useFormat();
  const names = useColumnWords();
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {words(`rows.${result.rows}`, { count: result.rowCount })}
      </Text>
      <WideTable
        label={words('classes.table')}
        minWidth={420}
        csv={{ fileName: 'classes', table: () => classesTable(result, words) }}
      >
        <Table aria-label={words('classes.table')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('classes.class')}</Table.Th>
              <Table.Th ta="right">{words('proof.rows')}</Table.Th>
              <Table.Th ta="right">{words('classes.recall')}</Table.Th>
              <Table.Th ta="right">{words('classes.precision')}</Table.Th>
              <Table.Th ta="right">{words('metric.f1.term')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {result.perClass
              .toSorted((a, b) => b.count - a.count)
              .map((row) => (
                <Table.Tr key={row.name}>
                  <Table.Td>{names.level('', row.name)}</Table.Td>
                  <Table.Td ta="right">{format.count(row.count)}</Table.Td>
                  <Table.Td ta="right">{format.percent(row.recall)}</Table.Td>
                  <Table.Td ta="right">{format.percent(row.precision)}</Table.Td>
                  <Table.Td ta="right">{format.percent(row.f1)}</Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Stack>
  );
}
