import { Paper, Stack, Text } from '@mantine/core';
import { useId, useMemo } from 'react';
import type { PredictReport } from '../../../lenses/predict/report.ts';
import type { TextFindings } from '../../../lenses/text/types.ts';
import { estimateParts } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLocale, useWords } from '../../i18n/use-words.ts';
import { useDecision } from '../../predict/parts/decision.tsx';
import { LevelMark } from '../../shell/finding-line.tsx';
import { EmptyPanel } from '../../shell/panel-states.tsx';
import { Panel } from '../../shell/panel.tsx';
import { TextQuote } from '../text-quote.tsx';
import { TrendLine } from '../topics/trend-line.tsx';
import { useRowTexts, type RowTexts } from '../use-row-texts.ts';
import { useRowsAtHand } from '../use-rows-at-hand.ts';
import { subjectCards, type SubjectCard } from '../view/subjects.ts';
import { CostForm } from './cost-form.tsx';

const EXAMPLES = 2;

interface SubjectsPanelProps {
  readonly report: PredictReport;
  readonly text: TextFindings;
}

/** What to do: what people are unhappy about, what grows, what there is most of, and what it costs. */
export function SubjectsPanel({ report, text }: SubjectsPanelProps) {
  const words = useWords();
  const atHand = useRowsAtHand();
  const { money } = useDecision();
  const cards = useMemo(() => subjectCards(text.subjects), [text.subjects]);
  const rows = useMemo(() => cards.flatMap(({ subject }) => subject.examples.slice(0, EXAMPLES)), [cards]);
  const texts = useRowTexts(rows, atHand ? report.plan.question.columns[0] : undefined);
  if (cards.length === 0) {
    return (
      <Panel title={words('do.title')}>
        <EmptyPanel words={words('inbox.do.none')} />
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
        {cards.map((card) => (
          <CardOfSubject key={card.subject.name} card={card} texts={texts} atHand={atHand} />
        ))}
      </Stack>
    </Panel>
  );
}

interface CardOfSubjectProps {
  readonly card: SubjectCard;
  readonly texts: RowTexts;
  readonly atHand: boolean;
}

function CardOfSubject({ card: { reason, subject }, texts, atHand }: CardOfSubjectProps) {
  const words = useWords();
  const format = useFormat();
  const locale = useLocale();
  const { money } = useDecision();
  const id = useId();
  const share = estimateParts(locale, subject.share, 'percent');
  const examples = atHand ? subject.examples.slice(0, EXAMPLES) : [];
  return (
    <Paper component="article" withBorder p="md" aria-labelledby={id} maw="var(--sg-reading)">
      <Stack gap="xs">
        <Text component="h3" id={id} fw={600} m={0} style={{ overflowWrap: 'anywhere' }}>
          {words(`inbox.do.${reason}`, { name: subject.name })}
        </Text>
        <Text size="sm">
          {words('inbox.topic.size', { count: subject.rows, share: share.value, low: share.low, high: share.high })}
          {'. '}
          {words(`inbox.do.${reason}.what`)}
        </Text>
        <Growth subject={subject} />
        <Rating subject={subject} />
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
        <Text size="sm" c="dimmed" component="div">
          <span style={{ verticalAlign: 'middle', marginRight: 6 }}>
            <LevelMark level="note" />
          </span>
          {words('inbox.do.evidence')}
        </Text>
      </Stack>
    </Paper>
  );
}

function Growth({ subject: { growth, trend } }: Pick<SubjectCard, 'subject'>) {
  const words = useWords();
  const format = useFormat();
  const locale = useLocale();
  if (!growth && !trend) return null;
  const ratio = growth && estimateParts(locale, growth.ratio, 'number');
  return (
    <div>
      {growth && ratio && (
        <Text size="sm">
          {words(
            growth.ratio.low > 1 ? 'inbox.do.grown' : growth.ratio.high < 1 ? 'inbox.do.fell' : 'inbox.do.steady',
            {
              days: growth.days,
              before: format.count(growth.before),
              after: format.count(growth.after),
              ratio: ratio.value,
              low: ratio.low,
              high: ratio.high,
            },
          )}
        </Text>
      )}
      {trend && <TrendLine trend={trend} />}
    </div>
  );
}

function Rating({ subject: { rating } }: Pick<SubjectCard, 'subject'>) {
  const words = useWords();
  const format = useFormat();
  const locale = useLocale();
  if (!rating) return null;
  const mean = estimateParts(locale, rating.mean, 'number');
  return (
    <Text size="sm">
      {words('inbox.do.rated', {
        count: rating.rows,
        mean: mean.value,
        low: mean.low,
        high: mean.high,
        elsewhere: format.number(rating.elsewhere),
      })}
    </Text>
  );
}
