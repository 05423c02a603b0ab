import type { Message } from '../../errors.ts';
import { sampleSizeForMeans, wilson } from '../../stats/tests.ts';
import type { Complaint, Complaints } from './complaints.ts';
import type { NearDuplicates } from './near-duplicates.ts';

/**
 * Recommendations about an inbox. A type of its own beside `advise/types.ts`' Card: these are about a class or topic and
 * its rows, not about conditions on columns, and their figures are counts and ratios, not rates of a target.
 */
export type InboxCard = AboutGroup | AboutDuplicates | NothingFound;

interface Evidence {
  readonly id: string;
  /** Rows it is about, ascending. */
  readonly rows: Int32Array;
  /** What was seen, never what causes it. */
  readonly evidence: 'association';
  /** What would settle it: `card.text.test.…`. */
  readonly test: Message;
}

/** A class or topic that stands out. */
export interface AboutGroup extends Evidence {
  readonly code: 'card.text.most-complained' | 'card.text.growing' | 'card.text.low-rated';
  readonly complaint: Complaint;
  /** Adjusted over all groups looked at; null where nothing was tested (the largest is the largest). */
  readonly adjustedPValue: number | null;
  readonly tried: number;
}

export interface AboutDuplicates extends Evidence {
  /** One prepared answer serves them; or a person should settle their labels. */
  readonly code: 'card.text.near-duplicates' | 'card.text.labels-disagree';
  readonly groups: number;
  /** Rows beyond the first of each group. */
  readonly repeats: number;
}

interface NothingFound extends Evidence {
  readonly code: 'card.text.nothing-found';
}

export interface InboxCardsInput {
  readonly complaints: Complaints;
  /** Of the same rows as `complaints`. */
  readonly groupOf: Int32Array;
  readonly ratings?: Float64Array;
  readonly duplicates?: NearDuplicates;
}

const MOST_OF_A_KIND = 2;
const SIGNIFICANT = 0.05;
/** Growth that is worth a card: by a quarter, and so many rows in the last window. */
const GROWTH = 1.25;
const FEWEST_AFTER = 10;
/** A difference of ratings that is worth a card: a fifth of their deviation. */
const DEVIATIONS = 0.2;
/** Share of all rows that repeat another. */
const MANY_REPEATS = 0.05;

/** At most two of a kind, each class or topic once, what matters most first; or that nothing stands out. */
export function makeInboxCards(input: InboxCardsInput): InboxCard[] {
  const told = new Set<number>();
  const take = (cards: readonly AboutGroup[], most = MOST_OF_A_KIND): AboutGroup[] => {
    const taken = cards.filter(({ complaint }) => !told.has(complaint.group)).slice(0, most);
    for (const { complaint } of taken) told.add(complaint.group);
    return taken;
  };
  const groups = [...take(lowRated(input)), ...take(growing(input)), ...take(mostComplained(input), 1)];
  const cards: InboxCard[] = [...groups, ...duplicated(input)];
  if (cards.length > 0) return cards;
  return [
    {
      id: 'nothing',
      code: 'card.text.nothing-found',
      rows: new Int32Array(0),
      evidence: 'association',
      test: { code: 'card.text.test.collect-more', params: { rows: input.complaints.rows } },
    },
  ];
}

const rowsOf = (groupOf: Int32Array, group: number): Int32Array =>
  Int32Array.from(groupOf.keys()).filter((row) => groupOf[row] === group);

/** Those with most low ratings and with most texts, where they clearly have more than a fair share of them. */
function mostComplained({ complaints, groupOf }: InboxCardsInput): AboutGroup[] {
  const { groups } = complaints;
  const [first] = groups;
  const [largest] = groups.toSorted((x, y) => y.rows - x.rows || x.group - y.group);
  const filled = groups.filter(({ rows }) => rows > 0).length;
  if (!first || !largest || filled < 2) return [];
  const allLow = groups.reduce((sum, { low }) => sum + (low?.rows ?? 0), 0);
  const found = [
    ...(first.low && wilson(first.low.rows, allLow).low > 1 / filled ? [first] : []),
    ...(largest.share.low > 1 / filled ? [largest] : []),
  ];
  return found.map((complaint) => ({
    id: `most-complained-${complaint.group}`,
    code: 'card.text.most-complained',
    rows: rowsOf(groupOf, complaint.group),
    evidence: 'association',
    test: { code: 'card.text.test.answer-half', params: { rows: complaint.rows } },
    complaint,
    adjustedPValue: null,
    tried: groups.length,
  }));
}

