import type { EstimatorRegistry } from '../../core/learn/estimator.ts';
import { planSearch, type ProblemSize, type SearchPlan, type Track } from '../predict/plan.ts';
import type { PredictSettings, Preset } from '../predict/question.ts';

interface PresetLimits {
  readonly budgetMs: number;
  /** More training rows than this are searched on a sample: rows of journeys are wide. */
  readonly mostRows: number;
  /** Networks tried, and structures of each beside its usual one. */
  readonly networks: readonly string[];
  readonly structures: number;
}

const LIMITS: Readonly<Record<Preset, PresetLimits>> = {
  quick: { budgetMs: 30_000, mostRows: 10_000, networks: [], structures: 0 },
  balanced: { budgetMs: 180_000, mostRows: 20_000, networks: ['journey-gru', 'journey-cnn'], structures: 0 },
  thorough: {
    budgetMs: 900_000,
    mostRows: 50_000,
    networks: ['journey-gru', 'journey-lstm', 'journey-cnn'],
    structures: 2,
  },
};

/** Around the usual size: smaller, and larger with more held back. */
const STRUCTURES: readonly Readonly<Record<string, unknown>>[] = [{ units: 16 }, { units: 64, dropout: 0.4 }];

/** Rows from which one comparison tells models apart: the part of the people that judges, in the latest part, is small. */
const HOLDOUT_ROWS = 30_000;

function networkTracks(settings: PredictSettings, estimators: EstimatorRegistry): Track[] {
  const { networks, structures } = LIMITS[settings.preset];
  return networks.flatMap((id): Track[] => {
    const estimator = estimators.get(id);
    if (!estimator) return [];
    const tried = [{}, ...STRUCTURES.slice(0, structures)].map((other) => ({
      ...(estimator.defaults as object),
      ...other,
      ...settings.network,
    }));
    const trials = [...new Map(tried.map((one) => [JSON.stringify(one), one])).values()];
    // A network costs more than all the rest: even its defaults have to look worth it on the first fold.
    return [{ estimator, family: 'network', anchors: [], trials, keep: 1 }];
  });
}

/** Rows × columns × classes of a search in a quick training: trees take as many as there are classes. */
const MOST_CELLS = { quick: 8e6, balanced: 16e6, thorough: 80e6 } as const;
const FEWEST_ROWS = 2_000;

/** What comes next is first asked of the last two events, and of the last alone. */
function markovTrack(size: ProblemSize, estimators: EstimatorRegistry): Track[] {
  const estimator = size.task === 'multiclass' ? estimators.get('markov') : undefined;
  if (!estimator) return [];
  const anchors = [estimator.defaults, { ...(estimator.defaults as object), order: 1 }];
  return [{ estimator, family: 'linear', anchors, trials: [], keep: 0 }];
}

/**
 * What is tried on journeys: counts and recency with the models for tables first, which are there within seconds, then the
 * networks that read the events in their order.
 */
export function planSequenceSearch(
  settings: PredictSettings,
  size: ProblemSize,
  estimators: EstimatorRegistry,
): SearchPlan {
  const limits = LIMITS[settings.preset];
  const ofTables = planSearch(
    { ...settings, families: settings.families.filter((family) => family !== 'network') },
    size,
    estimators,
  );
  const asked = new Set(settings.families);
  const tracks = [
    ...(asked.has('linear') ? markovTrack(size, estimators) : []),
    ...ofTables.tracks,
    ...(asked.has('network') ? networkTracks(settings, estimators) : []),
  ];
  const perRow = size.columns * Math.max(1, size.task === 'multiclass' ? size.classes : 1);
  const affordable = Math.max(FEWEST_ROWS, Math.round(MOST_CELLS[settings.preset] / perRow));
  const many = size.rows > affordable;
  return {
    ...ofTables,
    tracks,
    folds: many || size.rows >= HOLDOUT_ROWS ? 1 : Math.max(ofTables.folds, 3),
    budgetMs: limits.budgetMs,
    mostRows: Math.min(limits.mostRows, ofTables.mostRows, affordable),
    leastWeight: 0.1,
    blendMembers: tracks.length > 1 ? ofTables.blendMembers : 0,
  };
}
