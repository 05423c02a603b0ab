import type { Card } from '../../../core/advise/types.ts';
import type { Message } from '../../../core/errors.ts';
import type { SharedInboxCard, SharedText } from './types.ts';

/** Cards as a report that somebody shared tells them: of rounded counts alone. */
export const openCards = ({ cards = [], predict }: SharedText): readonly Card[] =>
  cards.map((card, i) => ({
    id: `card-${i + 1}`,
    code: card.code,
    params: { name: card.name },
    segment: [{ column: predict.target, kind: 'category', levels: [card.name] }],
    validationRows: 0,
    allRows: card.rows,
    rate: { value: card.rows / card.of, low: 0, high: 1 },
    overallRate: 1,
    adjustedPValue: card.p ?? 1,
    segmentsTried: card.tried ?? 0,
    evidence: 'association',
    why: [],
    facts: factsOf(card),
    test: { code: 'card.text.test.answer-half', params: {} },
  }));

function factsOf({ rows, of, growth, low }: SharedInboxCard): Message[] {
  return [
    { code: 'card.text.fact.shared', params: { rows, of } },
    ...(low ? [{ code: 'card.text.fact.shared-low', params: { shareLow: low.low, shareHigh: low.high } }] : []),
    ...(growth ? [{ code: 'card.text.fact.shared-growth', params: { ...growth } }] : []),
    { code: 'card.text.fact.shared-rounded', params: {} },
  ];
}
