import { useCallback } from 'react';
import type { ForecastReport, SeriesReport } from '../../../lenses/forecast/types.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTargetWords } from '../question/use-target-words.ts';

/** What a series is called on the page: its own name, the target's where it has none, and the total by what it adds up. */
export function useSeriesName(report: ForecastReport): (series: SeriesReport) => string {
  const words = useWords();
  const targetWords = useTargetWords();
  const { total, plan } = report;
  return useCallback(
    (series) => {
      if (series === total) return words('forecast.total', { target: targetWords(plan.question) });
      return series.name === '' ? targetWords(plan.question) : series.name;
    },
    [total, plan, words, targetWords],
  );
}
