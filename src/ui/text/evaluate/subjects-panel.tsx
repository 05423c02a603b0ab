import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import type { Subject, TextFindings } from '../../../lenses/text/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useMessage } from '../../i18n/use-message.ts';
import { useWords } from '../../i18n/use-words.ts';
import { CardView } from '../../predict/evaluate/card-view.tsx';
import { useDecision } from '../../predict/parts/decision.tsx';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { TextQuote } from '../text-quote.tsx';
import { TrendLine } from '../topics/trend-line.tsx';
import { useRowTexts, type RowTexts } from '../use-row-texts.ts';
import { useRowsAtHand } from '../use-rows-at-hand.ts';
import { subjectOf } from '../view/subjects.ts';
import { CostForm } from './cost-form.tsx';

const EXAMPLES = 2;

interface SubjectsPanelProps {
  readonly report: PredictReport;
  readonly text: TextFindings;
}

/** What to do: what people are unhappy about, what grows, what there is most of, what repeats, and what it costs. */
export function SubjectsPanel({ report, text }: SubjectsPanelProps) {
  const words = useWords();
  const { message } = useMessage();
  const atHand = useRowsAtHand();
  const { money } = useDecision();
  const cards = useMemo(
    () => report.cards.map((card) => ({ card, subject: subjectOf(card, text.subjects) })),
    [report.cards, text.subjects],
  );
  const rows = useMemo(() => cards.flatMap(({ subject }) => subject?.examples.slice(0, EXAMPLES) ?? []), [cards]);
  const texts = useRowTexts(rows, atHand ? report.plan.question.columns[0] : undefined);
  const [first] = report.cards;
  if (!first) return null;
  if (first.code === 'card.text.nothing-found') {
    return (
      <Panel title={words('do.title')}>
        <EmptyPanel words={message(first)} />
      </Panel>
    );
  }
  return (
    <Panel title={words('do.title')} lead={words('inbox.do.lead', { count: text.subjects.length })}>
      <Stack gap="md">
        <details open={money.costPerRow !== undefined} data-no-print>
          <Text component="summary" size="sm" fw={600} style={{ cursor: 'pointer' }} mb="xs">
            {words('inbox.do.money')}
          </Text>
          <CostForm of={['costPerRow']} />
        </details>
        {cards.map(({ card, subject }) => (
          <CardView key={card.id} card={card} report={report} assumed={undefined} effect={undefined}>
            {subject && <OfSubject subject={subject} texts={texts} atHand={atHand} />}
          </CardView>
        ))}
      </Stack>
    </Panel>
  );
}

interface OfSubjectProps {
  readonly subject: Subject;
  readonly texts: RowTexts;
  readonly atHand: boolean;
}

/** When its texts came, what answering them costs, and some of them. */
function OfSubject({ subject, texts, atHand }: OfSubjectProps) {
  const words = useWords();
  const format = useFormat();
  const { money } = useDecision();
  const examples = atHand ? subject.examples.slice(0, EXAMPLES) : [];
  return (
    <>
      {subject.trend && <TrendLine trend={subject.trend} />}
      {money.costPerRow !== undefined && (
        <Text fw={600}>
          {words('inbox.do.cost', {
            cost: format.money(subject.rows * money.costPerRow, money.currency),
            rows: format.count(subject.rows),
            each: format.money(money.costPerRow, money.currency),
          })}
        </Text>
      )}
      {examples.map((row) => (
        <TextQuote key={row} text={texts?.get(row)} loading={!texts} />
      ))}
    </>
  );
}
