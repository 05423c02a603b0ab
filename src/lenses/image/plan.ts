import type { Estimator, EstimatorRegistry } from '../../core/learn/estimator.ts';
import type { ProblemSize, SearchPlan, Track } from '../predict/plan.ts';
import type { PredictSettings, Preset } from '../predict/question.ts';

/** From so many pictures on one holdout tells models apart; below, every picture has to judge. */
const HOLDOUT_ROWS = 1_000;

interface PresetLimits {
  readonly budgetMs: number;
  /** More training pictures than this are searched on a sample; what is chosen is fitted on all. */
  readonly mostRows: number;
  readonly penalties: readonly number[];
  /** Structures of the network that are tried. */
  readonly structures: number;
  readonly blendMembers: number;
}

/**
 * Settled by the size alone, so that a seed gives the same search on any machine that is fast enough; the clock only ends
 * searches on slower ones.
 */
const LIMITS: Readonly<Record<Preset, PresetLimits>> = {
  quick: { budgetMs: 60_000, mostRows: 10_000, penalties: [], structures: 1, blendMembers: 0 },
  balanced: { budgetMs: 180_000, mostRows: 10_000, penalties: [3, 300], structures: 3, blendMembers: 1 },
  thorough: { budgetMs: 900_000, mostRows: 30_000, penalties: [3, 300, 3_000], structures: 6, blendMembers: 2 },
};

/**
 * What may suit better than the usual net, the likeliest first: one that minds where things are; pictures left as they are;
 * more patterns (of small pictures, where there are many, fewer); held back more; one block more.
 */
function structures({ shape }: ProblemSize): readonly Readonly<Record<string, unknown>>[] {
  const isSmall = shape !== undefined && Math.min(shape.height, shape.width) <= 16;
  const filters = isSmall ? 16 : 32;
  return [{}, { head: 'flatten' }, { augment: false }, { filters }, { dropout: 0.5 }, { moreBlocks: 1 }];
}

/**
 * Pixels, times pictures, times filters squared, that a search of structures may cost; beyond it, one structure less a
 * doubling, since networks on large pictures take minutes each.
 */
const AFFORDABLE = 5e6;

function structuresFor(most: number, { rows, columns, shape }: ProblemSize, mostRows: number): number {
  const pixels = shape ? shape.height * shape.width * Math.sqrt(shape.channels) : columns;
  const beyond = Math.log2((pixels * Math.min(rows, mostRows)) / AFFORDABLE);
  return Math.max(1, Math.min(most, most - Math.floor(beyond)));
}

const settingsOf = (estimator: Estimator, size: ProblemSize, settings: object): unknown => ({
  ...(estimator.defaults as object),
  ...settings,
  ...(size.shape ? { size: size.shape } : {}),
});

function linearTrack(settings: PredictSettings, size: ProblemSize, estimators: EstimatorRegistry): Track[] {
  const estimator = estimators.get('image-logistic');
  if (!estimator) return [];
  const { penalties } = LIMITS[settings.preset];
  const trials = penalties.map((penalty) => settingsOf(estimator, size, { penalty }));
  return [{ estimator, family: 'linear', anchors: [settingsOf(estimator, size, {})], trials, keep: 1 }];
}

function networkTrack(settings: PredictSettings, size: ProblemSize, estimators: EstimatorRegistry): Track[] {
  const estimator = estimators.get('image-cnn');
  if (!estimator) return [];
  const { structures: most, mostRows } = LIMITS[settings.preset];
  // Structure set by hand is the only one that is tried.
  const tried = settings.network ? [settings.network] : structures(size).slice(0, structuresFor(most, size, mostRows));
  const [usual, ...others] = tried.map((one) => settingsOf(estimator, size, one));
  // The usual net is judged on every fold however slow the machine is: pictures are what it is for.
  return [{ estimator, family: 'network', anchors: usual === undefined ? [] : [usual], trials: others, keep: 1 }];
}

/**
 * What is tried on pictures: logistic regression on the pixels, which is there within seconds, then networks. Families
 * that are not asked for, or whose estimators are not registered, are left out.
 */
export function planImageSearch(
  settings: PredictSettings,
  size: ProblemSize,
  estimators: EstimatorRegistry,
): SearchPlan {
  const { budgetMs, mostRows, blendMembers } = LIMITS[settings.preset];
  const asked = new Set(settings.families);
  const tracks = [
    ...(asked.has('linear') ? linearTrack(settings, size, estimators) : []),
    ...(asked.has('network') ? networkTrack(settings, size, estimators) : []),
  ];
  return {
    tracks,
    folds: size.rows >= HOLDOUT_ROWS ? 1 : 3,
    repeats: 1,
    mostRows,
    budgetMs,
    blendMembers: tracks.length > 1 || blendMembers > 1 ? blendMembers : 0,
  };
}
