import type { Card } from '../../../core/advise/types.ts';
import type { Message } from '../../../core/errors.ts';
import type { Estimate } from '../../../core/metrics/types.ts';
import { wilson } from '../../../core/stats/tests.ts';
import type { Complaint, Complaints } from '../../../core/text/inbox/complaints.ts';
import { makeInboxCards, type AboutDuplicates, type AboutGroup } from '../../../core/text/inbox/inbox-cards.ts';
import type { DuplicateGroup } from '../../../core/text/inbox/near-duplicates.ts';

/** What the inbox was looked through for. */
export interface Looked {
  readonly complaints: Complaints;
  /** Class of each text that was looked at, −1 none. */
  readonly groupOf: Int32Array;
  readonly ratings?: Float64Array;
  /** Column of the classes, and what they are called. */
  readonly target: string;
  readonly names: readonly string[];
  /** Copies among `lookedFor` texts. */
  readonly copies: readonly DuplicateGroup[];
  readonly lookedFor: number;
}

/**
 * What to do about an inbox: what is rated low, what grows, what there is most of, and copies. Counted over all texts with
 * a label and those that the model sorted; nothing of it was searched for on rows that it is then measured on but the
 * groups, and how many of those were looked at is said.
 */
export function textCards(looked: Looked): Card[] {
  const { complaints, groupOf, ratings, copies } = looked;
  const rows = copies.reduce((sum, group) => sum + group.rows.length, 0);
  const duplicates = { threshold: 0, groups: copies, rows, repeats: rows - copies.length, complete: true };
  const found = makeInboxCards({ complaints, groupOf, duplicates, ...(ratings ? { ratings } : {}) });
  return found.map((card) => {
    switch (card.code) {
      case 'card.text.most-complained':
      case 'card.text.growing':
      case 'card.text.low-rated':
        return groupCard(card, looked);
      case 'card.text.near-duplicates':
      case 'card.text.labels-disagree':
        return copiesCard(card, looked);
      case 'card.text.nothing-found':
        return { ...plain(card.id, card.code, card.test), params: { texts: complaints.rows } };
    }
  });
}

/** A card that is about no rows and was no test. */
const plain = (id: string, code: string, test: Message): Card => ({
  id,
  code,
  params: {},
  segment: [],
  validationRows: 0,
  allRows: 0,
  rate: { value: 0, low: 0, high: 0 },
  overallRate: 0,
  adjustedPValue: 1,
  segmentsTried: 0,
  evidence: 'association',
  why: [],
  facts: [],
  test,
});

function groupCard(card: AboutGroup, looked: Looked): Card {
  const { complaint, code, id, test, adjustedPValue, tried } = card;
  const { target, names, complaints } = looked;
  const name = names[complaint.group] ?? '';
  const filled = complaints.groups.filter(({ rows }) => rows > 0).length;
  return {
    ...plain(id, code, test),
    params: { name },
    segment: [{ column: target, kind: 'category', levels: [name] }],
    allRows: complaint.rows,
    ...headline(code, complaint, filled),
    // Where nothing was tested there is no luck to speak of.
    ...(adjustedPValue === null ? {} : { adjustedPValue, segmentsTried: tried }),
    facts: factsOf(complaint, complaints),
  };
}

/** The figure that the card stands for, and what it is against. */
function headline(code: AboutGroup['code'], complaint: Complaint, filled: number): Pick<Card, 'rate' | 'overallRate'> {
  const { trend, rating, share } = complaint;
  if (code === 'card.text.growing' && trend && Number.isFinite(trend.growth.high)) {
    const { ratio: value, low, high } = trend.growth;
    return { rate: { value, low, high }, overallRate: 1 };
  }
  if (code === 'card.text.low-rated' && rating) {
    return { rate: rating.mean, overallRate: rating.mean.value - rating.difference.value };
  }
  return { rate: share, overallRate: 1 / filled };
}

const shares = ({ value, low, high }: Estimate) => ({ share: value, shareLow: low, shareHigh: high });

/** All that was counted of a class, whichever of it the card is for. */
function factsOf(complaint: Complaint, complaints: Complaints): Message[] {
  const { rows, share, rating, trend, low } = complaint;
  const facts: Message[] = [{ code: 'card.text.fact.share', params: { rows, ...shares(share) } }];
  const allLow = complaints.groups.reduce((sum, other) => sum + (other.low?.rows ?? 0), 0);
  if (low && low.rows > 0) {
    const first = complaints.groups[0]?.group === complaint.group;
    const code = first ? 'card.text.fact.most-low' : 'card.text.fact.low';
    facts.push({ code, params: { rows: low.rows, of: allLow, rated: low.rated, ...shares(low.share) } });
  }
  if (rating) {
    const { value: mean, low: from, high: to } = rating.mean;
    const elsewhere = mean - rating.difference.value;
    facts.push({ code: 'card.text.fact.rating', params: { rows: rating.rated, mean, low: from, high: to, elsewhere } });
  }
  const growth = trend && growthFact(trend.growth, trend.before, trend.after, complaints.trends?.windows.days ?? 0);
  return growth ? [...facts, growth] : facts;
}

interface Ratio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** Undefined where there was nothing in either window, or nothing is left: the ratio has no end. */
export function growthFact(growth: Ratio, before: number, after: number, days: number): Message | undefined {
  const { ratio, low, high } = growth;
  if (before === 0 && after > 0) return { code: 'card.text.fact.new', params: { days, rows: after } };
  if (!Number.isFinite(ratio) || !Number.isFinite(high)) return undefined;
  const code = low > 1 ? 'card.text.fact.grown' : high < 1 ? 'card.text.fact.shrunk' : 'card.text.fact.steady';
  return { code, params: { days, before, after, ratio, low, high } };
}

function copiesCard({ id, code, test, rows, groups, repeats }: AboutDuplicates, { lookedFor }: Looked): Card {
  const share = { value: repeats / lookedFor, ...wilson(repeats, lookedFor) };
  return {
    ...plain(id, code, test),
    allRows: rows.length,
    params: { groups },
    rate: share,
    facts: [
      {
        code: 'card.text.fact.copies',
        params: { rows: rows.length, groups, repeats, of: lookedFor, ...shares(share) },
      },
    ],
  };
}
