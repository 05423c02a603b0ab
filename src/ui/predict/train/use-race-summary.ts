import type { TrainingState } from '../../../app/state.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useEstimatorName } from '../parts/use-estimator-name.ts';
import type { Lane } from '../view/race.ts';
import type { RaceScale } from './race-scale.ts';

/** Where the race stands in one sentence: the phase, who leads, and the baseline beside it. */
export function useRaceSummary(training: TrainingState, rows: readonly Lane[], scale: RaceScale): string {
  const words = useWords();
  const nameOf = useEstimatorName();
  const phase = words(`race.phase.${training.status === 'finishing' ? 'finishing' : (training.phase ?? 'preparing')}`);
  const leader = rows.find((lane) => lane.leads && lane.family !== 'baseline');
  if (!leader || leader.score === undefined || training.baselineScore === undefined) {
    return words('race.summary.none', { phase });
  }
  return scale.standing({
    phase,
    model: nameOf(leader.estimator),
    score: leader.score,
    baseline: training.baselineScore,
  });
}
