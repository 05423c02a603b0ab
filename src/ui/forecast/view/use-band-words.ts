import { useMemo } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FAN_BANDS } from './fan-points.ts';

/** The bands of a fan in words, the outermost first: "90 % of values". */
export function useBandWords(): readonly string[] {
  const words = useWords();
  const format = useFormat();
  return useMemo(
    () => FAN_BANDS.map(({ share }) => words('forecast.band', { share: format.percent(share) })),
    [words, format],
  );
}
