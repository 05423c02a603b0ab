import { useMemo } from 'react';
import type { TaskKind } from '../../../core/learn/task.ts';
import { higherIsBetter, selectionMetric } from '../../../core/metrics/score.ts';
import { Sentence } from '../../i18n/sentence.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { MetricTerm } from '../parts/metric-term.tsx';
import { useMetricFormat } from '../parts/use-metric-format.ts';
import type { RaceScale } from './race-scale.ts';

/** Scores of models whose answers are known, between guessing and perfect. */
export function usePredictScale(task: TaskKind): RaceScale {
  const words = useWords();
  const metrics = useMetricFormat();
  return useMemo(() => {
    const metric = selectionMetric(task);
    return {
      higherIsBetter: higherIsBetter(metric),
      lead: <Sentence of="race.lanes" slots={{ metric: <MetricTerm metric={metric} /> }} />,
      low: (score) =>
        score === undefined
          ? words('race.axis.low')
          : words('race.axis.lowIs', { score: metrics.short(metric, score) }),
      high: words('race.axis.high'),
      value: (score) => metrics.value(metric, score),
      standing: ({ phase, model, score, baseline }) =>
        words('race.summary.best', {
          phase,
          model,
          score: metrics.value(metric, score),
          baseline: metrics.short(metric, baseline),
        }),
    };
  }, [task, words, metrics]);
}
