import { CodedError } from '../../errors.ts';

/** A direction in which the prediction must not fall (1) or rise (−1) as the column grows. */
interface MonotoneRule {
  readonly column: string;
  readonly direction: 1 | -1;
}

/** Settings of the boosted trees. Names follow the literature where the field has one (l1, l2). */
export interface BoostParams {
  /** Most rounds of boosting; early stopping may settle on fewer. A round grows one tree, or one a class for 3+ classes. */
  readonly trees: number;
  readonly learningRate: number;
  /** Most leaves a tree. */
  readonly leaves: number;
  /** Most splits between root and leaf; 0 is no limit. */
  readonly depth: number;
  /** Fewest rows a leaf; lowered to a tenth of the rows where these are few. */
  readonly minLeaf: number;
  /** Least sum of second derivatives a leaf. */
  readonly minHessian: number;
  /** Least gain of a split, in units of the standardised loss. */
  readonly minGain: number;
  readonly l1: number;
  readonly l2: number;
  /** Share of rows drawn without replacement for each tree. */
  readonly rowShare: number;
  /** Rounds between two draws of rows. */
  readonly rowShareEvery: number;
  /** Share of columns drawn for each tree. */
  readonly columnShare: number;
  /** Rounds without a better validation loss before stopping; 0 never stops early. */
  readonly patience: number;
  /** Most bins a column, 2 … 255, the bin of missing values not counted. */
  readonly maxBins: number;
  /** Added to a level's second derivatives before levels are put in order; levels with fewer rows are left out. */
  readonly categorySmoothing: number;
  /** Added to `l2` in splits of many levels, which fit noise easily. */
  readonly categoryL2: number;
  /** Most levels on the smaller side of a split. */
  readonly categoryLevels: number;
  /** Columns with at most this many levels are split one level against the rest. */
  readonly categoryOneVsRest: number;
  /** Fewest rows a step along the ordered levels; lowered to a fiftieth of the rows where these are few. */
  readonly categoryGroup: number;
  readonly monotone: readonly MonotoneRule[];
}

/** Values that the literature and LightGBM's users settle on for 500 to 100,000 rows; none is fitted to a data set. */
export const BOOST_DEFAULTS: BoostParams = {
  trees: 600,
  learningRate: 0.06,
  leaves: 20,
  depth: 0,
  minLeaf: 20,
  minHessian: 1e-3,
  minGain: 0,
  l1: 0,
  l2: 1,
  rowShare: 0.8,
  rowShareEvery: 1,
  columnShare: 0.8,
  patience: 40,
  maxBins: 255,
  categorySmoothing: 10,
  categoryL2: 10,
  categoryLevels: 32,
  categoryOneVsRest: 4,
  categoryGroup: 100,
  monotone: [],
};

type Setting = Exclude<keyof BoostParams, 'monotone'>;

/** Smallest and largest value allowed, and whether it must be whole. */
const LIMITS: Readonly<Record<Setting, readonly [low: number, high: number, whole: boolean]>> = {
  trees: [1, 100_000, true],
  learningRate: [1e-6, 10, false],
  leaves: [2, 65_536, true],
  depth: [0, 1_000, true],
  minLeaf: [1, 1e9, true],
  minHessian: [0, 1e300, false],
  minGain: [0, 1e300, false],
  l1: [0, 1e300, false],
  l2: [0, 1e300, false],
  rowShare: [1e-6, 1, false],
  rowShareEvery: [1, 1e9, true],
  columnShare: [1e-6, 1, false],
  patience: [0, 1e9, true],
  maxBins: [2, 255, true],
  categorySmoothing: [0, 1e300, false],
  categoryL2: [0, 1e300, false],
  categoryLevels: [1, 255, true],
  categoryOneVsRest: [0, 255, true],
  categoryGroup: [1, 1e9, true],
};

/** @throws train.bad-setting with the setting, its value and the range */
export function checkParams(params: BoostParams): void {
  for (const [setting, [low, high, whole]] of Object.entries(LIMITS)) {
    const value = params[setting as Setting];
    const fits = value >= low && value <= high && (!whole || Number.isInteger(value));
    if (!fits) throw new CodedError('train.bad-setting', { setting, value, low, high });
  }
}

/** The row limits for a table of `rows` rows: what suits thousands of rows would forbid every split of fifty. */
export function scaleToRows(params: BoostParams, rows: number): BoostParams {
  const minLeaf = Math.min(params.minLeaf, Math.max(1, Math.floor(rows / 10)));
  const categoryGroup = Math.min(params.categoryGroup, Math.max(minLeaf, Math.floor(rows / 50)));
  return { ...params, minLeaf, categoryGroup };
}
