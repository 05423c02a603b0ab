import { Table, Text } from '@mantine/core';
import { useFormat } from '../format/use-format.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './chart-frame.module.css';
import type { ChartTable } from './types.ts';

const SHOWN = 500;

interface FigureTableProps {
  readonly title: string;
  readonly table: ChartTable;
  readonly minHeight: number;
}

/** The figures of a chart as a table: numbers right-aligned, at most 500 lines. */
export function FigureTable({ title, table, minHeight }: FigureTableProps) {
  const words = useWords();
  const format = useFormat();
  const shown = table.rows.slice(0, SHOWN);
  const write = (value: string | number | null) => (typeof value === 'number' ? format.number(value) : (value ?? ''));
  return (
    <div
      className={classes.table}
      style={{ minHeight, maxHeight: Math.max(minHeight, 320) }}
      tabIndex={0}
      role="region"
      aria-label={words('chart.table-of', { title })}
    >
      <Table stickyHeader fz="sm" aria-label={words('chart.table-of', { title })}>
        <Table.Thead>
          <Table.Tr>
            {table.columns.map((column, index) => (
              <Table.Th scope="col" key={column} ta={isNumeric(table, index) ? 'right' : 'left'}>
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((row, index) => (
            // Lines have no identity but their place.
            <Table.Tr key={`${index}`}>
              {row.map((value, at) => (
                <Table.Td key={table.columns[at] ?? at} ta={isNumeric(table, at) ? 'right' : 'left'}>
                  {write(value)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {table.rows.length > SHOWN ? (
        <Text size="xs" c="dimmed" p="xs">
          {words('chart.first-rows', { shown: SHOWN, count: table.rows.length })}
        </Text>
      ) : null}
    </div>
  );
}

function isNumeric(table: ChartTable, column: number): boolean {
  return typeof table.rows[0]?.[column] === 'number';
}
