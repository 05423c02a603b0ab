import { Stack, Table } from '@mantine/core';
import { useMemo } from 'react';
import { timeOf } from '../../core/series/calendar.ts';
import type { SharedForecast, SharedScores, SharedSeries } from '../../lenses/forecast/share/types.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { LineChart } from '../charts/lazy.tsx';
import { roleColors } from '../charts/palette.ts';
import type { ChartTable, LinePoint } from '../charts/types.ts';
import { useScheme } from '../charts/use-scheme.ts';
import { useFormat } from '../format/use-format.ts';
import { useCardMessage } from '../forecast/view/use-card-message.ts';
import { useForecastMessage } from '../forecast/view/use-forecast-message.ts';
import { useMessage } from '../i18n/use-message.ts';
import { useWords } from '../i18n/use-words.ts';
import { WideTable } from '../predict/parts/wide-table.tsx';
import { Answer } from '../shell/answer.tsx';
import { EmptyPanel } from '../shell/panel-states.tsx';
import { Panel } from '../shell/panel.tsx';

const HEIGHT = 280;

/** A forecast that came as a link or a file: the past, what comes, and how good such forecasts were. */
export function ForecastReader({ body }: { readonly body: SharedForecast }) {
  const words = useWords();
  const message = useForecastMessage(body.step);
  const total = body.series?.find(({ isTotal }) => isTotal);
  const cardMessage = useCardMessage(
    body.step,
    total ? { name: total.name, called: words('reader.forecast.total') } : undefined,
  );
  return (
    <Answer
      step={body.target === '' ? words('reader.forecast.unnamed') : words('reader.forecast', { target: body.target })}
      answer={message(body.verdict)}
    >
      <Stack gap="lg" mt="lg">
        {body.series?.map((series) => (
          <SeriesPicture key={`${series.isTotal ? 'total' : 'series'} ${series.name}`} series={series} body={body} />
        )) ?? <EmptyPanel words={words('reader.forecast.noPicture')} />}
      </Stack>
      {body.cards && (
        <Panel title={words('do.title')}>
          <ul>
            {body.cards.map((card, index) => (
              <li key={`${card.code} ${index}`}>{cardMessage(card)}</li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title={words('reader.forecast.figures')} lead={words('reader.forecast.judged', { ...body.backtest })}>
        <Figures body={body} />
      </Panel>
    </Answer>
  );
}

function SeriesPicture({ series, body }: { readonly series: SharedSeries; readonly body: SharedForecast }) {
  const words = useWords();
  const format = useFormat();
  const message = useForecastMessage(body.step);
  const colors = roleColors(useScheme());
  const { past, future, name } = series;
  const title = series.isTotal ? words('reader.forecast.total') : name;
  const grid = useMemo(() => ({ step: body.step, start: series.start }), [body.step, series.start]);
  const lines = useMemo(() => {
    const at = (point: number): number => timeOf(grid, point);
    const before = past.flatMap((y, t): LinePoint[] => (y === null ? [] : [{ x: at(t), y }]));
    const ahead = future.mean.map((y, h): LinePoint => {
      const [low, high] = [future.low[h], future.high[h]];
      const x = at(past.length + h);
      return low === undefined || high === undefined ? { x, y } : { x, y, low, high };
    });
    return { before, ahead };
  }, [grid, past, future]);
  const table: ChartTable = {
    columns: [
      words('reader.forecast.time'),
      words('reader.forecast.past'),
      words('reader.forecast.ahead'),
      words('reader.forecast.low'),
      words('reader.forecast.high'),
    ],
    rows: [
      ...past.map((value, t) => [format.date(timeOf(grid, t)), value, null, null, null]),
      ...future.mean.map((value, h) => [
        format.date(timeOf(grid, past.length + h)),
        null,
        value,
        future.low[h] ?? null,
        future.high[h] ?? null,
      ]),
    ],
  };
  return (
    <ChartFrame
      title={title}
      summary={message(series.verdict)}
      table={table}
      fileName="forecast"
      name={`forecast ${name}`}
      height={HEIGHT}
      level={2}
    >
      <LineChart
        series={[
          { name: words('reader.forecast.past'), color: colors.actual, points: lines.before },
          { name: words('reader.forecast.ahead'), color: colors.model, points: lines.ahead, dashed: true },
        ]}
        x={{ title: words('reader.forecast.time'), format: (value) => format.date(value) }}
        y={{ title, format: (value) => format.number(value) }}
        height={HEIGHT}
      />
    </ChartFrame>
  );
}

/** The chosen methods beside the naive forecast, then each method by itself. */
function Figures({ body }: { readonly body: SharedForecast }) {
  const words = useWords();
  const { message, known } = useMessage();
  const called = (method: string): string =>
    known(`estimator.${method}`) ? message({ code: `estimator.${method}`, params: {} }) : method;
  const rows: readonly (readonly [string, SharedScores])[] = [
    [words('reader.forecast.chosen'), body.chosen],
    [words('reader.forecast.naive'), body.naive],
    ...(body.methods ?? []).map(({ method, scores }) => [called(method), scores] as const),
  ];
  return (
    <WideTable label={words('reader.forecast.figures')} minWidth={420}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words('reader.forecast.method')}</Table.Th>
            <Table.Th ta="right">{words('reader.forecast.mase')}</Table.Th>
            <Table.Th ta="right">{words('reader.forecast.smape')}</Table.Th>
            <Table.Th ta="right">{words('reader.forecast.coverage')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([name, scores], index) => (
            <FigureRow key={`${name} ${index}`} name={name} scores={scores} />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

function FigureRow({ name, scores }: { readonly name: string; readonly scores: SharedScores }) {
  const format = useFormat();
  const percent = (value: number | undefined): string => (value === undefined ? '–' : format.percent(value));
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td ta="right">{scores.mase === undefined ? '–' : format.number(scores.mase)}</Table.Td>
      <Table.Td ta="right">{percent(scores.smape)}</Table.Td>
      <Table.Td ta="right">{percent(scores.coverage)}</Table.Td>
    </Table.Tr>
  );
}
