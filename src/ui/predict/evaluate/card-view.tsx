import { Paper, Stack, Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import type { ReportView } from '../../../lenses/predict/report-view.ts';
import { estimateParts } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { useMessage } from '../../i18n/use-message.ts';
import { useLocale, useWords } from '../../i18n/use-words.ts';
import { LevelMark } from '../../shell/finding-line.tsx';
import { cardGain, namesRows } from '../view/card-gain.ts';
import { type Assumptions, timesAsOften } from '../view/card.ts';
import { CardTest } from './card-test.tsx';
import { useSegmentWords } from './use-segment-words.ts';

interface CardViewProps {
  readonly card: ReportView['cards'][number];
  readonly report: ReportView;
  readonly assumed: Assumptions | undefined;
  readonly effect: number | undefined;
  /** What a lens shows besides: examples, a trend, what it costs. */
  readonly children?: ReactNode;
}

/** One recommendation: who and how many, what to do, what it may be worth, why, and how sure that is. */
export function CardView({ card, report, assumed, effect, children }: CardViewProps) {
  const words = useWords();
  const format = useFormat();
  const { message, known } = useMessage();
  const locale = useLocale();
  const segmentWords = useSegmentWords();
  const id = useId();
  const code = known(card.code) ? card.code : 'advise.other';
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return (
    <Paper component="article" withBorder p="md" aria-labelledby={id} maw="var(--sg-reading)">
      <Stack gap="xs">
        <Text component="h3" id={id} fw={600} m={0}>
          {message({ code, params: card.params })}
        </Text>
        {card.segment.length > 0 && (
          <Text style={{ overflowWrap: 'anywhere' }}>
            <strong>{words('do.who')}:</strong> {segmentWords(card.segment)}
          </Text>
        )}
        {card.facts ? (
          <Facts facts={card.facts} />
        ) : (
          <Text size="sm">
            {words('do.sizes', { all: format.count(card.allRows), validation: format.count(card.validationRows) })}.{' '}
            {namesRows(card) && <RateSentence card={card} report={report} />} {card.rounded && words('held.card')}
          </Text>
        )}
        <Text size="sm">
          {message({ code: known(`${code}.do`) ? `${code}.do` : 'advise.other.do', params: card.params })}
        </Text>
        {report.task === 'binary' && isRate(card) && <Gain card={card} assumed={assumed} />}
        {children}
        {card.why.length > 0 && (
          <Text size="sm">{words('do.why', { columns: list.format(card.why), count: card.why.length })}</Text>
        )}
        <Text size="sm" c="dimmed" component="div">
          <span style={{ verticalAlign: 'middle', marginRight: 6 }}>
            <LevelMark level="note" />
          </span>
          {words(`do.evidence.${card.evidence}`)}{' '}
          {card.segmentsTried > 0 &&
            words(card.adjustedPValue < 1e-4 ? 'do.p.tiny' : 'do.p', {
              groups: format.count(card.segmentsTried),
              p: format.percent(card.adjustedPValue),
            })}
        </Text>
        {card.test && <Settle test={card.test} />}
        {report.task !== 'multiclass' && isRate(card) && (
          <CardTest card={card} isMean={report.task === 'regression'} effect={effect} />
        )}
      </Stack>
    </Paper>
  );
}

/** Whether the card is about a rate among rows, which acting on them may change; others say what was counted. */
const isRate = (card: CardViewProps['card']): boolean => namesRows(card) && card.facts === undefined;

interface FactsProps {
  readonly facts: NonNullable<CardViewProps['card']['facts']>;
}

function Facts({ facts }: FactsProps) {
  const { message } = useMessage();
  const told = facts.map((fact) => message(fact));
  if (told.length === 0) return null;
  return (
    <Stack gap={4}>
      {told.map((fact) => (
        <Text key={fact} size="sm">
          {fact}
        </Text>
      ))}
    </Stack>
  );
}

/** What would settle it, where that is no A/B test of a rate. */
function Settle({ test }: { readonly test: NonNullable<CardViewProps['card']['test']> }) {
  const words = useWords();
  const { message } = useMessage();
  return (
    <details>
      <Text component="summary" size="sm" style={{ cursor: 'pointer' }}>
        {words('do.settle')}
      </Text>
      <Text size="sm" mt="xs">
        {message(test)}
      </Text>
    </details>
  );
}

function RateSentence({ card, report }: Pick<CardViewProps, 'card' | 'report'>) {
  const words = useWords();
  const format = useFormat();
  const locale = useLocale();
  const times = timesAsOften(card);
  if (report.task === 'regression') {
    return words('do.mean', {
      target: report.plan.question.target,
      rate: format.estimate(card.rate),
      overall: format.number(card.overallRate),
    });
  }
  const { value, low, high } = estimateParts(locale, card.rate, 'percent');
  const params = {
    rate: value,
    low,
    high,
    // Of three classes and more the card says which one it is about.
    yes: card.params['class'] === undefined ? (report.classes?.[1] ?? '') : String(card.params['class']),
    overall: format.percent(card.overallRate),
  };
  return times === undefined || Math.abs(times - 1) < 0.05
    ? words('do.rate.plain', params)
    : words('do.rate', { ...params, times: format.number(Number(times.toPrecision(2))) });
}

function Gain({ card, assumed }: Pick<CardViewProps, 'card' | 'assumed'>) {
  const words = useWords();
  const format = useFormat();
  const gain = cardGain(card, assumed);
  if (!assumed || !gain) return null;
  const money = (value: number) => format.money(value, assumed.currency);
  return (
    <div>
      <Text fw={600}>{words('do.gain', { gain: money(gain.gain), low: money(gain.low), high: money(gain.high) })}</Text>
      <Text size="sm" c="dimmed">
        {words('do.gain.form', {
          rows: format.count(card.allRows),
          risk: format.percent(card.rate.value),
          value: money(assumed.valuePerRow),
          effect: format.percent(assumed.effect),
          cost: money(assumed.costPerRow),
        })}
      </Text>
    </div>
  );
}
