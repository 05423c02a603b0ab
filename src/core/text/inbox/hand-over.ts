import type { Pacer } from '../../learn/pacer.ts';
import { findAnswers, type AnswerBase, type FoundAnswer, type Question } from './answers.ts';
import { HAND_ALL_OVER, scopeCurve, type JudgedRows, type ScopePoint } from './scope-curve.ts';

/** How often the nearest answer is the true one, on questions that were left out. */
export interface JudgedAnswers extends JudgedRows {
  /** 1 where the true answer is among the three nearest. */
  readonly amongThree: Uint8Array;
}

/** A question whose answer is known. */
export interface HeldOutQuestion extends Question {
  /** Number of the true answer; −1 where the base does not have it. */
  readonly answer: number;
}

/**
 * Asks held-out questions. One whose answer the base has only from the question itself, or not at all, is out of scope.
 * @throws text.wrong-width, CancelledError
 */
export async function judgeAnswers(
  base: AnswerBase,
  questions: readonly HeldOutQuestion[],
  pacer: Pacer,
): Promise<JudgedAnswers> {
  const count = questions.length;
  const holders = new Int32Array(base.firstOf.length);
  for (const answer of base.answerOf) if (answer >= 0) holders[answer] = (holders[answer] as number) + 1;
  const judged = {
    scores: new Float64Array(count),
    outOfScope: new Uint8Array(count),
    correct: new Uint8Array(count),
    amongThree: new Uint8Array(count),
  };
  for (const [i, question] of questions.entries()) {
    await pacer.pause();
    const found = findAnswers(base, question);
    const itself = question.except !== undefined && base.answerOf[question.except] === question.answer ? 1 : 0;
    const known = question.answer >= 0 && (holders[question.answer] ?? 0) > itself;
    judged.scores[i] = found[0]?.confidence ?? 0;
    judged.outOfScope[i] = known ? 0 : 1;
    judged.correct[i] = known && found[0]?.answer === question.answer ? 1 : 0;
    judged.amongThree[i] = known && found.some(({ answer }) => answer === question.answer) ? 1 : 0;
  }
  return judged;
}

export interface AccuracyThreshold {
  /** `HAND_ALL_OVER` where no threshold is good enough. */
  readonly threshold: number;
  readonly point: ScopePoint | null;
}

/**
 * The lowest threshold from which on so many of the answers are right, all that is answered counted, in and out of scope;
 * for those who know no costs (`thresholdByCost`). Of in-scope rows the low end of the interval must reach it.
 * @throws text.misaligned, text.too-few-texts
 */
export function thresholdForAccuracy(rows: JudgedRows, atLeast: number): AccuracyThreshold {
  const { points } = scopeCurve(rows);
  const good = points.find(
    ({ accuracy, answered, answeredOutOfScope, correct }) =>
      accuracy.low >= atLeast && correct / (answered + answeredOutOfScope) >= atLeast,
  );
  return good ? { threshold: good.threshold, point: good } : { threshold: HAND_ALL_OVER, point: null };
}

export type Reply =
  | { readonly kind: 'answer'; readonly answers: readonly FoundAnswer[] }
  /** Nothing is near enough; what was nearest is for the person who takes over. */
  | { readonly kind: 'hand-over'; readonly answers: readonly FoundAnswer[] };

/** Answers, or hands over where the surest answer does not reach the threshold. @throws text.wrong-width */
export function reply(base: AnswerBase, question: Question, threshold: number): Reply {
  const answers = findAnswers(base, question);
  const sure = (answers[0]?.confidence ?? 0) > 0 && (answers[0]?.confidence ?? 0) >= threshold;
  return { kind: sure ? 'answer' : 'hand-over', answers };
}
