import type { TrainingState } from '../../../app/state.ts';
import type { MetricName } from '../../../core/metrics/types.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useEstimatorName } from '../parts/use-estimator-name.ts';
import { useMetricFormat } from '../parts/use-metric-format.ts';
import type { Lane } from '../view/race.ts';

/** Where the race stands in one sentence: the phase, who leads, and the baseline beside it. */
export function useRaceSummary(training: TrainingState, rows: readonly Lane[], metric: MetricName): string {
  const words = useWords();
  const metrics = useMetricFormat();
  const nameOf = useEstimatorName();
  const phase = words(`race.phase.${training.status === 'finishing' ? 'finishing' : (training.phase ?? 'preparing')}`);
  const leader = rows.find((lane) => lane.leads && lane.family !== 'baseline');
  if (!leader || leader.score === undefined || training.baselineScore === undefined) {
    return words('race.summary.none', { phase });
  }
  return words('race.summary.best', {
    phase,
    model: nameOf(leader.estimator),
    score: metrics.value(metric, leader.score),
    baseline: metrics.short(metric, training.baselineScore),
  });
}
