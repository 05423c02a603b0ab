import type { Estimator, EstimatorRegistry } from '../../core/learn/estimator.ts';
import type { TaskKind } from '../../core/learn/task.ts';
import { createRandom } from '../../core/random.ts';
import { drawSettings, firstSettings } from './search-space.ts';
import type { Family, PictureShape, PredictSettings, Preset } from './question.ts';

/** The tries of one estimator. */
export interface Track {
  readonly estimator: Estimator;
  readonly family: Family;
  /** Judged on every fold from the first. */
  readonly anchors: readonly unknown[];
  /** Judged on one fold first; the best `keep` of them go on to the others. */
  readonly trials: readonly unknown[];
  readonly keep: number;
}

/** Everything about a search that is settled before it begins. */
export interface SearchPlan {
  readonly tracks: readonly Track[];
  readonly folds: number;
  readonly repeats: number;
  /** More training rows than this are searched on a sample. */
  readonly mostRows: number;
  /** Wall-clock milliseconds for the tries and the refits; a try that would not end in time is not begun. */
  readonly budgetMs: number;
  /** Members of a blend a family may send; 0: no blends. */
  readonly blendMembers: number;
  /** A member of a blend that would weigh less is left out: it costs as much to fit as any. Absent: none is. */
  readonly leastWeight?: number;
}

/** Size of the problem, as far as it decides how much may be tried. */
export interface ProblemSize {
  /** Rows whose target is known. */
  readonly rows: number;
  readonly columns: number;
  readonly task: TaskKind;
  readonly classes: number;
  /** Pictures, where the columns are their pixels. */
  readonly shape?: PictureShape;
}

interface PresetLimits {
  readonly budgetMs: number;
  readonly mostRows: number;
  /** Tries a million cells (rows × columns × classes) are worth, and how many at most. */
  readonly trees: { readonly perMillion: number; readonly most: number };
  readonly network: { readonly perMillion: number; readonly most: number };
  readonly blendMembers: number;
}

/**
 * How many tries is settled by the size alone, so that a seed gives the same search on any machine that is fast enough;
 * the clock only ends searches on slower ones.
 */
const LIMITS: Readonly<Record<Preset, PresetLimits>> = {
  quick: {
    budgetMs: 12_000,
    mostRows: 50_000,
    trees: { perMillion: 0, most: 0 },
    network: { perMillion: 0, most: 0 },
    blendMembers: 0,
  },
  balanced: {
    budgetMs: 24_000,
    mostRows: 50_000,
    trees: { perMillion: 1.6, most: 16 },
    network: { perMillion: 0.2, most: 4 },
    blendMembers: 1,
  },
  thorough: {
    budgetMs: 240_000,
    mostRows: 100_000,
    trees: { perMillion: 10, most: 48 },
    network: { perMillion: 1.5, most: 12 },
    blendMembers: 2,
  },
};

const SMALL_ROWS = 2_000;
const MIDDLE_ROWS = 20_000;

/** Rows × columns × classes from which five folds are too slow for Balanced. */
const MANY_CELLS = 500_000;

/** K folds where rows are few, a single holdout where they are many. */
function foldsFor(preset: Preset, { rows, columns, classes }: ProblemSize): { folds: number; repeats: number } {
  const small = rows <= SMALL_ROWS;
  switch (preset) {
    case 'quick':
      return { folds: small ? 3 : 1, repeats: 1 };
    case 'balanced':
      return { folds: small && rows * columns * classes <= MANY_CELLS ? 5 : rows <= MIDDLE_ROWS ? 3 : 1, repeats: 1 };
    case 'thorough':
      return { folds: rows <= MIDDLE_ROWS ? 5 : rows <= 50_000 ? 3 : 1, repeats: small ? 3 : 1 };
  }
}

/** Penalties on scaled columns: from next to none to next to no slope. The first is the estimator's own default. */
const RIDGE_PENALTIES = [0.1, 3, 10, 30, 100, 300, 1_000] as const;
const LOGISTIC_PENALTIES = [0.1, 10, 100] as const;

function linearTrack(settings: PredictSettings, size: ProblemSize, estimators: EstimatorRegistry): Track | undefined {
  const plain = settings.linear === 'ols' && size.task === 'regression';
  const estimator = estimators.get(size.task === 'regression' ? (plain ? 'ols' : 'ridge') : 'logistic');
  if (!estimator) return undefined;
  const base = { estimator, family: 'linear', trials: [], keep: 0 } as const;
  if (plain || settings.preset === 'quick') return { ...base, anchors: [estimator.defaults] };
  const penalties = size.task === 'regression' ? RIDGE_PENALTIES : LOGISTIC_PENALTIES;
  // A fit costs rows × columns² × classes; past this the default has to do.
  const affordable = size.rows * size.columns ** 2 * size.classes < 5e9 ? penalties : [];
  const searched = affordable.map((penalty) => ({ ...(estimator.defaults as object), penalty }));
  return { ...base, anchors: [estimator.defaults, ...searched] };
}

function searchedTrack(
  id: string,
  family: 'trees' | 'network',
  settings: PredictSettings,
  size: ProblemSize,
  estimators: EstimatorRegistry,
): Track | undefined {
  const estimator = estimators.get(id);
  if (!estimator) return undefined;
  const limit = LIMITS[settings.preset][family];
  const millions = (size.rows * Math.max(size.columns, 5) * Math.max(size.classes - 1, 1)) / 1e6;
  const tries = Math.min(limit.most, Math.round(limit.perMillion / millions));
  const random = createRandom(settings.seed).fork(`settings of ${id}`);
  const drawn = drawSettings(estimator, tries, size.classes, random);
  const first = firstSettings(estimator, size.classes);
  const keep = settings.preset === 'thorough' ? 4 : 2;
  // A network costs as much as all the rest: even its defaults have to look worth it on the first fold.
  if (family === 'network') return { estimator, family, anchors: [], trials: [first, ...drawn], keep: 1 };
  return { estimator, family, anchors: [first], trials: drawn, keep };
}

/** Settles what will be tried. Families whose estimator is not registered are left out. */
export function planSearch(settings: PredictSettings, size: ProblemSize, estimators: EstimatorRegistry): SearchPlan {
  const limits = LIMITS[settings.preset];
  const makers: Readonly<Record<Family, () => Track | undefined>> = {
    linear: () => linearTrack(settings, size, estimators),
    trees: () => searchedTrack('boosted-trees', 'trees', settings, size, estimators),
    network: () => searchedTrack('mlp', 'network', settings, size, estimators),
  };
  const tracks = (['linear', 'trees', 'network'] as const)
    .filter((family) => settings.families.includes(family))
    .map((family) => makers[family]())
    .filter((track) => track !== undefined);
  return {
    tracks,
    ...foldsFor(settings.preset, size),
    mostRows: limits.mostRows,
    budgetMs: limits.budgetMs,
    blendMembers: tracks.length > 1 || limits.blendMembers > 1 ? limits.blendMembers : 0,
  };
}
