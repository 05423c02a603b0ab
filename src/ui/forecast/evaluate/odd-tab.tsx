import { Stack, Table, Text } from '@mantine/core';
import { timeOf } from '../../../core/series/calendar.ts';
import type { ForecastReport, SeriesReport } from '../../../lenses/forecast/types.ts';
import { TableDownload } from '../../charts/table-download.tsx';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useWords } from '../../i18n/use-words.ts';
import { WideTable } from '../../predict/parts/wide-table.tsx';

interface OddTabProps {
  readonly report: ForecastReport;
  readonly series: SeriesReport;
}

/** When the level changed for good, and which values stand alone. */
export function OddTab({ report, series }: OddTabProps) {
  const words = useWords();
  const format = useFormat();
  const { axis } = report;
  const period = usePeriod(axis.step);
  const { shifts, outliers } = series.nature;
  const events = [
    ...shifts.map(({ at, before, after }) => ({ at, what: words('forecast.odd.shift'), usual: before, value: after })),
    ...outliers.map(({ at, value, expected }) => ({ at, what: words('forecast.odd.value'), usual: expected, value })),
  ].toSorted((a, b) => b.at - a.at);
  const head = [
    words('forecast.time'),
    words('forecast.odd.what'),
    words('forecast.odd.usual'),
    words('forecast.odd.was'),
  ];
  return (
    <Stack gap="md">
      <Text maw="var(--sg-reading)">{words('forecast.odd.lead')}</Text>
      <TableDownload
        title={words('forecast.tab.odd')}
        fileName="odd-values"
        table={() => ({
          columns: head,
          rows: events.map(({ at, what, usual, value }) => [period(timeOf(axis, at)), what, usual, value]),
        })}
      />
      <WideTable label={words('forecast.tab.odd')} minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {head.map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {events.map(({ at, what, usual, value }) => (
              <Table.Tr key={`${at} ${what}`}>
                <Table.Th scope="row">{period(timeOf(axis, at))}</Table.Th>
                <Table.Td>{what}</Table.Td>
                <Table.Td>{format.number(usual)}</Table.Td>
                <Table.Td>{format.number(value)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Stack>
  );
}
