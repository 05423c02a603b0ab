import type { Estimator } from '../../core/learn/estimator.ts';
import type { Random } from '../../core/random.ts';

const between = (random: Random, low: number, high: number): number => low + (high - low) * random.next();
const logBetween = (random: Random, low: number, high: number): number =>
  Math.exp(between(random, Math.log(low), Math.log(high)));
const oneOf = <T>(random: Random, values: readonly T[]): T => values[random.integer(values.length)] as T;
/** Three significant digits: settings that a person can read. */
const rounded = (value: number): number => Number(value.toPrecision(3));

type Draw = (random: Random) => object;

/**
 * Small trees with strong shrinkage to large ones, from the ranges that published tuning studies of boosted trees use.
 * Many rounds, since early stopping settles how many.
 */
const drawTrees: Draw = (random) => {
  const leaves = oneOf(random, [4, 6, 8, 12, 16, 24, 31, 48, 64]);
  return {
    trees: 1_500,
    leaves,
    // Small trees learn little each and need bigger steps.
    learningRate: rounded(logBetween(random, 0.03, leaves < 16 ? 0.15 : 0.08)),
    minLeaf: Math.round(logBetween(random, 5, 100)),
    l2: rounded(logBetween(random, 0.1, 30)),
    rowShare: rounded(between(random, 0.55, 1)),
    columnShare: rounded(between(random, 0.4, 1)),
  };
};

/** The regularised end first, which the defaults are furthest from; then at random. */
const FIRST_TREES: readonly object[] = [
  { trees: 1_500, leaves: 8, learningRate: 0.06, minLeaf: 20, l2: 5, rowShare: 0.7, columnShare: 0.5 },
  { trees: 1_500, leaves: 48, learningRate: 0.05, minLeaf: 20, l2: 3, rowShare: 0.8, columnShare: 0.6 },
  { trees: 1_500, leaves: 16, learningRate: 0.04, minLeaf: 40, l2: 10, rowShare: 0.8, columnShare: 0.5 },
];

/** Width, depth and the strength of what keeps a network from learning by heart. */
const drawNetwork: Draw = (random) => ({
  hidden: oneOf(random, [[64], [64, 64], [128, 64], [256, 128], [128, 128, 64]]),
  dropout: rounded(between(random, 0, 0.35)),
  learningRate: rounded(logBetween(random, 0.001, 0.008)),
  weightDecay: rounded(logBetween(random, 0.002, 0.2)),
  bins: oneOf(random, [0, 12, 24, 48]),
});

/** A small, strongly held one first: few rows need it. */
const FIRST_NETWORKS: readonly object[] = [
  { hidden: [64], dropout: 0.25, learningRate: 0.003, weightDecay: 0.1, bins: 12 },
];

/** A round grows a tree a class: with many classes fewer rounds and bigger steps reach as far in the same time. */
function fewerRounds(params: unknown, classes: number): unknown {
  if (classes <= 3) return params;
  const { trees, learningRate } = params as { trees: number; learningRate: number };
  const step = Math.min(0.2, rounded(2.5 * learningRate));
  return {
    ...(params as object),
    trees: Math.min(trees, Math.max(100, Math.round(2_000 / classes))),
    learningRate: step,
  };
}

/** What an estimator begins with: its defaults, cut to what so many classes can bear. */
export function firstSettings(estimator: Estimator, classes: number): unknown {
  return estimator.id === 'boosted-trees' ? fewerRounds(estimator.defaults, classes) : estimator.defaults;
}

/**
 * Settings of an estimator to try beside its first, the most different first. Estimators that are not known here have
 * none.
 */
export function drawSettings(estimator: Estimator, tries: number, classes: number, random: Random): unknown[] {
  const base = estimator.defaults as object;
  const draw = (first: readonly object[], more: Draw): object[] =>
    Array.from({ length: tries }, (_, i) => ({ ...base, ...(first[i] ?? more(random)) }));
  switch (estimator.id) {
    case 'boosted-trees':
      return draw(FIRST_TREES, drawTrees).map((params) => fewerRounds(params, classes));
    case 'mlp':
      return draw(FIRST_NETWORKS, drawNetwork);
    default:
      return [];
  }
}
