import { useMemo } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { RaceScale } from '../../predict/train/race-scale.ts';

/** Errors of forecasts in units of repeating what was, between that and none at all. */
export function useForecastScale(): RaceScale {
  const words = useWords();
  const format = useFormat();
  return useMemo(
    () => ({
      higherIsBetter: false,
      lead: words('forecast.race.lead'),
      low: (score) =>
        score === undefined
          ? words('forecast.race.low')
          : words('forecast.race.lowIs', { score: format.number(score) }),
      high: words('race.axis.high'),
      value: (score) => words('forecast.race.score', { score: format.number(score) }),
      standing: ({ phase, model, score, baseline }) =>
        words('forecast.race.standing', {
          phase,
          model,
          score: format.number(score),
          baseline: format.number(baseline),
        }),
    }),
    [words, format],
  );
}
