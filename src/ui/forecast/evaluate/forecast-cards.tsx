import { Paper, Stack, Text } from '@mantine/core';
import type { Card } from '../../../core/advise/types.ts';
import type { ForecastReport } from '../../../lenses/forecast/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { useSeriesName } from '../view/use-series-name.ts';
import { useCardMessage } from '../view/use-card-message.ts';

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
  const nameOf = useSeriesName(report);
  const { total } = report;
  const { unit, count } = report.axis.step;
  const message = useCardMessage(report.axis.step, total ? { name: total.name, called: nameOf(total) } : undefined);
  const said = (code: string): string => message({ code, params: card.params });
  const moves = card.code === 'forecast.card.rise' || card.code === 'forecast.card.fall';
  return (
    <Paper component="article" withBorder p="md" maw="var(--sg-reading)">
      <Stack gap="xs">
        <Text component="h3" fw={600} m={0}>
          {said(card.code)}
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
        <Text size="sm">{said(`${card.code}.do`)}</Text>
        <Text size="sm" c="dimmed">
          {words(`do.evidence.${card.evidence}`)}
        </Text>
      </Stack>
    </Paper>
  );
}
