import { CodedError } from '../errors.ts';
import { DAY, type EventLog } from './event-log.ts';

/** How far a row looks back and ahead. */
export interface SnapshotSpans {
  readonly lookBackDays: number;
  readonly horizonDays: number;
  /** Days between two snapshots; absent: the horizon. */
  readonly everyDays?: number;
}

/** Dates at which everybody is looked at. */
export interface SnapshotDates {
  /** Milliseconds, ascending. */
  readonly at: readonly number[];
  /** The first of them that judges, where some before it had their answer by then. */
  readonly testFrom?: number;
}

/** More dates teach little more, and each costs rows. */
const MOST = 30;
/** Of the dates, at the end. */
const JUDGING = 1 / 3;
const HOUR = DAY / 24;
const MINUTE = HOUR / 60;

/**
 * Dates from the latest whose horizon lies in the data back to the earliest whose look-back does. They are cut to whole days
 * (horizons of hours: to hours, or minutes), as a person would have chosen them.
 * @throws sequence.span-too-short
 */
export function findSnapshots(log: Pick<EventLog, 'first' | 'last'>, spans: SnapshotSpans): SnapshotDates {
  const horizon = spans.horizonDays * DAY;
  const lookBack = spans.lookBackDays * DAY;
  // Whole milliseconds, so that a date can be written down; never less than asked, or a horizon would not be over at the next.
  const every = Math.ceil((spans.everyDays ?? spans.horizonDays) * DAY);
  const latest = Math.floor(log.last - horizon);
  const earliest = log.first + lookBack;
  if (latest < earliest) {
    throw new CodedError('sequence.span-too-short', {
      days: round((log.last - log.first) / DAY),
      needed: round(spans.lookBackDays + spans.horizonDays),
      lookBackDays: spans.lookBackDays,
      horizonDays: spans.horizonDays,
    });
  }
  const unit = horizon >= 2 * DAY ? DAY : horizon >= 2 * HOUR ? HOUR : MINUTE;
  const whole = Math.floor(latest / unit) * unit;
  const last = whole >= earliest ? whole : latest;
  const count = Math.min(MOST, Math.floor((last - earliest) / every) + 1);
  const at = Array.from({ length: count }, (_, i) => last - (count - 1 - i) * every);
  const testFrom = judgesFrom(at, horizon);
  return { at, ...(testFrom === undefined ? {} : { testFrom }) };
}

/** The latest third of the dates, but late enough for the first date's answer to be known. */
function judgesFrom(at: readonly number[], horizon: number): number | undefined {
  const wanted = at.length - Math.max(1, Math.round(at.length * JUDGING));
  const found = at.findIndex((date, i) => i >= wanted && date >= (at[0] as number) + horizon);
  return found > 0 ? at[found] : undefined;
}

const round = (days: number): number => Math.round(days * 100) / 100;
