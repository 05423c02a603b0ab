import type { Card } from '../../../core/advise/types.ts';
import { coarseCount } from '../../../core/disclose/coarse-count.ts';
import { chooseSafeGroups } from '../../../core/disclose/groups.ts';
import type { PublishedSum } from '../../../core/disclose/polytope.ts';
import { segmentPieces } from '../../../core/disclose/segment-pieces.ts';
import type { PredictReport } from '../report.ts';
import type { SharedPredict } from './types.ts';

export const isList = ({ code }: Card): boolean => code === 'advise.use-ranked-list';
export const isAboutAll = ({ code }: Card): boolean =>
  code === 'advise.nothing-found' || code === 'advise.collect-more';

/** How each card may be told, and how often each outcome came among all rows that the cards were measured on. */
export interface CardAudit {
  /** `exact` with its counts, `rounded` by `coarseCount`; undefined where neither is safe. */
  readonly of: readonly ('exact' | 'rounded' | undefined)[];
  /** Rows that the cards were measured on. */
  readonly rows: number;
  /** The share of a card's outcome among them; rounded where exactly it would show 1 to 10 rows. */
  overallRate(card: Card): number;
}

/**
 * Judged one card after the other, together with the ones before it. Atoms are, for each set of rows that the segments
 * could tell apart, its validation rows of each outcome that a card counts, and its rows elsewhere.
 */
export function auditCards(cards: readonly Card[], report: PredictReport, rows: SharedPredict['rows']): CardAudit {
  const segments = cards.filter((card) => !isAboutAll(card));
  const pieces = segmentPieces(segments.map(({ segment }) => segment));
  const outcomes = outcomesOf(cards, report);
  const kinds = outcomes.length + 1;
  const elsewhere = outcomes.length;
  const isNumber = report.task === 'regression';
  const validationRows = cardRows(cards, report);
  const within = (mask: number): number[] => pieces.flatMap((piece, p) => ((piece & mask) === mask ? [p] : []));
  const atomsOf = (own: readonly number[], kind: readonly number[]): number[] =>
    own.flatMap((p) => kind.map((k) => p * kinds + k));
  const every = [...outcomes.keys()];
  const everyone = within(0);

  /** Counts of each outcome, or of all rows of a number, as one or the other version tells them. */
  const sumsOf = (own: readonly number[], card: Card, inside: number, count: number): Version[] => {
    const outcome = outcomes.indexOf(outcomeOf(card, report));
    const parts: (readonly [readonly number[], number])[] = isNumber
      ? [[every, count]]
      : [
          [[outcome], inside],
          [every.filter((o) => o !== outcome), count - inside],
        ];
    return versions(parts.map(([kind, value]) => ({ atoms: atomsOf(own, kind), value })));
  };

  const totals: PublishedSum[] = [
    { atoms: atomsOf(everyone, every), value: validationRows },
    { atoms: atomsOf(everyone, [elsewhere]), value: rows.total - validationRows },
  ];
  const about = [...new Map(cards.map((card) => [outcomeOf(card, report), card])).values()];
  const overall = about.map((card) => ({ card, inside: overallRows(card, report, validationRows) }));
  const groups = cards.map((card) => {
    if (isAboutAll(card)) return [[]];
    const own = within(2 ** segments.indexOf(card));
    const counted = sumsOf(own, card, Math.round(card.rate.value * card.validationRows), card.validationRows);
    // How many rows of all a ranked list has is its share of them, no count.
    if (isList(card)) return counted;
    const others = versions([{ atoms: atomsOf(own, [elsewhere]), value: card.allRows - card.validationRows }]);
    return counted.map((sums, version) => [...sums, ...(others[version] as Version)]);
  });
  const chosen = chooseSafeGroups(pieces.length * kinds, totals, [
    ...overall.map(({ card, inside }) => sumsOf(everyone, card, inside, validationRows)),
    ...groups,
  ]);
  const rates = new Map(
    overall.map(({ card, inside }, i) => [
      outcomeOf(card, report),
      isNumber || chosen[i] === 0 ? card.overallRate : Math.min(1, coarseCount(inside).told / validationRows),
    ]),
  );
  const placeOf = new Map(overall.map(({ card }, i) => [outcomeOf(card, report), chosen[i]]));
  return {
    of: cards.map((card, i) => {
      const all = placeOf.get(outcomeOf(card, report));
      const own = isAboutAll(card) ? all : chosen[about.length + i];
      if (own === undefined || all === undefined) return undefined;
      return own === 0 ? 'exact' : 'rounded';
    }),
    rows: validationRows,
    overallRate: (card) => rates.get(outcomeOf(card, report)) as number,
  };
}

type Version = readonly PublishedSum[];

/** Exactly, and rounded. */
const versions = (sums: Version): Version[] => [
  sums,
  sums.map(({ atoms, value }) => {
    const { least, most } = coarseCount(value);
    return { atoms, value: least, upTo: most };
  }),
];

/** "yes", or the class that a card is about; a number has one outcome, to be there. */
const outcomeOf = (card: Card, { task }: PredictReport): string =>
  task === 'multiclass' ? String(card.params['class'] ?? '') : 'yes';

/** Outcomes that cards count, and for classes the rest of them. */
function outcomesOf(cards: readonly Card[], report: PredictReport): string[] {
  const counted = [...new Set(cards.map((card) => outcomeOf(card, report)))];
  return report.task === 'regression' ? counted : [...counted, '\u001fthe rest'];
}

/** Rows of a card's outcome among all that the cards were measured on. */
function overallRows(card: Card, report: PredictReport, validationRows: number): number {
  const { classes = [], counts, task } = report;
  const place = task === 'binary' ? 1 : classes.indexOf(outcomeOf(card, report));
  return counts?.cards?.classes?.[place] ?? Math.round(card.overallRate * validationRows);
}

/**
 * Rows that the cards were measured on: the validation rows of one fold. A receipt from before these were counted does
 * not say how many they are; for classes they are so many that the overall rate is a whole number of them.
 */
function cardRows(cards: readonly Card[], { split, task, counts }: PredictReport): number {
  if (counts?.cards) return counts.cards.rows;
  const about = cards.find(isAboutAll);
  if (about) return about.validationRows;
  const expected = split.validation / (split.scheme === 'holdout' ? 1 : Math.max(1, split.folds));
  const rate = cards[0]?.overallRate;
  if (rate === undefined || task === 'regression') return Math.round(expected);
  const reach = split.folds + 5;
  const near = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.round(expected) - reach + i)
    .filter((rows) => rows > 0 && Math.abs(rate * rows - Math.round(rate * rows)) < 1e-6)
    .toSorted((a, b) => Math.abs(a - expected) - Math.abs(b - expected));
  return near[0] ?? Math.round(expected);
}
