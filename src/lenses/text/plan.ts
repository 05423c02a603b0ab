import type { Estimator, EstimatorRegistry } from '../../core/learn/estimator.ts';
import type { ProblemSize, SearchPlan, Track } from '../predict/plan.ts';
import type { PredictSettings, Preset } from '../predict/question.ts';

/** From so many rows on one holdout tells models apart; below, every row has to judge. */
const HOLDOUT_ROWS = 3_000;
const FEW_ROWS = 600;

interface PresetLimits {
  readonly budgetMs: number;
  /** More training rows than this are searched on a sample; what is chosen is fitted on more. */
  readonly mostRows: number;
  /** Settings of the linear models beside their defaults. */
  readonly penalties: boolean;
  /** Structures of convolutions tried beside the usual one: so many where rows are few, so many where they are many. */
  readonly structures: { readonly few: number; readonly many: number };
  readonly recurrent: boolean;
  readonly blendMembers: number;
}

/**
 * Settled by the size alone, so that a seed gives the same search on any machine that is fast enough; the clock only ends
 * searches on slower ones.
 */
const LIMITS: Readonly<Record<Preset, PresetLimits>> = {
  quick: {
    budgetMs: 60_000,
    mostRows: 20_000,
    penalties: false,
    structures: { few: 0, many: 0 },
    recurrent: false,
    blendMembers: 0,
  },
  balanced: {
    budgetMs: 180_000,
    mostRows: 20_000,
    penalties: true,
    structures: { few: 1, many: 0 },
    recurrent: true,
    blendMembers: 1,
  },
  thorough: {
    budgetMs: 900_000,
    mostRows: 50_000,
    penalties: true,
    structures: { few: 5, many: 3 },
    recurrent: true,
    blendMembers: 2,
  },
};

/** One holdout where rows are many, else folds, the more the fewer the rows. */
function foldsFor(preset: Preset, rows: number): number {
  if (rows >= HOLDOUT_ROWS) return preset === 'thorough' && rows < 3 * HOLDOUT_ROWS ? 3 : 1;
  if (preset === 'quick') return 3;
  return rows < FEW_ROWS || preset === 'thorough' ? 5 : 3;
}

/** Around the defaults, which lie in the flat middle: some ten times as strict, some as free. */
const LOGISTIC_C = [40] as const;
const SVM_C = [0.15, 1.5] as const;
/** Rows × classes from which another penalty costs more than it can gain. */
const MANY_CELLS = 200_000;

/** What may suit better than the usual net: wider, without pairs of words, with longer phrases, more held back. */
const STRUCTURES: readonly Readonly<Record<string, unknown>>[] = [
  { embedding: 128, filters: 128, dropout: 0.5 },
  { widths: [1, 2] },
  { embedding: 32, filters: 32, dropout: 0.3 },
  { widths: [1, 2, 3, 4], filters: 96 },
  { embedding: 128, filters: 64, spatialDropout: 0.3 },
];

const withSettings = (estimator: Estimator, settings: object): unknown => ({
  ...(estimator.defaults as object),
  ...settings,
});

function linearTracks({ preset }: PredictSettings, size: ProblemSize, estimators: EstimatorRegistry): Track[] {
  const few = Math.min(size.rows, LIMITS[preset].mostRows) * size.classes <= MANY_CELLS;
  const searched = preset === 'thorough' || (LIMITS[preset].penalties && few);
  const track = (id: string, others: readonly number[]): Track[] => {
    const estimator = estimators.get(id);
    if (!estimator) return [];
    const more = searched ? others.map((c) => withSettings(estimator, { c })) : [];
    return [{ estimator, family: 'linear', anchors: [estimator.defaults], trials: more, keep: 1 }];
  };
  return [...track('text-logistic', LOGISTIC_C), ...track('text-svm', SVM_C)];
}

/** What was set by hand stands in every try; what was left open is searched. */
function networkTracks(
  { preset, network = {} }: PredictSettings,
  rows: number,
  estimators: EstimatorRegistry,
): Track[] {
  const { structures, recurrent } = LIMITS[preset];
  const count = rows >= HOLDOUT_ROWS ? structures.many : structures.few;
  const track = (id: string, others: readonly object[]): Track[] => {
    const estimator = estimators.get(id);
    if (!estimator) return [];
    const tried = new Map<string, unknown>();
    for (const other of [{}, ...others]) {
      const settings = withSettings(estimator, { ...other, ...network });
      tried.set(JSON.stringify(settings), settings);
    }
    // A network costs more than all the rest: even its defaults have to look worth it on the first fold.
    return [{ estimator, family: 'network', anchors: [], trials: [...tried.values()], keep: 1 }];
  };
  return [...track('text-cnn', STRUCTURES.slice(0, count)), ...(recurrent ? track('text-gru', []) : [])];
}

/**
 * What is tried on texts: the linear models first, which are there within seconds, then the networks. Families that are not
 * asked for, or whose estimators are not registered, are left out.
 */
export function planTextSearch(
  settings: PredictSettings,
  size: ProblemSize,
  estimators: EstimatorRegistry,
): SearchPlan {
  const { budgetMs, mostRows, blendMembers } = LIMITS[settings.preset];
  const asked = new Set(settings.families);
  const tracks = [
    ...(asked.has('linear') ? linearTracks(settings, size, estimators) : []),
    ...(asked.has('network') ? networkTracks(settings, size.rows, estimators) : []),
  ];
  return {
    tracks,
    folds: foldsFor(settings.preset, size.rows),
    repeats: 1,
    mostRows,
    budgetMs,
    leastWeight: 0.1,
    blendMembers: tracks.length > 1 || blendMembers > 1 ? blendMembers : 0,
  };
}
