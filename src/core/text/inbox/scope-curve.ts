import { CodedError } from '../../errors.ts';
import type { Estimate } from '../../metrics/types.ts';
import { argsort, tieEnds } from '../../stats/order.ts';
import { wilson } from '../../stats/tests.ts';
import { aurocEstimate } from './auroc.ts';

/** Rows that a threshold is judged on: validation rows, or others that no model and no scale was fitted on. */
export interface JudgedRows {
  /** Higher is surer. A row is answered where its score ≥ the threshold. */
  readonly scores: Float64Array;
  /** 1 where the text belongs to no known class. */
  readonly outOfScope: Uint8Array;
  /** 1 where the class told is the true one; never for rows out of scope. */
  readonly correct: Uint8Array;
}

/** What happens at one threshold. Shares of nothing are NaN. */
export interface ScopePoint {
  readonly threshold: number;
  readonly inScope: number;
  readonly outOfScope: number;
  /** In-scope rows that are answered, and those answered rightly. */
  readonly answered: number;
  readonly correct: number;
  /** Out-of-scope rows that are answered all the same. */
  readonly answeredOutOfScope: number;
  /** answered ÷ inScope */
  readonly answeredShare: number;
  /** correct ÷ answered, with Wilson's interval */
  readonly accuracy: Estimate;
  /** Share of the out-of-scope rows that are handed over, with Wilson's interval. */
  readonly outOfScopeRecall: Estimate;
}

export interface ScopeCurve {
  /** Of in-scope against out-of-scope rows; NaN without the latter. */
  readonly auroc: Estimate;
  /** Ascending thresholds, at most 201. At the first everything is answered. */
  readonly points: readonly ScopePoint[];
}

const MOST_POINTS = 201;
/** Finite, so that it survives being saved as text: no score reaches it. */
export const HAND_ALL_OVER = Number.MAX_VALUE;

/**
 * In-scope accuracy of what is answered against the share of out-of-scope texts that are handed over.
 * @throws text.misaligned; text.too-few-texts where no row is in scope
 */
export function scopeCurve(rows: JudgedRows): ScopeCurve {
  const steps = stepsOf(rows);
  const { scores, outOfScope } = rows;
  const kept = new Set<Step>();
  const last = steps.length - 1;
  for (let i = 0; i < MOST_POINTS; i++) kept.add(steps[Math.round((i / (MOST_POINTS - 1)) * last)] as Step);
  return {
    auroc: aurocEstimate(
      scores.filter((_, i) => outOfScope[i] === 0),
      scores.filter((_, i) => outOfScope[i] === 1),
    ),
    points: [...kept].map((step) => pointOf(step, totalOf(steps))),
  };
}

/** What happens at a threshold of the person's own. @throws text.misaligned, text.too-few-texts */
export function scopePointAt(rows: JudgedRows, threshold: number): ScopePoint {
  const steps = stepsOf(rows);
  const step = steps.find((one) => one.threshold >= threshold);
  const nothing = { threshold, answered: 0, correct: 0, answeredOutOfScope: 0 };
  return pointOf(step ? { ...step, threshold } : nothing, totalOf(steps));
}

/** What the person says that things cost, in any one unit. */
export interface ScopeCosts {
  /** Answering wrongly, or answering what is out of scope. */
  readonly wrongAnswer: number;
  /** Handing a text to a person. */
  readonly handOver: number;
  /** Share of all texts that are out of scope, where the person knows better than the judged rows show. */
  readonly outOfScopeShare?: number;
}

export interface CostThreshold {
  /** `HAND_ALL_OVER` where nothing should be answered. */
  readonly threshold: number;
  readonly point: ScopePoint;
  /** Expected cost a text, at this threshold and at the two ends. */
  readonly cost: number;
  readonly costAnsweringAll: number;
  readonly costHandingAllOver: number;
}

/**
 * The threshold of least expected cost a text on the judged rows; of several the lowest, which answers most.
 * @throws text.bad-costs, text.misaligned, text.too-few-texts
 */