function growing({ complaints, groupOf }: InboxCardsInput): AboutGroup[] {
  const found = complaints.groups.filter(
    ({ trend }) =>
      trend && trend.adjustedPValue < SIGNIFICANT && trend.growth.ratio >= GROWTH && trend.after >= FEWEST_AFTER,
  );
  const more = ({ trend }: Complaint): number => (trend ? trend.after - trend.before : 0);
  return found
    .toSorted((a, b) => more(b) - more(a))
    .map((complaint) => ({
      id: `growing-${complaint.group}`,
      code: 'card.text.growing',
      rows: rowsOf(groupOf, complaint.group),
      evidence: 'association',
      test: { code: 'card.text.test.count-again', params: { days: complaints.trends?.windows.days ?? 0 } },
      complaint,
      adjustedPValue: complaint.trend?.adjustedPValue ?? null,
      tried: complaints.groups.length,
    }));
}

function lowRated({ complaints, groupOf, ratings }: InboxCardsInput): AboutGroup[] {
  if (!ratings) return [];
  const deviation = deviationOf(ratings);
  const found = complaints.groups.filter(
    ({ rating }) => rating && rating.adjustedPValue < SIGNIFICANT && rating.difference.value <= -DEVIATIONS * deviation,
  );
  const harm = ({ rating }: Complaint): number => (rating ? rating.rated * rating.difference.value : 0);
  return found
    .toSorted((a, b) => harm(a) - harm(b))
    .map((complaint) => ({
      id: `low-rated-${complaint.group}`,
      code: 'card.text.low-rated',
      rows: rowsOf(groupOf, complaint.group),
      evidence: 'association',
      test: {
        code: 'card.text.test.answer-half-rated',
        // To see the whole gap close, with 80 % power.
        params: { perArm: Math.ceil(sampleSizeForMeans(complaint.rating?.difference.value ?? NaN, deviation)) },
      },
      complaint,
      adjustedPValue: complaint.rating?.adjustedPValue ?? null,
      tried: complaints.ratingsTried,
    }));
}

function deviationOf(ratings: Float64Array): number {
  const rated = ratings.filter((rating) => !Number.isNaN(rating));
  const mean = rated.reduce((a, b) => a + b, 0) / rated.length;
  return Math.sqrt(rated.reduce((sum, rating) => sum + (rating - mean) ** 2, 0) / Math.max(1, rated.length - 1));
}

function duplicated({ complaints, duplicates }: InboxCardsInput): InboxCard[] {
  if (!duplicates) return [];
  const cards: InboxCard[] = [];
  const add = (code: AboutDuplicates['code'], groups: NearDuplicates['groups'], test: string): void => {
    const rows = Int32Array.from(groups.flatMap((group) => Array.from(group.rows))).sort();
    cards.push({
      id: code,
      code,
      rows,
      evidence: 'association',
      test: { code: test, params: { groups: groups.length } },
      groups: groups.length,
      repeats: rows.length - groups.length,
    });
  };
  if (duplicates.repeats >= MANY_REPEATS * complaints.rows && duplicates.repeats > 0) {
    add('card.text.near-duplicates', duplicates.groups, 'card.text.test.prepare-answer');
  }
  const disagreeing = duplicates.groups.filter(({ labelsDisagree }) => labelsDisagree);
  if (disagreeing.length > 0) add('card.text.labels-disagree', disagreeing, 'card.text.test.label-again');
  return cards;
}
