import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { timeOf } from '../../../core/series/calendar.ts';
import type { ForecastReport, SeriesReport, WhatIf } from '../../../lenses/forecast/types.ts';
import type { WhatIfFuture } from '../../../workers/forecast-contract.ts';
import { toFailure } from '../../../app/failure.ts';
import type { Loading } from '../../../app/state.ts';
import { useCommands } from '../../app-context.tsx';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { FanChart } from '../../charts/lazy.tsx';
import { roleColors } from '../../charts/palette.ts';
import { useScheme } from '../../charts/use-scheme.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePeriod } from '../../format/use-period.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FailedPanel } from '../../shell/panel-states.tsx';
import { fanPoints, outerEnds, pastPoints, pointTicks, recentFrom } from '../view/fan-points.ts';
import { useBandWords } from '../view/use-band-words.ts';
import { useSeriesName } from '../view/use-series-name.ts';

const HEIGHT = 300;

interface WhatIfTabProps {
  readonly report: ForecastReport;
  readonly series: SeriesReport;
}

/** Other prices, promotions or holidays in the time to come, and the forecast that goes with them beside the present one. */
export function WhatIfTab({ report, series }: WhatIfTabProps) {
  const words = useWords();
  const format = useFormat();
  const commands = useCommands();
  const period = usePeriod(report.axis.step);
  const horizon = series.future.mean.length;
  const [column, setColumn] = useState(report.known[0]?.name ?? '');
  const known = report.known.find(({ name }) => name === column);
  const [from, setFrom] = useState(1);
  const [to, setTo] = useState(horizon);
  const [value, setValue] = useState<number | undefined>(known?.isSwitch ? 1 : undefined);
  const [future, setFuture] = useState<Loading<WhatIfFuture>>({ status: 'empty' });
  const isTotal = series === report.total;

  const ask = async () => {
    if (value === undefined) return;
    // What is not asked about stays as it is known.
    const values = Array.from({ length: horizon }, (_, h) => (h + 1 >= from && h + 1 <= to ? value : NaN));
    const change: WhatIf = {
      column,
      values,
      ...(isTotal || report.series.length === 1 ? {} : { series: series.name }),
    };
    setFuture({ status: 'loading' });
    try {
      setFuture({ status: 'ready', value: await commands.whatIf([change]) });
    } catch (error) {
      setFuture({ status: 'failed', error: toFailure(error) });
    }
  };
  const steps = Array.from({ length: horizon }, (_, h) => ({
    value: String(h + 1),
    label: period(timeOf(report.axis, series.from + h)),
  }));
  return (
    <Stack gap="md">
      <Text maw="var(--sg-reading)">{words('forecast.whatIf.lead')}</Text>
      <Group align="end" gap="sm">
        <NativeSelect
          label={words('forecast.whatIf.column')}
          value={column}
          data={report.known.map(({ name }) => name)}
          onChange={(event) => {
            setColumn(event.currentTarget.value);
            const next = report.known.find(({ name }) => name === event.currentTarget.value);
            setValue(next?.isSwitch ? 1 : undefined);
          }}
        />
        <NativeSelect
          label={words('forecast.whatIf.from')}
          value={String(from)}
          data={steps}
          onChange={(event) => {
            const step = Number(event.currentTarget.value);
            setFrom(step);
            setTo(Math.max(step, to));
          }}
        />
        <NativeSelect
          label={words('forecast.whatIf.to')}
          value={String(to)}
          data={steps.slice(from - 1)}
          onChange={(event) => setTo(Number(event.currentTarget.value))}
        />
        {known?.isSwitch ? (
          <Checkbox
            mb={8}
            checked={value === 1}
            label={words('forecast.whatIf.on')}
            onChange={(event) => setValue(event.currentTarget.checked ? 1 : 0)}
          />
        ) : (
          <NumberInput
            label={words('forecast.whatIf.value')}
            value={value ?? ''}
            onChange={(next) => setValue(typeof next === 'number' ? next : undefined)}
          />
        )}
        <Button onClick={() => void ask()} disabled={value === undefined} loading={future.status === 'loading'}>
          {words('forecast.whatIf.ask')}
        </Button>
      </Group>
      {future.status === 'failed' && <FailedPanel error={future.error} />}
      {future.status === 'ready' && <Answer report={report} series={series} future={future.value} format={format} />}
    </Stack>
  );
}

interface AnswerProps extends WhatIfTabProps {
  readonly future: WhatIfFuture;
  readonly format: ReturnType<typeof useFormat>;
}

function Answer({ report, series, future, format }: AnswerProps) {
  const words = useWords();
  const { axis } = report;
  const period = usePeriod(axis.step);
  const nameOf = useSeriesName(report);
  const bands = useBandWords();
  const colors = roleColors(useScheme());
  const isTotal = series === report.total;
  const place = report.series.indexOf(series);
  const own = future.series[place];
  const fan = isTotal ? future.total : own?.future;
  if (!fan) return null;
  const listens = isTotal ? future.series.some((one) => one.listens) : own?.listens === true;
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const [before, after] = [sum(series.future.mean), sum(fan.mean)];
  const last = series.values[series.from - 1];
  const start = recentFrom(series.from, fan.mean.length, 1);
  return (
    <ChartFrame
      title={words('forecast.whatIf.title')}
      summary={
        listens
          ? words(after >= before ? 'forecast.whatIf.more' : 'forecast.whatIf.less', {
              before: format.number(before),
              after: format.number(after),
              change: format.number(Math.abs(after - before)),
            })
          : words('forecast.whatIf.deaf')
      }
      fileName="what-if"
      height={HEIGHT}
      table={{
        columns: [
          words('forecast.time'),
          words('forecast.whatIf.now'),
          words('forecast.whatIf.then'),
          words('forecast.low'),
          words('forecast.high'),
        ],
        rows: Array.from(fan.mean, (mean, h) => [
          period(timeOf(axis, series.from + h)),
          series.future.mean[h] ?? null,
          mean,
          ...outerEnds(fan, h),
        ]),
      }}
    >
      <FanChart
        past={{
          name: words('forecast.past'),
          color: colors.actual,
          points: pastPoints(axis, series.values, start, series.from),
        }}
        bands={bands}
        stretches={[
          {
            name: words('forecast.whatIf.now'),
            color: colors.baseline,
            points: fanPoints(axis, series.from, series.future, last),
            quiet: true,
          },
          { name: words('forecast.whatIf.then'), color: colors.model, points: fanPoints(axis, series.from, fan, last) },
        ]}
        x={{
          title: words('forecast.time'),
          format: period,
          domain: [timeOf(axis, start), timeOf(axis, series.from + fan.mean.length - 1)],
          ticks: pointTicks(axis, start, series.from + fan.mean.length - 1),
        }}
        y={{ title: nameOf(series), format: format.number }}
        height={HEIGHT}
      />
    </ChartFrame>
  );
}
