import type { Card, SegmentCondition } from '../../../core/advise/types.ts';
import { coarseCount } from '../../../core/disclose/coarse-count.ts';
import { MIN_GROUP } from '../../../core/disclose/min-group.ts';
import { significant } from '../../../core/disclose/round.ts';
import type { Message } from '../../../core/errors.ts';
import type { TaskKind } from '../../../core/learn/task.ts';
import type { Estimate } from '../../../core/metrics/types.ts';
import { tQuantile } from '../../../core/stats/distributions.ts';
import { wilson } from '../../../core/stats/tests.ts';
import type { PredictModel } from '../model.ts';
import { auditCards, isAboutAll, isList, type CardAudit } from './card-audit.ts';
import { CARDS } from './codes.ts';
import type { Dominance } from './dominance.ts';
import { roundEstimate } from './figures.ts';
import type { HeldList } from './held.ts';
import { cut, MOST_CARDS, MOST_CONDITIONS, MOST_LEVELS } from './limits.ts';
import type { Names } from './names.ts';
import type { SharedCard, SharedPredict } from './types.ts';

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
 * nor rows elsewhere, rounded where exact counts would; whose words and cuts at least 11 rows bear; and that name no
 * column that is left out.
 */
export function safeCards(model: PredictModel, telling: Telling, held: HeldList): SharedCard[] {
  const { names, rows, dominance } = telling;
  const { report } = model;
  const left = { 'card-column': 0, 'card-words': 0, 'card-dominated': 0, 'card-rows': 0, 'card-rounded': 0 };
  const named = report.cards.filter((card) => {
    if (card.segment.some(({ column }) => !names.column(column))) left['card-column']++;
    else if (!isWordable(card, model, telling)) left['card-words']++;
    else if (dominance.card(card)) left['card-dominated']++;
    else return true;
    return false;
  });
  const wanted = named.slice(0, MOST_CARDS);
  const audit = auditCards(wanted, report, rows);
  const told = wanted.flatMap((card, i) => {
    const how = audit.of[i];
    const figures = how === 'exact' ? exactFigures(card) : how && roundedFigures(card, audit, report.task);
    const overallRate = audit.overallRate(card);
    if (!figures || !Number.isFinite(overallRate)) {
      left['card-rows']++;
      return [];
    }
    if (figures.rounded) left['card-rounded']++;
    return [sharedCard(card, { ...figures, overallRate: significant(overallRate) }, telling)];
  });
  for (const [code, count] of Object.entries(left)) if (count > 0) held.add(code, { count });
  return told;
}

type Figures = Pick<SharedCard, 'validationRows' | 'allRows' | 'rate' | 'adjustedPValue' | 'rounded'>;

function exactFigures({ validationRows, allRows, rate, adjustedPValue }: Card): Figures | undefined {
  const rounded = roundEstimate(rate);
  return rounded && { validationRows, allRows, rate: rounded, adjustedPValue: significant(adjustedPValue, 2) };
}

/** Steps that a p value is told in beside rounded counts, which it would give away. */
const P_STEPS = [0.0001, 0.001, 0.01, 0.05, 1];

/**
 * Figures made of nothing but rounded counts (and a number's mean and deviation), interval and p value too.
 * @returns undefined where rounding would make another card of it
 */
function roundedFigures(card: Card, audit: CardAudit, task: TaskKind): Figures | undefined {
  const { rate, validationRows: count, allRows, adjustedPValue, deviation } = card;
  const elsewhere = coarseCount(allRows - count).told;
  const p = P_STEPS.find((step) => adjustedPValue <= step) ?? 1;
  if (isAboutAll(card)) {
    const value = audit.overallRate(card);
    const told = { value, ...wilson(value * audit.rows, audit.rows) };
    return withRate(told, { validationRows: count, allRows, adjustedPValue: p, rounded: true });
  }
  if (task === 'regression') {
    if (deviation === undefined) return undefined;
    const rows = coarseCount(count).told;
    const reach = (tQuantile(0.975, rows - 1) * significant(deviation)) / Math.sqrt(rows);
    const told = { value: rate.value, low: rate.value - reach, high: rate.value + reach };
    return withRate(told, { validationRows: rows, allRows: rows + elsewhere, adjustedPValue: p, rounded: true });
  }
  const inside = coarseCount(Math.round(rate.value * count)).told;
  const rows = inside + coarseCount(count - Math.round(rate.value * count)).told;
  const value = inside / rows;
  const all = audit.overallRate(card);
  const isSameSide = Math.sign(value - all) === Math.sign(rate.value - card.overallRate);
  if (!isSameSide || 4 * Math.abs(value - rate.value) > rate.high - rate.low) return undefined;
  const worth = rows / dependenceOf(rate, count);
  const told = { value, ...wilson(value * worth, worth) };
  return withRate(told, { validationRows: rows, allRows: rows + elsewhere, adjustedPValue: p, rounded: true });
}

function withRate(rate: Estimate, figures: Omit<Figures, 'rate'>): Figures | undefined {
  const rounded = roundEstimate(rate);
  return rounded && { ...figures, rate: rounded };
}

/** How many rows of the same customers tell as much as one, a whole number: their interval is that much wider. */
function dependenceOf({ value, low, high }: Estimate, count: number): number {
  const plain = wilson(value * count, count);
  const wider = (high - low) / (plain.high - plain.low);
  return wider > 1.02 ? Math.ceil(wider ** 2) : 1;
}

function sharedCard(card: Card, figures: Figures & Pick<SharedCard, 'overallRate'>, telling: Telling): SharedCard {
  const { names, rows } = telling;
  const { code, segmentsTried, evidence, deviation } = card;
  const { validationRows, allRows } = figures;
  return {
    code,
    params: safeParams(card, telling),
    segment: card.segment.map(cutWords),
    ...figures,
    validationRows: isAboutAll(card) && rows.validation - validationRows < MIN_GROUP ? rows.validation : validationRows,
    allRows: isList(card) ? shareOf(card, rows.total) : isAboutAll(card) ? rows.total : allRows,
    ...(deviation === undefined || !Number.isFinite(deviation) ? {} : { deviation: significant(deviation) }),
    segmentsTried,
    evidence,
    why: card.why
      .filter((column) => names.column(column))
      .slice(0, MOST_CONDITIONS)
      .map(cut),
  };
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
  const counted = report.counts?.cards?.each[report.cards.indexOf(card)];
  if (!CARDS.some((code) => code === card.code) || card.segment.length > MOST_CONDITIONS) return false;
  if (typeof ofClass === 'string' && className(ofClass) === undefined) return false;
  return card.segment.every(({ column, levels = [], low, high }) => {
    if (levels.length > MOST_LEVELS || levels.some((level) => names.rowsOf(column, level) < MIN_GROUP)) return false;
    const cuts = [low, high].filter((end) => end !== undefined);
    if (counted?.aroundLimits !== undefined && counted.aroundLimits >= MIN_GROUP) return true;
    if (cuts.every((at) => names.cut(column, at))) return true;
    // One cut alone: the card says how many rows are on one side, and the rest that are not missing are on the other.
    const missing = columns.find(({ name }) => name === column)?.missingShare ?? 1;
    const others = Math.round((1 - missing) * report.refit.rowCount) - card.allRows;
    return card.segment.length === 1 && cuts.length === 1 && others >= MIN_GROUP;
  });
}
