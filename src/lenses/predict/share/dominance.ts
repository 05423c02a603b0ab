import type { Card } from '../../../core/advise/types.ts';
import { mean } from '../../../core/stats/descriptive.ts';
import type { PredictReport, RegressionResult } from '../report.ts';

/** Share of a sum that one row may make up; a figure in which one row is more tells how extreme it is. */
const MOST = 0.5;
/** Standard deviations that the baseline is off by where it tells of other rows than these. */
const FAR = 10;

/** Which figures of a number one extreme row makes up for the most part, as far as the receipt shows it. */
export interface Dominance {
  /** Sums of squares of the test rows, or how far the training mean is off: RMSE and R². */
  readonly squares: boolean;
  /** Sums of the test rows' absolute errors: MAE. */
  readonly sums: boolean;
  /** Figures of the validation rows in the metric that models were compared on: gains and importances. */
  readonly validation: boolean;
  /** Whether one row may make up the mean of a card's segment. */
  card(card: Card): boolean;
}

const NONE: Dominance = { squares: false, sums: false, validation: false, card: () => false };

/**
 * Judged by what was counted while the rows were there; in a receipt from before that by the outermost residuals and the
 * outermost values of the sample that it keeps, where what is far out and not in the sample of 500 is not seen. Two extreme
 * rows are not taken for one.
 */
export function dominanceOf(report: PredictReport): Dominance {
  if (!report.regression) return NONE;
  const { test, validation } = report.regression;
  const figure = (metric: string) => report.test.find((row) => row.metric === metric);
  const rmse = figure('rmse');
  const mae = figure('mae');
  const inTest = reach(test);
  // The mean of the training rows, far from every test row: few training rows pull it there.
  const pulled = rmse !== undefined && rmse.baseline > FAR * inTest.deviation;
  const inValidation = reach(validation);
  const { furthest: counted } = report.counts?.regression ?? {};
  const squares = counted
    ? counted.squares > MOST
    : isMost(inTest.residual ** 2, rmse && rmse.value ** 2 * test.rowCount) ||
      isMost(inTest.value ** 2, rmse && rmse.baseline ** 2 * test.rowCount);
  const sums = counted
    ? counted.sums > MOST
    : isMost(inTest.residual, mae && mae.value * test.rowCount) ||
      isMost(inTest.value, mae && mae.baseline * test.rowCount);
  return {
    squares: pulled || squares,
    sums: pulled || sums,
    validation: counted ? counted.validation > MOST : isMost(inValidation.residual ** 2, squaresOf(validation)),
    card: (card) => {
      const { deviation, validationRows } = card;
      const share = report.counts?.cards?.each[report.cards.indexOf(card)]?.furthest;
      if (share !== undefined) return share > MOST;
      if (deviation === undefined) return false;
      const spread = deviation ** 2 * validationRows;
      const furthest = inValidation.value ** 2;
      return spread >= MOST * furthest && spread < furthest / MOST;
    },
  };
}

const isMost = (part: number, whole: number | undefined): boolean => whole !== undefined && part > MOST * whole;

/** How far the furthest row is off its prediction, and off the mean. */
function reach({ residuals, sample }: RegressionResult): { residual: number; value: number; deviation: number } {
  const center = sample.length > 0 ? mean(sample.map(({ x }) => x)) : 0;
  const residual = Math.max(Math.abs(residuals.edges[0] ?? 0), Math.abs(residuals.edges.at(-1) ?? 0));
  const offs = sample.map(({ x }) => Math.abs(x - center));
  const value = offs.reduce((most, off) => Math.max(most, off), 0);
  return { residual, value, deviation: Math.sqrt(mean(offs.map((off) => off * off)) || 0) };
}

/** About the sum of squared residuals, from the middles of the histogram's bins. */
function squaresOf({ residuals: { edges, counts } }: RegressionResult): number {
  return counts.reduce((sum, count, i) => sum + count * (((edges[i] ?? 0) + (edges[i + 1] ?? 0)) / 2) ** 2, 0);
}
