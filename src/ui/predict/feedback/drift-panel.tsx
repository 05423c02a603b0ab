import { Table, Text } from '@mantine/core';
import type { DriftRow } from '../../../core/monitor/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { Term } from '../../shell/term.tsx';
import { driftHarm, driftOrder } from '../view/feedback.ts';
import { driftTable } from '../view/report-tables.ts';
import { WideTable } from '../parts/wide-table.tsx';

/** Neither figure means anything past the second decimal; adding 0 takes the sign off −0. */
const hundredths = (value: number): number => Math.round(value * 100) / 100 + 0;

interface DriftPanelProps {
  readonly drift: readonly DriftRow[];
  readonly rows: number;
}

/** Columns that moved since training, how far, how much the model leans on them, and whether it hurts. */
export function DriftPanel({ drift, rows }: DriftPanelProps) {
  const words = useWords();
  const format = useFormat();
  const ordered = driftOrder(drift);
  const hurting = ordered.filter((row) => driftHarm(row) === 'may-hurt').length;
  return (
    <Panel
      title={hurting > 0 ? words('drift.title', { count: hurting }) : words('drift.title.none')}
      lead={words('drift.lead', { rows: words('predict.rows', { count: rows }) })}
    >
      {ordered.length === 0 ? (
        <EmptyPanel words={words('drift.none')} />
      ) : (
        <WideTable
          label={words('drift.table')}
          minWidth={520}
          maxHeight={480}
          csv={{ fileName: 'drift', table: () => driftTable(drift, words) }}
        >
          <Table fz="sm" aria-label={words('drift.table')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words('why.column')}</Table.Th>
                <Table.Th ta="right">
                  <Term plain={words('drift.moved')} name={words('drift.psi')}>
                    <Text size="sm">{words('drift.psi.why')}</Text>
                  </Term>
                </Table.Th>
                <Table.Th ta="right">
                  <Term plain={words('drift.effect')} name={words('drift.effect.term')}>
                    <Text size="sm">{words('drift.effect.why')}</Text>
                  </Term>
                </Table.Th>
                <Table.Th ta="right">{words('drift.importance')}</Table.Th>
                <Table.Th>{words('drift.hurts')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {ordered.map((row) => {
                const harm = driftHarm(row);
                return (
                  <Table.Tr key={row.column}>
                    <Table.Td miw={110} style={{ overflowWrap: 'break-word' }}>
                      {row.column}
                    </Table.Td>
                    <Table.Td ta="right">
                      {words(`drift.size.${row.size}`, { psi: format.number(hundredths(row.psi)) })}
                    </Table.Td>
                    <Table.Td ta="right">{format.number(hundredths(row.effect))}</Table.Td>
                    <Table.Td ta="right">{format.percent(row.importance)}</Table.Td>
                    <Table.Td>
                      <Text size="sm" {...(harm === 'may-hurt' ? { c: 'var(--sg-careful)', fw: 600 } : {})}>
                        {words(`drift.harm.${harm}`)}
                      </Text>
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
    </Panel>
  );
}
