import type { Pacer } from '../learn/pacer.ts';
import type { Target } from '../learn/task.ts';
import type { TrainRows, ValidationRows } from '../prepare/rows.ts';
import { sampleRows } from '../prepare/split.ts';
import { benjaminiHochberg } from '../stats/tests.ts';
import type { Table } from '../table/table.ts';
import { hypothesesOf, measuredAt, type Hypothesis } from './hypotheses.ts';
import {
  deviationOf,
  estimateOf,
  groupedPValue,
  pValueOf,
  standing,
  tally,
  tallyAll,
  tallyBoth,
  without,
  type Measured,
  type Tally,
} from './measure.ts';
import { both, membersOf } from './membership.ts';
import { outcomesOf, type Outcome } from './outcome.ts';
import type { Segment, SegmentCondition } from './types.ts';

export interface FindSegmentsInput {
  /** Columns as the person knows them, not encoded. Only the rows below are looked at. */
  readonly table: Table;
  readonly target: Target;
  /** Segments are found on these … */
  readonly trainRows: TrainRows;
  /** … and measured on these, which share no row with them. */
  readonly validationRows: ValidationRows;
  readonly columns: readonly string[];
  /** Entity of each validation row, where rows of one are no independent evidence. */
  readonly groups?: Int32Array;
  readonly seed: number;
  readonly pacer: Pacer;
  readonly most?: number;
}

export interface SegmentSearch {
  /** The strongest on training rows first. */
  readonly segments: readonly Segment[];
  /** Segments that were looked at, all counted in every adjusted p value. */
  readonly tried: number;
  /** Smallest adjusted p on validation rows of those that training rows suggest; 1 where they suggest none. */
  readonly leastAdjustedPValue: number;
}

const MOST_SEGMENTS = 4;
/** More training rows than this are searched on a sample. */
const MOST_TRAIN_ROWS = 50_000;
/** With more classes than this, conditions are not joined. */
const MOST_CLASSES_JOINED = 10;
const SIGNIFICANT = 0.05;
/** Rows, or entities, that a segment's figure on validation rows rests on at least, and that are left to compare with. */
const FEWEST_VALIDATION = 10;
/** A segment of more than half of the rows singles nobody out. */
const LARGEST_SHARE = 0.5;
/** What counts as different enough to act on: the rate's ratio or difference to that of all rows; deviations of a number. */
const LIFT = 1.25;
const DIFFERENCE = 0.1;
const DEVIATIONS = 0.2;
/** Standard errors by which a second condition must change the outcome against the rest of either one alone. */
const WORTH_JOINING = 2.5;
/** Share of the smaller of two segments that may lie in the other. */
const OVERLAP = 0.5;
/** p, on training rows that no segment shown so far covers, below which another one says something new. */
const NEWS = 0.01;

interface Looked {
  readonly hypothesis: Hypothesis;
  readonly outcome: Outcome;
  readonly train: Measured;
  readonly validation: Measured;
  readonly onValidation: Tally;
  readonly trainP: number;
  readonly validationP: number;
}

/**
 * Segments in plain words with another outcome than the rest. Which ones is settled on training rows alone (clear after
 * Benjamini–Hochberg, large enough, different enough, no condition too many, no near-duplicates); each is then measured
 * on validation rows, and shown only where it is clear there too, after Benjamini–Hochberg over everything looked at.
 * What a model holds important plays no part: that was measured on the same validation rows.
 */
export async function findSegments(input: FindSegmentsInput): Promise<SegmentSearch> {
  const { table, target, columns, validationRows, pacer } = input;
  const trainRows = sampleRows(input.trainRows, MOST_TRAIN_ROWS, input.seed);
  const outcomes = outcomesOf(target);
  const looked: Looked[] = [];
  for (const outcome of outcomes) {
    const train = measuredAt(outcome, trainRows);
    const validation = measuredAt(outcome, validationRows, input.groups);
    const joined = outcomes.length <= MOST_CLASSES_JOINED;
    for (const hypothesis of await hypothesesOf(table, columns, trainRows, outcome, pacer, joined)) {
      looked.push(look(table, validationRows, hypothesis, outcome, train, validation));
      await pacer.pause();
    }
  }
  const adjusted = benjaminiHochberg(looked.map(({ validationP }) => validationP));
  const onTrain = benjaminiHochberg(looked.map(({ trainP }) => trainP));
  const clear = looked
    .map((one, i) => ({ ...one, adjustedP: adjusted[i] as number, trainAdjustedP: onTrain[i] as number }))
    .filter((one) => one.trainAdjustedP < SIGNIFICANT && isWorthNaming(one))
    .toSorted((a, b) => Math.abs(b.hypothesis.standing) - Math.abs(a.hypothesis.standing));
  const segments: Segment[] = [];
  const shown: Shown[] = [];
  for (const one of clear) {
    if (segments.length === (input.most ?? MOST_SEGMENTS)) break;
    if (!(one.adjustedP < SIGNIFICANT) || !isConfirmed(one)) continue;
    const members = membersOfAll(table, trainRows, one.hypothesis.conditions);
    if (!isNews(one, members, shown)) continue;
    shown.push({ outcome: one.outcome, members });
    segments.push(segmentOf(table, validationRows, one, one.adjustedP));
  }
  const leastAdjustedPValue = clear.reduce((least, { adjustedP }) => Math.min(least, adjustedP), 1);
  return { segments, tried: looked.length, leastAdjustedPValue };
}

