import { MISSING } from './number.ts';

export interface TimeFormat {
  /** A point of a date column: wall-clock time kept as UTC milliseconds. */
  readonly date: (ms: number | undefined, withTime?: boolean) => string;
  /** An instant in the person's own time zone, from ISO 8601. */
  readonly instant: (iso: string) => string;
  /** `8 sec`, `2 min`, `1 hr 5 min`; rounded up so that what is left is never promised too short. */
  readonly duration: (ms: number | undefined) => string;
}

export function makeTimeFormat(locale: string): TimeFormat {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const dayTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const local = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const unit = (name: 'second' | 'minute' | 'hour') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' });
  const units = { second: unit('second'), minute: unit('minute'), hour: unit('hour') };
  return {
    date: (ms, withTime = false) =>
      ms === undefined || !Number.isFinite(ms) || Math.abs(ms) > 8.64e15
        ? MISSING
        : (withTime ? dayTime : day).format(ms),
    instant: (iso) => {
      const ms = Date.parse(iso);
      return Number.isNaN(ms) ? MISSING : local.format(ms);
    },
    duration: (ms) => {
      if (ms === undefined || !Number.isFinite(ms) || ms < 0) return MISSING;
      const seconds = Math.max(1, Math.ceil(ms / 1000));
      if (seconds < 60) return units.second.format(seconds);
      const minutes = Math.ceil(seconds / 60);
      if (minutes < 60) return units.minute.format(minutes);
      const hours = units.hour.format(Math.floor(minutes / 60));
      return minutes % 60 === 0 ? hours : `${hours} ${units.minute.format(minutes % 60)}`;
    },
  };
}