export function thresholdByCost(rows: JudgedRows, costs: ScopeCosts): CostThreshold {
  checkCosts(costs);
  const steps = stepsOf(rows);
  const total = totalOf(steps);
  const share = total.outOfScope === 0 ? 0 : (costs.outOfScopeShare ?? total.outOfScope / rows.scores.length);
  const costOf = ({ answered, correct, answeredOutOfScope }: Step): number => {
    const inside = costs.wrongAnswer * (answered - correct) + costs.handOver * (total.inScope - answered);
    const outside = costs.wrongAnswer * answeredOutOfScope + costs.handOver * (total.outOfScope - answeredOutOfScope);
    return ((1 - share) * inside) / total.inScope + (total.outOfScope > 0 ? (share * outside) / total.outOfScope : 0);
  };
  const none: Step = { threshold: HAND_ALL_OVER, answered: 0, correct: 0, answeredOutOfScope: 0 };
  const [all = none] = steps;
  const best = [...steps, none].reduce((a, b) => (costOf(b) < costOf(a) ? b : a));
  return {
    threshold: best.threshold,
    point: pointOf(best, total),
    cost: costOf(best),
    costAnsweringAll: costOf(all),
    costHandingAllOver: costOf(none),
  };
}

function checkCosts({ wrongAnswer, handOver, outOfScopeShare = 0 }: ScopeCosts): void {
  const costs = [wrongAnswer, handOver];
  const fine = costs.every((cost) => Number.isFinite(cost) && cost >= 0) && costs.some((cost) => cost > 0);
  if (!fine || !(outOfScopeShare >= 0 && outOfScopeShare <= 1)) {
    throw new CodedError('text.bad-costs', { wrongAnswer, handOver, outOfScopeShare });
  }
}

interface Step {
  readonly threshold: number;
  readonly answered: number;
  readonly correct: number;
  readonly answeredOutOfScope: number;
}

interface Totals {
  readonly inScope: number;
  readonly outOfScope: number;
}

/** Counts at each distinct score, ascending. */
function stepsOf({ scores, outOfScope, correct }: JudgedRows): Step[] {
  for (const { length } of [outOfScope, correct]) {
    if (length !== scores.length) throw new CodedError('text.misaligned', { rows: scores.length, other: length });
  }
  if (!outOfScope.includes(0)) throw new CodedError('text.too-few-texts', { rows: 0, needed: 1 });
  const order = argsort(scores);
  const ends = tieEnds(scores, order);
  const steps: Step[] = [];
  let [answered, right, answeredOutOfScope] = [0, 0, 0];
  let i = order.length;
  for (let run = ends.length - 1; run >= 0; run--) {
    const start = run === 0 ? 0 : (ends[run - 1] as number);
    for (; i > start; i--) {
      const row = order[i - 1] as number;
      if (outOfScope[row] === 1) answeredOutOfScope++;
      else {
        answered++;
        right += correct[row] === 1 ? 1 : 0;
      }
    }
    steps.push({ threshold: scores[order[start] as number] as number, answered, correct: right, answeredOutOfScope });
  }
  return steps.toReversed();
}

/** At the first step everything is answered. */
const totalOf = ([first]: readonly Step[]): Totals => ({
  inScope: first?.answered ?? 0,
  outOfScope: first?.answeredOutOfScope ?? 0,
});

function pointOf(step: Step, { inScope, outOfScope }: Totals): ScopePoint {
  return {
    threshold: step.threshold,
    inScope,
    outOfScope,
    answered: step.answered,
    correct: step.correct,
    answeredOutOfScope: step.answeredOutOfScope,
    answeredShare: step.answered / inScope,
    accuracy: shareOf(step.correct, step.answered),
    outOfScopeRecall: shareOf(outOfScope - step.answeredOutOfScope, outOfScope),
  };
}

const shareOf = (part: number, whole: number): Estimate => ({ value: part / whole, ...wilson(part, whole) });
