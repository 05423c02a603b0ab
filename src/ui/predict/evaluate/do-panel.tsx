import { Stack, Text } from '@mantine/core';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { byGain } from '../view/card-gain.ts';
import { useDecision } from '../parts/decision.tsx';
import { assumptions } from '../view/card.ts';
import { CardView } from './card-view.tsx';
import { MoneyForm } from './money-form.tsx';

/** Recommendations: who, what, what it may be worth, and how to find out. */
export function DoPanel({ report }: { readonly report: ReportView }) {
  const words = useWords();
  const { money } = useDecision();
  const assumed = report.task === 'binary' ? assumptions(money) : undefined;
  const cards = byGain(report.cards, assumed);
  const tried = Math.max(0, ...cards.map(({ segmentsTried }) => segmentsTried));
  if (cards.length === 0) {
    const nothing = report.verdict.code === 'verdict.nothing-beats-baseline';
    return (
      <Panel title={words('do.title')}>
        <EmptyPanel words={words(nothing ? 'do.nothing' : 'do.none')} />
      </Panel>
    );
  }
  return (
    <Panel title={words('do.title')} lead={words('do.lead', { count: tried })}>
      <Stack gap="md">
        {report.task === 'binary' && (
          <details open={assumed !== undefined} data-no-print>
            <Text component="summary" size="sm" fw={600} style={{ cursor: 'pointer' }} mb="xs">
              {words('do.money')}
            </Text>
            {!assumed && (
              <Text size="sm" mb="xs">
                {words('do.noMoney')}
              </Text>
            )}
            <MoneyForm valueLabel={words('money.value', { yes: report.classes?.[1] ?? '' })} />
          </details>
        )}
        {cards.map((card) => (
          <CardView key={card.id} card={card} report={report} assumed={assumed} effect={money.effect} />
        ))}
      </Stack>
    </Panel>
  );
}
