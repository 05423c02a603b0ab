import { useMemo } from 'react';
import type { CalendarStep } from '../../core/series/types.ts';
import { useLocale } from '../i18n/use-words.ts';
import { makePeriodFormat } from './period.ts';

/** Wording of the points of a series in the language of the page. */
export function usePeriod({ unit, count }: CalendarStep): (ms: number | undefined) => string {
  const locale = useLocale();
  return useMemo(() => makePeriodFormat(locale, { unit, count }), [locale, unit, count]);
}
