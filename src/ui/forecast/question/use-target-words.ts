import { useCallback } from 'react';
import type { ForecastQuestion } from '../../../lenses/forecast/types.ts';
import { useWords } from '../../i18n/use-words.ts';
import { valuesOf } from './reading-draft.ts';

/** Column names that are written out where several have no name in common. */
const MOST_NAMED = 3;

/** What is forecast, by name: a column, several of them, or the number of rows. */
export function useTargetWords(): (question: Pick<ForecastQuestion, 'target' | 'reading'>) => string {
  const words = useWords();
  return useCallback(
    ({ target, reading }) => {
      if (target !== '') return target;
      const columns = valuesOf(reading);
      if (columns.length === 0) return words('forecast.counted');
      if (columns.length <= MOST_NAMED) return columns.join(', ');
      return words('forecast.columns', { count: columns.length });
    },
    [words],
  );
}
