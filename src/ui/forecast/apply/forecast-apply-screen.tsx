import { Button, Group, Table, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { forecastModelOf } from '../../../app/narrow.ts';
import { timeOf } from '../../../core/series/calendar.ts';
import type { ForecastModel, SeriesReport } from '../../../lenses/forecast/types.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { saveBlob } from '../../charts/save.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useWords } from '../../i18n/use-words.ts';
import { WideTable } from '../../predict/parts/wide-table.tsx';
import { WithModelOf } from '../../predict/parts/with-model.tsx';
import { Panel } from '../../shell/panel.tsx';
import { Screen } from '../../shell/screen.tsx';
import { stepAddress } from '../../steps.ts';
import { SeriesPicker } from '../evaluate/series-picker.tsx';
import { FAN_BANDS, outerEnds } from '../view/fan-points.ts';
import { shownSeries } from '../view/shown-series.ts';
import { useSeriesName } from '../view/use-series-name.ts';

/** The forecast step by step, and as a file. */
export function ForecastApplyScreen() {
  const words = useWords();
  return (
    <WithModelOf title={words('step.apply')} model={useApp(forecastModelOf)}>
      {(model) => <Steps key={model.id} model={model} />}
    </WithModelOf>
  );
}

function Steps({ model }: { readonly model: ForecastModel }) {
  const words = useWords();
  const commands = useCommands();
  const { report } = model;
  const period = usePeriod(report.axis.step);
  const shown = useMemo(() => shownSeries(report), [report]);
  const [key, setKey] = useState(shown[0]?.key ?? '');
  const one = shown.find((entry) => entry.key === key) ?? shown[0];
  if (!one) return null;
  const { series } = one;
  const last = series.from + series.future.mean.length - 1;
  const save = async () => {
    const blob = await commands.forecastCsv();
    if (blob) saveBlob(blob, 'forecast.csv');
  };
  return (
    <Screen
      title={words('step.apply')}
      answer={words('forecast.apply.answer', {
        from: period(timeOf(report.axis, series.from)),
        to: period(timeOf(report.axis, last)),
      })}
      actions={<Button onClick={() => void save()}>{words('forecast.apply.download', { count: shown.length })}</Button>}
    >
      <Text mt="sm" maw="var(--sg-reading)">
        {words('forecast.apply.known', { last: period(timeOf(report.axis, series.from - 1)) })}
      </Text>
      <Group mt="xs">
        <Button component={Link} href={stepAddress('feedback')} variant="default">
          {words('forecast.apply.later')}
        </Button>
      </Group>
      {shown.length > 1 && <SeriesPicker shown={shown} chosen={one.key} onChange={setKey} />}
      <StepTable model={model} series={series} />
    </Screen>
  );
}

function StepTable({ model, series }: { readonly model: ForecastModel; readonly series: SeriesReport }) {
  const words = useWords();
  const format = useFormat();
  const { axis } = model.report;
  const period = usePeriod(axis.step);
  const nameOf = useSeriesName(model.report);
  const middle = FAN_BANDS[FAN_BANDS.length - 1];
  const rows = Array.from(series.future.mean, (mean, h) => {
    const [low, high] = outerEnds(series.future, h);
    const inner = middle
      ? ([series.future.quantiles[middle.low]?.[h], series.future.quantiles[middle.high]?.[h]] as const)
      : ([undefined, undefined] as const);
    return { time: timeOf(axis, series.from + h), low, innerLow: inner[0], mean, innerHigh: inner[1], high };
  });
  const head = [
    words('forecast.time'),
    words('forecast.middle'),
    words('forecast.low'),
    words('forecast.inner-low'),
    words('forecast.inner-high'),
    words('forecast.high'),
  ];
  return (
    <Panel title={nameOf(series)} lead={words('forecast.apply.lead')}>
      <WideTable label={nameOf(series)} minWidth={620}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {head.map((name, i) => (
                <Table.Th key={name} ta={i === 0 ? 'left' : 'right'}>
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ time, low, innerLow, mean, innerHigh, high }) => (
              <Table.Tr key={time}>
                <Table.Th scope="row" fw={400}>
                  {period(time)}
                </Table.Th>
                <Table.Td ta="right" fw={600}>
                  {format.number(mean)}
                </Table.Td>
                <Table.Td ta="right">{format.number(low)}</Table.Td>
                <Table.Td ta="right">{format.number(innerLow)}</Table.Td>
                <Table.Td ta="right">{format.number(innerHigh)}</Table.Td>
                <Table.Td ta="right">{format.number(high)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Panel>
  );
}
