import { useMemo } from 'react';
import type { Estimate } from '../../core/metrics/types.ts';
import { useLocale, useWords } from '../i18n/use-words.ts';
import { formatBytes } from './bytes.ts';
import { estimateParts, type EstimateUnit, makeNumberFormat, type NumberFormat } from './number.ts';
import { makeTimeFormat, type TimeFormat } from './time.ts';

export interface Format extends NumberFormat, TimeFormat {
  readonly bytes: (value: number) => string;
  /** "about 84%, between 82 and 86". */
  readonly estimate: (estimate: Estimate, unit?: EstimateUnit) => string;
  /** "38 of 412 (9.2%)". */
  readonly share: (part: number, whole: number) => string;
}

/** Every formatter in the language of the page. Stable between renders while the language stays. */
export function useFormat(): Format {
  const locale = useLocale();
  const words = useWords();
  return useMemo(() => {
    const numbers = makeNumberFormat(locale);
    return {
      ...numbers,
      ...makeTimeFormat(locale),
      bytes: (value: number) => formatBytes(locale, value),
      estimate: (estimate: Estimate, unit: EstimateUnit = 'number') =>
        words('format.estimate', { ...estimateParts(locale, estimate, unit) }),
      share: (part: number, whole: number) =>
        words('format.share', {
          part: numbers.count(part),
          whole: numbers.count(whole),
          percent: numbers.percent(whole > 0 ? part / whole : undefined),
        }),
    };
  }, [locale, words]);
}
