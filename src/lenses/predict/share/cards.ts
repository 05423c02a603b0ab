import type { Card, SegmentCondition } from '../../../core/advise/types.ts';
import { keepSafeGroups } from '../../../core/disclose/groups.ts';
import { MIN_GROUP } from '../../../core/disclose/min-group.ts';
import type { PublishedSum } from '../../../core/disclose/polytope.ts';
import { significant } from '../../../core/disclose/round.ts';
import { segmentPieces } from '../../../core/disclose/segment-pieces.ts';
import type { Message } from '../../../core/errors.ts';
import type { PredictModel } from '../model.ts';
import type { PredictReport } from '../report.ts';
import { CARDS } from './codes.ts';
import type { Dominance } from './dominance.ts';
import { roundEstimate } from './figures.ts';
import type { HeldList } from './held.ts';
import { cut, MOST_CARDS, MOST_CONDITIONS, MOST_LEVELS } from './limits.ts';
import type { Names } from './names.ts';
import type { SharedCard, SharedPredict } from './types.ts';

const isList = ({ code }: Card): boolean => code === 'advise.use-ranked-list';
const isAboutAll = ({ code }: Card): boolean => code === 'advise.nothing-found' || code === 'advise.collect-more';

/** What cards may tell, settled for the whole report. */
export interface Telling {
  readonly names: Names;
  /** What a class is called; undefined for one that may not be named. */
  readonly className: (name: string) => string | undefined;
  readonly rows: SharedPredict['rows'];
  readonly dominance: Dominance;
}

/**
 * Cards whose counts, looked at together, single out no group of 1 to 10 rows, "yes" or "no" among the validation rows
 * nor rows elsewhere; whose words and cuts at least 11 rows bear; and that name no column that is left out.
 */
export function safeCards(model: PredictModel, telling: Telling, held: HeldList): SharedCard[] {
  const { names, rows, dominance } = telling;
  const { report } = model;
  const named = report.cards.filter((card) => {
    if (card.segment.some(({ column }) => !names.column(column))) held.add('card-column');
    else if (!isWordable(card, model, telling)) held.add('card-words');
    else if (dominance.card(card)) held.add('card-dominated');
    else return true;
    return false;
  });
  const wanted = named.slice(0, MOST_CARDS);
  const safe = countsAreSafe(wanted, report, rows);
  const told = wanted.filter((_, i) => safe[i]);
  if (told.length < wanted.length) held.add('card-rows', { count: wanted.length - told.length });
  return told.flatMap((card) => {
    const rate = roundEstimate(card.rate);
    if (!rate || !Number.isFinite(card.overallRate)) return [];
    const { code, segmentsTried, evidence, deviation } = card;
    return [
      {
        code,
        params: safeParams(card, telling),
        segment: card.segment.map(cutWords),
        validationRows:
          isAboutAll(card) && rows.validation - card.validationRows < MIN_GROUP ? rows.validation : card.validationRows,
        allRows: isList(card) ? shareOf(card, rows.total) : isAboutAll(card) ? rows.total : card.allRows,
        rate,
        overallRate: significant(card.overallRate),
        ...(deviation === undefined || !Number.isFinite(deviation) ? {} : { deviation: significant(deviation) }),
        adjustedPValue: significant(card.adjustedPValue, 2),
        segmentsTried,
        evidence,
        why: card.why
          .filter((column) => names.column(column))
          .slice(0, MOST_CONDITIONS)
          .map(cut),
      },
    ];
  });
}

const cutWords = ({ column, levels, ...ends }: SegmentCondition): SegmentCondition => ({
  column: cut(column),
  ...(levels ? { levels: levels.map(cut) } : {}),
  ...ends,
});

const shareOf = ({ params }: Card, rows: number): number =>
  Math.round((typeof params['share'] === 'number' ? params['share'] : 0) * rows);

function safeParams(card: Card, { className, rows }: Telling): Message['params'] {
  const { target, class: ofClass, share } = card.params;
  const name = typeof ofClass === 'string' ? className(ofClass) : undefined;
  return {
    ...(typeof target === 'string' ? { target: cut(target) } : {}),
    ...(name === undefined ? {} : { class: name }),
    ...(typeof share === 'number' && share > 0 && share <= 1 ? { share } : {}),
    ...(isAboutAll(card) ? { rows: rows.validation } : {}),
  };
}

