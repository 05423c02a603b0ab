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
  const ofPictures = reading.pictures !== undefined;
  const place = words(ofPictures ? 'pictures.rejects-place' : 'rejects.line');
  const said = words(ofPictures ? 'pictures.rejects-name' : 'rejects.text');
  const table = (): ChartTable => ({
    columns: [place, ...(ofPictures ? [] : [words('tables.cells')]), words('rejects.why'), said],
    rows: reading.rejects.map((row) => [row.line, ...(ofPictures ? [] : [row.cells]), why(row), row.text]),
  });
  const label = words(ofPictures ? 'pictures.rejects-title' : 'rejects.title', { count: reading.rowsRejected });
  return (
    <div>
      <UnstyledButton className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        <LevelMark level="careful" /> {label}
      </UnstyledButton>
      {open ? (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {words(ofPictures ? 'pictures.rejects-sum' : 'rejects.sum', {
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
                  <Table.Th scope="col">{place}</Table.Th>
                  <Table.Th scope="col">{words('rejects.why')}</Table.Th>
                  <Table.Th scope="col">{said}</Table.Th>
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
