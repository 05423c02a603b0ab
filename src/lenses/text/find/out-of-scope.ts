import { likeliestClass } from '../../../core/learn/prediction.ts';
import type { ClassTarget } from '../../../core/learn/task.ts';
import type { SearchSpace } from '../../../core/prepare/compact.ts';
import { planLeaveOut } from '../../../core/text/inbox/leave-classes-out.ts';
import { scopeCurve, thresholdByCost, type JudgedRows } from '../../../core/text/inbox/scope-curve.ts';
import type { Contender } from '../../predict/contender.ts';
import type { MemberSpec } from '../../predict/pipeline.ts';
import type { Training } from '../../predict/training.ts';
import { confidences } from '../hand-over.ts';
import type { OutOfScope } from '../types.ts';
import { fitMembers, predictRows, quickMember } from './fit-members.ts';
import { classTargetOf } from './judged-rows.ts';

/** Times dearer than a hand-over that a wrong answer is taken to be, until the person says what they cost. */
const WRONG_ANSWER = 5;
/** Share of the texts of an inbox that are taken to be about something new. */
const NEW_SHARE = 0.1;
/** Draws of classes held out, by the rows that each fit learns from. */
const DRAWS = [
  { rows: 2_000, draws: 5 },
  { rows: 5_000, draws: 2 },
  { rows: Infinity, draws: 1 },
] as const;
/** More rows than these of a held-out class say no more. */
const MOST_OUTSIDE = 5_000;

/**
 * How well the model knows what it does not know: the chosen settings are fitted without some classes, whose texts then
 * stand for new ones, beside validation rows of the others. Settled on rows that are no test rows.
 * @returns undefined where there are too few classes, or no model was chosen
 */
export async function measureOutOfScope(training: Training, chosen: Contender): Promise<OutOfScope | undefined> {
  const { space, seed } = training;
  const members = membersFor(training, chosen);
  const whole = classTargetOf(training);
  const fold = space.folds[0] as SearchSpace['folds'][number];
  if (members.length === 0 || whole.classes.length < 3 || space.target.task === 'regression') return undefined;
  const labels = Int32Array.from(fold.train, (row) => codeAt(space, row));
  if (countUsable(labels, whole.classes.length) < 3) return undefined;
  const drawn = DRAWS.find(({ rows }) => fold.train.length <= rows)?.draws ?? 1;
  const { draws } = planLeaveOut(labels, whole.classes.length, { seed, draws: drawn });
  const parts: JudgedRows[] = [];
  for (const heldOut of draws) parts.push(await judgeDraw(training, members, new Set(heldOut)));
  const judged = together(parts);
  const { auroc, points } = scopeCurve(judged);
  const costs = { wrongAnswer: WRONG_ANSWER, handOver: 1, outOfScopeShare: NEW_SHARE };
  const { threshold } = thresholdByCost(judged, costs);
  const names = [...new Set(draws.flat())].toSorted((a, b) => a - b);
  return {
    heldOut: names.map((code) => whole.classes[code] as string),
    auroc,
    inScopeRows: judged.outOfScope.filter((out) => out === 0).length,
    outOfScopeRows: judged.outOfScope.filter((out) => out === 1).length,
    curve: points.map((point) => ({
      threshold: point.threshold,
      accuracy: point.answered > 0 ? point.accuracy.value : 1,
      answered: point.answeredShare,
      handedOver: point.outOfScope > 0 ? point.outOfScopeRecall.value : 0,
    })),
    // Where nothing should be answered, nothing is as sure as that.
    advised: Math.min(1, threshold),
  };
}

const codeAt = ({ target }: SearchSpace, row: number): number =>
  target.task === 'regression' ? -1 : (target.codes[row] as number);

/** Rows that make a class worth holding out. */
const ENOUGH = 5;

function countUsable(labels: Int32Array, classes: number): number {
  const counts = new Int32Array(classes);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  return counts.filter((count) => count >= ENOUGH).length;
}

/** The chosen members, networks once each; the quick linear one where the baseline was chosen. */
function membersFor(training: Training, chosen: Contender): readonly MemberSpec[] {
  if (chosen.family === 'baseline') {
    const quick = quickMember(training);
    return quick ? [quick] : [];
  }
  return chosen.members.map((member) => ({ ...member, params: { ...(member.params as object), nets: 1 } }));
}

/** Fits without the held-out classes and reads what is left of the validation rows, and all of theirs. */
async function judgeDraw(
  training: Training,
  members: readonly MemberSpec[],
  heldOut: ReadonlySet<number>,
): Promise<JudgedRows> {
  const { space } = training;
  const fold = space.folds[0] as SearchSpace['folds'][number];
  const isHeld = (row: number): boolean => heldOut.has(codeAt(space, row));
  const target = without(space, heldOut);
  const fitted = await fitMembers(
    training,
    members,
    space.table,
    target,
    fold.train.filter((row) => !isHeld(row)),
  );
  const inside = Int32Array.from(fold.validation.filter((row) => !isHeld(row)));
  const outside = Int32Array.from(
    [...fold.train, ...fold.validation]
      .filter(isHeld)
      .toSorted((a, b) => a - b)
      .slice(0, MOST_OUTSIDE),
  );
  const rows = new Int32Array(inside.length + outside.length);
  rows.set(inside);
  rows.set(outside, inside.length);
  const said = await predictRows(training, fitted, space.table, rows);
  const likeliest = likeliestClass(said);
  const isInside = (i: number): boolean => i < inside.length;
  return {
    scores: confidences(said),
    outOfScope: Uint8Array.from(rows, (_, i) => (isInside(i) ? 0 : 1)),
    correct: Uint8Array.from(rows, (row, i) => (isInside(i) && likeliest[i] === target.codes[row] ? 1 : 0)),
  };
}

/** The classes that stay, numbered without gaps; −1 for rows of the others. */
function without({ target }: SearchSpace, heldOut: ReadonlySet<number>): ClassTarget {
  if (target.task === 'regression') throw new Error('texts are told apart by classes');
  const kept = target.classes.map((_, code) => code).filter((code) => !heldOut.has(code));
  const place = new Map(kept.map((code, i) => [code, i]));
  return {
    task: 'multiclass',
    codes: target.codes.map((code) => place.get(code) ?? -1),
    classes: kept.map((code) => target.classes[code] as string),
  };
}

function together(parts: readonly JudgedRows[]): JudgedRows {
  const join = <Values extends Float64Array | Uint8Array>(
    make: (length: number) => Values,
    of: (part: JudgedRows) => Values,
  ): Values => {
    const all = make(parts.reduce((sum, part) => sum + of(part).length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(of(part), at);
      at += of(part).length;
    }
    return all;
  };
  return {
    scores: join(
      (length) => new Float64Array(length),
      ({ scores }) => scores,
    ),
    outOfScope: join(
      (length) => new Uint8Array(length),
      ({ outOfScope }) => outOfScope,
    ),
    correct: join(
      (length) => new Uint8Array(length),
      ({ correct }) => correct,
    ),
  };
}