/** Whether the page knows the card, and every level, cut and class in it is borne by at least 11 rows on either side. */
function isWordable(card: Card, { columns, report }: PredictModel, { names, className }: Telling): boolean {
  const ofClass = card.params['class'];
  if (!CARDS.some((code) => code === card.code) || card.segment.length > MOST_CONDITIONS) return false;
  if (typeof ofClass === 'string' && className(ofClass) === undefined) return false;
  return card.segment.every(({ column, levels = [], low, high }) => {
    if (levels.length > MOST_LEVELS || levels.some((level) => names.rowsOf(column, level) < MIN_GROUP)) return false;
    const cuts = [low, high].filter((end) => end !== undefined);
    if (cuts.every((at) => names.cut(column, at))) return true;
    // One cut alone: the card says how many rows are on one side, and the rest that are not missing are on the other.
    const missing = columns.find(({ name }) => name === column)?.missingShare ?? 1;
    const others = Math.round((1 - missing) * report.refit.rowCount) - card.allRows;
    return card.segment.length === 1 && cuts.length === 1 && others >= MIN_GROUP;
  });
}

/**
 * Judged one card after the other, together with the ones before it. Atoms are, for each set of rows that the segments
 * could tell apart, its validation rows of each outcome that a card counts, and its rows elsewhere.
 */
function countsAreSafe(cards: readonly Card[], report: PredictReport, rows: SharedPredict['rows']): boolean[] {
  const segments = cards.filter((card) => !isAboutAll(card));
  const pieces = segmentPieces(segments.map(({ segment }) => segment));
  const outcomes = outcomesOf(cards, report);
  const kinds = outcomes.length + 1;
  const validationRows = cardRows(cards, report);
  const within = (mask: number): number[] => pieces.flatMap((piece, p) => ((piece & mask) === mask ? [p] : []));
  const sum = (own: readonly number[], kind: readonly number[], value: number): PublishedSum => ({
    atoms: own.flatMap((p) => kind.map((k) => p * kinds + k)),
    value,
  });
  const everyone = within(0);
  const all = outcomes.map((_, o) => o);
  const elsewhere = outcomes.length;
  const sumsOf = (own: readonly number[], card: Card, count: number, rate: number): PublishedSum[] => {
    const outcome = outcomes.indexOf(outcomeOf(card, report));
    if (report.task === 'regression') return [sum(own, all, count)];
    const inside = Math.round(rate * count);
    const others = all.filter((o) => o !== outcome);
    return [sum(own, [outcome], inside), sum(own, others, count - inside)];
  };
  const always = [...new Map(cards.map((card) => [outcomeOf(card, report), card])).values()].flatMap((card) =>
    sumsOf(everyone, card, validationRows, card.overallRate),
  );
  const total = sum(everyone, [elsewhere], rows.total - validationRows);
  const groups = cards.map((card) => {
    if (isAboutAll(card)) return [];
    const own = within(2 ** segments.indexOf(card));
    const counts = sumsOf(own, card, card.validationRows, card.rate.value);
    // How many rows of all a ranked list has is its share of them, no count.
    return isList(card) ? counts : [...counts, sum(own, [elsewhere], card.allRows - card.validationRows)];
  });
  return keepSafeGroups(pieces.length * kinds, [...always, total], groups);
}

/** "yes", or the class that a card is about; a number has one outcome, to be there. */
const outcomeOf = (card: Card, { task }: PredictReport): string =>
  task === 'multiclass' ? String(card.params['class'] ?? '') : 'yes';

/** Outcomes that cards count, and for classes the rest of them. */
function outcomesOf(cards: readonly Card[], report: PredictReport): string[] {
  const counted = [...new Set(cards.map((card) => outcomeOf(card, report)))];
  return report.task === 'regression' ? counted : [...counted, '\u001fthe rest'];
}

/**
 * Rows that the cards were measured on: the validation rows of one fold. The receipt does not say how many these are;
 * for classes they are so many that the overall rate is a whole number of them.
 */
function cardRows(cards: readonly Card[], { split, task }: PredictReport): number {
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
