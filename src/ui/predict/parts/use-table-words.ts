import { useMessage } from '../../i18n/use-message.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { TableWords } from '../view/report-tables.ts';
import { useEstimatorName } from './use-estimator-name.ts';

/** What the tables of a report are put into words by. */
export function useTableWords(): TableWords {
  const { message } = useMessage();
  return { words: useWords(), estimator: useEstimatorName(), message };
}
