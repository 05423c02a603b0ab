import { Stack, Table, Text } from '@mantine/core';
import type { ForecastReport, SeriesReport } from '../../../lenses/forecast/types.ts';
import { TableDownload } from '../../charts/table-download.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useEstimatorName } from '../../predict/parts/use-estimator-name.ts';
import { WideTable } from '../../predict/parts/wide-table.tsx';

interface MethodsTabProps {
  readonly report: ForecastReport;
  readonly series: SeriesReport;
}

/** How each method did on this series where it could not see what came, best first. */
export function MethodsTab({ report, series }: MethodsTabProps) {
  const words = useWords();
  const format = useFormat();
  const nameOf = useEstimatorName();
  const { methods, chosen } = series;
  const failed = report.tries.filter(({ status }) => status === 'failed');
  if (methods.length === 0) return <Text maw="var(--sg-reading)">{words('forecast.methods.none')}</Text>;
  const head = [
    words('forecast.methods.name'),
    words('forecast.methods.mase'),
    words('forecast.methods.smape'),
    words('forecast.methods.rmse'),
    words('forecast.methods.coverage'),
  ];
  const isChosen = (method: string): boolean => method === chosen.method;
  return (
    <Stack gap="md">
      <Text maw="var(--sg-reading)">
        {words('forecast.methods.lead', { folds: series.folds.length, points: methods[0]?.points ?? 0 })}
      </Text>
      {chosen.members && chosen.members.length > 1 && (
        <Text maw="var(--sg-reading)">
          {words('forecast.methods.members', {
            members: chosen.members.map(({ method, weight }) => `${nameOf(method)} ${format.percent(weight)}`),
          })}
        </Text>
      )}
      <TableDownload
        title={words('forecast.tab.methods')}
        fileName="methods"
        table={() => ({
          columns: head,
          rows: methods.map(({ method, scores }) => [
            nameOf(method),
            scores.mase,
            scores.smape,
            scores.rmse,
            scores.coverage,
          ]),
        })}
      />
      <WideTable label={words('forecast.tab.methods')} minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {head.map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {methods.map(({ method, scores }) => (
              <Table.Tr key={method}>
                <Table.Th scope="row" fw={isChosen(method) ? 700 : 400}>
                  {isChosen(method) ? words('forecast.methods.chosen', { method: nameOf(method) }) : nameOf(method)}
                </Table.Th>
                <Table.Td>{format.number(scores.mase)}</Table.Td>
                <Table.Td>{format.percent(scores.smape)}</Table.Td>
                <Table.Td>{format.number(scores.rmse)}</Table.Td>
                <Table.Td>{format.percent(scores.coverage)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {failed.length > 0 && (
        <Text size="sm">
          {words('forecast.methods.failed', { methods: failed.map(({ estimator }) => nameOf(estimator)) })}
        </Text>
      )}
    </Stack>
  );
}
