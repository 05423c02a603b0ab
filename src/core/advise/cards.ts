import { classProbability } from '../learn/prediction.ts';
import type { Prediction, Target } from '../learn/task.ts';
import type { ValidationRows } from '../prepare/rows.ts';
import { argsort } from '../stats/order.ts';
import type { Table } from '../table/table.ts';
import type { SegmentSearch } from './find-segments.ts';
import { measuredAt } from './hypotheses.ts';
import { deviationOf, estimateOf, groupedPValue, pValueOf, tally, tallyAll, without } from './measure.ts';
import { countMembers } from './membership.ts';
import { outcomesOf } from './outcome.ts';
import type { Card, Segment } from './types.ts';

export interface CardsInput {
  readonly search: SegmentSearch;
  /** Every row that one might act on, in the columns that segments are about. Only membership is read. */
  readonly everyone: Table;
  readonly target: Target;
  /** Column that is predicted, for the words. */
  readonly targetName: string;
  readonly validationRows: ValidationRows;
  /** Of the validation rows, by models that were not fitted on them; without it there is no card for the ranked list. */
  readonly prediction?: Prediction;
  /** Entity of each validation row, where rows of one are no independent evidence. */
  readonly groups?: Int32Array;
  /** Strongest first or not; only words why. */
  readonly importances: readonly { readonly column: string; readonly value: number }[];
}

const MOST_CARDS = 5;
/** Part of the ranked list that its card is about. */
const TOP_SHARE = 0.1;
const SIGNIFICANT = 0.05;
/** Fewer rows in the top of the list say nothing. */
const FEWEST_TOP = 10;
/** With fewer validation rows, finding nothing says more about the rows than about the segments. */
const FEW_ROWS = 300;
const MOST_WHY = 3;

/**
 * At most five recommendations: segments, then the top of the ranked list; or, with neither, that nothing stands out
 * (`advise.nothing-found`), or that there are too few rows to tell (`advise.collect-more`).
 */
export function makeCards(input: CardsInput): Card[] {
  const { search, everyone } = input;
  const ranked = rankedCard(input);
  const segments = search.segments
    .slice(0, MOST_CARDS - (ranked ? 1 : 0))
    .map((segment, i) => segmentCard(segment, search, i + 1, countMembers(everyone, segment.conditions), input));
  const cards = [...segments, ...(ranked ? [ranked] : [])];
  return cards.length > 0 || search.tried === 0 ? cards : [nothingCard(input)];
}

function segmentCard(
  segment: Segment,
  search: SegmentSearch,
  place: number,
  allRows: number,
  { target, targetName, importances }: CardsInput,
): Card {
  const columns = segment.conditions.map(({ column }) => column);
  const strength = new Map(importances.map(({ column, value }) => [column, value]));
  return {
    id: `segment-${place}`,
    code: segmentCode(segment, target),
    params: { target: targetName, ...(segment.ofClass === undefined ? {} : { class: segment.ofClass }) },
    segment: segment.conditions,
    validationRows: segment.validationRows,
    allRows,
    rate: segment.rate,
    overallRate: segment.overallRate,
    ...(segment.deviation === undefined ? {} : { deviation: segment.deviation }),
    adjustedPValue: segment.adjustedPValue,
    segmentsTried: search.tried,
    evidence: 'association',
    why: columns.toSorted((a, b) => (strength.get(b) ?? 0) - (strength.get(a) ?? 0)),
  };
}

function segmentCode({ direction }: Segment, target: Target): string {
  if (target.task === 'binary') return 'advise.act-on-segment';
  if (target.task === 'multiclass') return 'advise.class-segment';
  return direction === 'high' ? 'advise.high-segment' : 'advise.low-segment';
}

/**
 * The tenth that the model ranks highest, where its outcome is clearly above the rest's. It counts as one more segment
 * looked at, adjusted by Bonferroni. Three classes and more have no single order.
 */
function rankedCard(input: CardsInput): Card | undefined {
  const { target, validationRows, prediction, groups, search, everyone, importances } = input;
  const [outcome] = outcomesOf(target);
  const count = Math.round(TOP_SHARE * validationRows.length);
  if (!prediction || !outcome || target.task === 'multiclass' || count < FEWEST_TOP) return undefined;
  const scores = prediction.task === 'regression' ? prediction.values : classProbability(prediction);
  const members = new Uint8Array(validationRows.length);
  for (const i of argsort(scores).slice(-count)) members[i] = 1;
  const measured = measuredAt(outcome, validationRows, groups);
  const inside = tally(measured, members);
  const pValue = groups
    ? groupedPValue(measured, members, groups)
    : pValueOf(measured, inside, without(tallyAll(measured), inside));
  const segmentsTried = search.tried + 1;
  const adjustedPValue = Math.min(1, pValue * segmentsTried);
  if (!(inside.sum > 0) || !(adjustedPValue < SIGNIFICANT)) return undefined;
  const rate = estimateOf(measured, members);
  return {
    id: 'ranked-list',
    code: 'advise.use-ranked-list',
    params: { share: TOP_SHARE },
    segment: [],
    validationRows: count,
    allRows: Math.round(TOP_SHARE * everyone.rowCount),
    rate,
    overallRate: measured.center,
    ...(outcome.kind === 'mean' ? { deviation: deviationOf(measured, members) } : {}),
    adjustedPValue,
    segmentsTried,
    evidence: 'association',
    why: importances
      .filter(({ value }) => value > 0)
      .toSorted((a, b) => b.value - a.value)
      .slice(0, MOST_WHY)
      .map(({ column }) => column),
  };
}

/** @returns what all validation rows have; its p is the smallest that any segment reached */
function nothingCard({ target, validationRows, groups, search, everyone }: CardsInput): Card {
  const [outcome] = outcomesOf(target);
  const measured = measuredAt(outcome as NonNullable<typeof outcome>, validationRows, groups);
  return {
    id: 'nothing',
    code: validationRows.length < FEW_ROWS ? 'advise.collect-more' : 'advise.nothing-found',
    params: { rows: validationRows.length },
    segment: [],
    validationRows: validationRows.length,
    allRows: everyone.rowCount,
    rate: estimateOf(measured, new Uint8Array(validationRows.length).fill(1)),
    overallRate: measured.center,
    adjustedPValue: search.leastAdjustedPValue,
    segmentsTried: search.tried,
    evidence: 'association',
    why: [],
  };
}
