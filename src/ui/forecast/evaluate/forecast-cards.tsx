import { Paper, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Card } from '../../../core/advise/types.ts';
import type { Message } from '../../../core/errors.ts';
import type { ForecastReport } from '../../../lenses/forecast/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { useSeriesName } from '../view/use-series-name.ts';
import { useForecastMessage } from '../view/use-forecast-message.ts';

/** Shares among the params of cards. */
const SHARES = ['share', 'chance'] as const;

/** Recommendations: what is going to move, what is passed, what to look at. */
export function ForecastCards({ report }: { readonly report: ForecastReport }) {
  const words = useWords();
  return (
    <Panel title={words('do.title')} lead={words('forecast.cards.lead')}>
      {report.cards.length === 0 ? (
        <EmptyPanel words={words('forecast.cards.none')} />
      ) : (
        <Stack gap="md">
          {report.cards.map((card) => (
            <ForecastCard key={card.id} card={card} report={report} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

function ForecastCard({ card, report }: { readonly card: Card; readonly report: ForecastReport }) {
  const words = useWords();
  const format = useFormat();
  const message = useForecastMessage(report.axis.step);
  const nameOf = useSeriesName(report);
  const { unit, count } = report.axis.step;
  const { total } = report;
  const params = useMemo(
    () => ({
      ...Object.fromEntries(
        Object.entries(card.params).map(([name, value]) => [
          name,
          typeof value === 'number' && (SHARES as readonly string[]).includes(name)
            ? format.percent(Math.abs(value))
            : typeof value === 'number' && name !== 'count'
              ? format.number(value)
              : value,
        ]),
      ),
      ...(typeof card.params['steps'] === 'number'
        ? { span: words(`series.unit.${unit}`, { count: card.params['steps'] * count }) }
        : {}),
      ...(total && card.params['series'] === total.name ? { series: nameOf(total) } : {}),
    }),
    [card, format, words, unit, count, total, nameOf],
  );
  const said = (code: string): Message => ({ code, params });
  const moves = card.code === 'forecast.card.rise' || card.code === 'forecast.card.fall';
  return (
    <Paper component="article" withBorder p="md" maw="var(--sg-reading)">
      <Stack gap="xs">
        <Text component="h3" fw={600} m={0}>
          {message(said(card.code))}
        </Text>
        {moves && (
          <Text size="sm">
            {words('forecast.card.move', {
              each: words(`series.unit.${unit}`, { count }),
              value: format.number(card.rate.value),
              low: format.number(card.rate.low),
              high: format.number(card.rate.high),
              before: format.number(card.overallRate),
            })}
          </Text>
        )}
        <Text size="sm">{message(said(`${card.code}.do`))}</Text>
        <Text size="sm" c="dimmed">
          {words(`do.evidence.${card.evidence}`)}
        </Text>
      </Stack>
    </Paper>
  );
}
