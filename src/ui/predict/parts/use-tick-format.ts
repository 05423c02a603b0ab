import { useMemo } from 'react';
import { useLocale } from '../../i18n/use-words.ts';

export interface TickFormat {
  /** `1.2M`, `300K`, `0.25`: short enough to stand beside an axis. */
  readonly number: (value: number) => string;
  /** The same with the currency's sign. `currency` is an ISO 4217 code; an unknown one is left out. */
  readonly money: (value: number, currency: string) => string;
}

/** Short wording of values at ticks; tables and sentences keep the longer ones. */
export function useTickFormat(): TickFormat {
  const locale = useLocale();
  return useMemo(() => {
    const options = { notation: 'compact', maximumSignificantDigits: 3 } as const;
    const short = new Intl.NumberFormat(locale, options);
    return {
      number: (value) => short.format(value),
      money: (value, currency) => {
        try {
          return new Intl.NumberFormat(locale, { ...options, style: 'currency', currency }).format(value);
        } catch {
          return short.format(value);
        }
      },
    };
  }, [locale]);
}
