import { useCallback } from 'react';
import { useMessage } from '../../i18n/use-message.ts';

/** Plain names of estimators; one without a name goes by its id. */
export function useEstimatorName(): (estimator: string) => string {
  const { message, known } = useMessage();
  return useCallback(
    (estimator) => {
      const code = `estimator.${estimator}`;
      return known(code) ? message({ code, params: {} }) : estimator;
    },
    [message, known],
  );
}
