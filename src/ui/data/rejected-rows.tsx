import { Table, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { FileReading, RejectedRow } from '../../core/ingest/types.ts';
import { TableDownload } from '../charts/table-download.tsx';
import type { ChartTable } from '../charts/types.ts';
import { useFormat } from '../format/use-format.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { LevelMark } from '../shell/finding-line.tsx';
import classes from './data.module.css';

/** Rows that fit no table, each with its line in the file and the reason. */
export function RejectedRows({ reading }: { readonly reading: FileReading }) {
  const words = useWords();
  const format = useFormat();
  const { message } = useMessage();
  const [open, setOpen] = useState(false);
  const why = ({ code, cells, line }: RejectedRow) => message({ code, params: { cells, line } });
  const table = (): ChartTable => ({
    columns: [words('rejects.line'), words('tables.cells'), words('rejects.why'), words('rejects.text')],
    rows: reading.rejects.map((row) => [row.line, row.cells, why(row), row.text]),
  });
  const label = words('rejects.title', { count: reading.rowsRejected });
  return (
    <div>
      <UnstyledButton className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        <LevelMark level="careful" /> {label}
      </UnstyledButton>
      {open ? (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {words('rejects.sum', {
              in: format.count(reading.rowsIn),
              kept: format.count(reading.rowsKept),
              rejected: format.count(reading.rowsRejected),
            })}{' '}
            {reading.rejects.length < reading.rowsRejected
              ? words('rejects.first', { shown: format.count(reading.rejects.length) })
              : ''}
          </Text>
          <TableDownload
            title={words('rejects.table', { file: reading.fileName })}
            fileName="rejected-rows"
            table={table}
          />
          <div className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
            <Table fz="xs" stickyHeader aria-label={label}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{words('rejects.line')}</Table.Th>
                  <Table.Th scope="col">{words('rejects.why')}</Table.Th>
                  <Table.Th scope="col">{words('rejects.text')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {reading.rejects.map((row) => (
                  <Table.Tr key={row.line}>
                    <Table.Td>{format.count(row.line)}</Table.Td>
                    <Table.Td>{why(row)}</Table.Td>
                    <Table.Td>{row.text}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </>
      ) : null}
    </div>
  );
}
