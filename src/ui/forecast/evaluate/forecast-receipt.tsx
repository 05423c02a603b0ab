import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { timeOf } from '../../../core/series/calendar.ts';
import type { ForecastReport } from '../../../lenses/forecast/types.ts';
import { saveBlob } from '../../charts/save.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ComputeLine } from '../../predict/parts/compute-line.tsx';
import { FindingLine } from '../../shell/finding-line.tsx';
import { forecastJson } from '../view/forecast-json.ts';

/** What was done, to check and to repeat it; the whole of it as report.json. */
export function ForecastReceipt({ report }: { readonly report: ForecastReport }) {
  const words = useWords();
  const format = useFormat();
  const { axis, backtest, overall } = report;
  const period = usePeriod(axis.step);
  const lines = [
    [words('receipt.when'), format.instant(report.createdAt)],
    [words('forecast.receipt.rows'), format.count(report.data.rowCount)],
    [
      words('forecast.receipt.series'),
      words('forecast.series.lead', {
        count: report.series.length,
        points: axis.length,
        from: period(timeOf(axis, 0)),
        to: period(timeOf(axis, axis.length - 1)),
      }),
    ],
    [words('forecast.receipt.backtest'), words('forecast.receipt.backtest.value', { ...backtest })],
    [
      words('forecast.receipt.overall'),
      words('forecast.receipt.overall.value', {
        mase: format.number(overall.chosen.mase),
        naive: format.number(overall.naive.mase),
        coverage: format.percent(overall.chosen.coverage),
      }),
    ],
    [words('receipt.seed'), String(report.seed)],
    [words('receipt.preset'), words(`settings.preset.${report.plan.settings.preset}`)],
    [words('receipt.time'), format.duration(report.seconds * 1000)],
    [words('receipt.version'), report.app.version],
  ] as const;
  const download = () => saveBlob(new Blob([forecastJson(report)], { type: 'application/json' }), 'report.json');
  const notes = [...report.data.findings, ...report.warnings];
  return (
    <Stack gap="md" maw="var(--sg-reading)">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {words('receipt.lead')}
        </Text>
        <Button variant="default" onClick={download}>
          {words('receipt.download')}
        </Button>
      </Group>
      <Table variant="vertical" layout="fixed" aria-label={words('receipt.table')}>
        <Table.Tbody>
          {lines.map(([name, told]) => (
            <Table.Tr key={name}>
              <Table.Th w={{ base: 120, sm: 200 }}>{name}</Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{told}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <ComputeLine compute={report.compute} />
      {notes.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {words('receipt.warnings')}
          </Text>
          {notes.map((finding, index) => (
            <FindingLine key={`${finding.code} ${index}`} finding={finding} />
          ))}
        </div>
      )}
    </Stack>
  );
}