function look(
  table: Table,
  rows: ValidationRows,
  hypothesis: Hypothesis,
  outcome: Outcome,
  train: Measured,
  validation: Measured,
): Looked {
  const members = membersOfAll(table, rows, hypothesis.conditions);
  const onValidation = tally(validation, members);
  const trainP = pValueOf(train, hypothesis.train, without(tallyAll(train), hypothesis.train));
  const [inside, outside] = evidenceOf(members, validation);
  const enough = inside >= FEWEST_VALIDATION && outside >= FEWEST_VALIDATION;
  const validationP = enough ? pOnValidation(validation, members, onValidation) : 1;
  return { hypothesis, outcome, train, validation, onValidation, trainP, validationP };
}

const pOnValidation = (measured: Measured, members: Uint8Array, inside: Tally): number =>
  measured.groups
    ? groupedPValue(measured, members, measured.groups)
    : pValueOf(measured, inside, without(tallyAll(measured), inside));

/** Rows, or entities, in a segment and outside. */
function evidenceOf(members: Uint8Array, { groups }: Measured): [number, number] {
  if (!groups) {
    const inside = members.reduce((sum, member) => sum + member, 0);
    return [inside, members.length - inside];
  }
  const inside = new Set(groups.filter((_, i) => members[i] === 1));
  const outside = new Set(groups.filter((_, i) => members[i] === 0));
  return [inside.size, outside.size];
}

function membersOfAll(table: Table, rows: Int32Array, conditions: readonly SegmentCondition[]): Uint8Array {
  return conditions.map((condition) => membersOf(table, rows, condition)).reduce(both);
}

/** Judged on training rows. */
function isWorthNaming({ hypothesis, outcome, train }: Looked): boolean {
  const { count, sum } = hypothesis.train;
  const sign = Math.sign(sum);
  if (!outcome.directions.includes(sign > 0 ? 'high' : 'low')) return false;
  if (count > LARGEST_SHARE * train.centred.length) return false;
  const difference = sum / count;
  const large =
    outcome.kind === 'share'
      ? difference >= DIFFERENCE || train.center + difference >= LIFT * train.center
      : Math.abs(difference) >= DEVIATIONS * train.deviation;
  return (
    large && hypothesis.parents.every((parent) => sign * joiningGain(train, hypothesis.train, parent) >= WORTH_JOINING)
  );
}

/** How far a joined segment lies from the rest of one of its conditions, in standard errors. */
function joiningGain({ deviation }: Measured, part: Tally, parent: Tally): number {
  const rest = without(parent, part);
  if (rest.count === 0) return 0;
  const error = deviation * Math.sqrt(1 / part.count + 1 / rest.count);
  return (part.sum / part.count - rest.sum / rest.count) / error;
}

/** The same way on validation rows. */
const isConfirmed = ({ hypothesis, validation, onValidation }: Looked): boolean =>
  Math.sign(standing(validation, onValidation)) === Math.sign(hypothesis.standing);

interface Shown {
  readonly outcome: Outcome;
  readonly members: Uint8Array;
}

/** Neither a near-duplicate of a segment shown nor an echo: it differs among the rows that none of them covers, too. */
function isNews({ hypothesis, outcome, train }: Looked, members: Uint8Array, shown: readonly Shown[]): boolean {
  const others = shown.filter((other) => other.outcome === outcome);
  if (others.length === 0) return true;
  if (others.some((other) => overlap(members, other.members) > OVERLAP)) return false;
  const uncovered = members.map((_, i) => (others.some((other) => other.members[i] === 1) ? 0 : 1));
  const inside = tallyBoth(train, members, uncovered);
  const outside = without(tally(train, uncovered), inside);
  if (inside.count === 0 || outside.count === 0) return false;
  const difference = inside.sum / inside.count - outside.sum / outside.count;
  return Math.sign(difference) === Math.sign(hypothesis.standing) && pValueOf(train, inside, outside) < NEWS;
}

function overlap(a: Uint8Array, b: Uint8Array): number {
  let [inA, inB, inBoth] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    inA += a[i] as number;
    inB += b[i] as number;
    inBoth += (a[i] as number) & (b[i] as number);
  }
  return inBoth / Math.min(inA, inB);
}

function segmentOf(table: Table, rows: ValidationRows, one: Looked, adjustedPValue: number): Segment {
  const { hypothesis, outcome, validation } = one;
  const members = membersOfAll(table, rows, hypothesis.conditions);
  return {
    conditions: hypothesis.conditions,
    direction: hypothesis.standing > 0 ? 'high' : 'low',
    ...(outcome.ofClass === undefined ? {} : { ofClass: outcome.ofClass }),
    trainRows: hypothesis.train.count,
    validationRows: one.onValidation.count,
    rate: estimateOf(validation, members),
    overallRate: validation.center,
    ...(outcome.kind === 'mean' ? { deviation: deviationOf(validation, members) } : {}),
    pValue: one.validationP,
    adjustedPValue,
  };
}
