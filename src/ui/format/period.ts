import type { CalendarStep } from '../../core/series/types.ts';
import { MISSING } from './number.ts';

/** Wording of a point of a series by its step: `Mar 2026`, `2026`, `12 Mar 2026`, `12 Mar, 14:00`. */
export function makePeriodFormat(locale: string, { unit }: CalendarStep): (ms: number | undefined) => string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...OPTIONS[unit] });
  return (ms) => (ms === undefined || !Number.isFinite(ms) || Math.abs(ms) > 8.64e15 ? MISSING : format.format(ms));
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const CLOCK = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;

const OPTIONS: Readonly<Record<CalendarStep['unit'], Intl.DateTimeFormatOptions>> = {
  minute: CLOCK,
  hour: CLOCK,
  day: DAY,
  'business-day': DAY,
  week: DAY,
  month: { month: 'short', year: 'numeric' },
  quarter: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};
