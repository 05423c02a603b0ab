import { isMissingMeasure } from './missing.ts';
import type { DateOrder } from './types.ts';

/** What reading a date noticed; filled by `readDate`, reused from cell to cell. */
export interface DateNotes {
  hasTime: boolean;
  /** The cell shows which order it has (a part above 12, or the year in front needs none): undefined when it could be either. */
  proof: DateOrder | 'none-needed' | undefined;
}

const TIME =
  '(?:[T\\s,]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s?([AaPp])?(?:\\.?[Mm]\\.?)?\\s?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?)?';
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`);
const YEAR_MONTH = /^(\d{4})[-/](\d{1,2})$/;
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${TIME}$`);
const DAY_NAME_YEAR = new RegExp(`^(\\d{1,2})[\\s-]([A-Za-z]{3,9})\\.?[\\s,-]+(\\d{4}|\\d{2})${TIME}$`);
const NAME_DAY_YEAR = new RegExp(`^([A-Za-z]{3,9})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})${TIME}$`);
const EAST_ASIAN = new RegExp(`^(\\d{4})\\s?[年년]\\s?(\\d{1,2})\\s?[月월]\\s?(\\d{1,2})\\s?[日일]${TIME}$`);

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

function monthOf(name: string): number {
  const lower = name.toLowerCase();
  if (lower === 'sept') return 9;
  const short = MONTHS.indexOf(lower);
  return (short >= 0 ? short : MONTH_NAMES.indexOf(lower)) + 1;
}

/** 00–68 are this century, 69–99 the last (POSIX strptime %y). */
const fullYear = (text: string): number => {
  const year = Number(text);
  return text.length === 4 ? year : year + (year <= 68 ? 2000 : 1900);
};

/** Milliseconds since 1970 UTC of a calendar day, or NaN where there is no such day. Proleptic Gregorian. */
export function dayToMs(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > 31) return NaN;
  const shifted = month <= 2 ? year - 1 : year;
  if (day > 28 && day > monthDays(year, month)) return NaN;
  // Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * 86_400_000;
}

function monthDays(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

type Groups = readonly (string | undefined)[];

/** Milliseconds of the time of day in the six groups of TIME, NaN where impossible. An offset is taken off: UTC remains. */
function timeToMs(groups: Groups, notes: DateNotes): number {
  const [hours, minutes, seconds, fraction, half, zone] = groups;
  if (hours === undefined) return 0;
  notes.hasTime = true;
  let hour = Number(hours);
  const minute = Number(minutes);
  const second = Number(seconds ?? 0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return NaN;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6);
  return ((hour * 60 + minute) * 60 + second) * 1000 + ms - offsetMs(zone);
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/**
 * The point in time in a trimmed cell as milliseconds since 1970 UTC, or NaN where it is no date. Wall-clock time is
 * taken as UTC; a stated offset is converted. A time without a day is no date.
 * @param order order of the parts where the year comes last (or has two digits)
 */
export function readDate(trimmed: string, order: DateOrder, notes: DateNotes): number {
  notes.hasTime = false;
  notes.proof = 'none-needed';
  const first = trimmed.charCodeAt(0);
  if (first >= 48 && first <= 57) {
    let match: Groups | null = YEAR_FIRST.exec(trimmed);
    if (match) return dayToMs(Number(match[1]), Number(match[3]), Number(match[4])) + timeToMs(match.slice(5), notes);
    match = YEAR_LAST.exec(trimmed);
    if (match) return yearLast(match, order, notes);
    match = YEAR_MONTH.exec(trimmed);
    if (match) return plausibleYear(Number(match[1])) ? dayToMs(Number(match[1]), Number(match[2]), 1) : NaN;
    match = DAY_NAME_YEAR.exec(trimmed);
    if (match) {
      const day = dayToMs(fullYear(match[3] as string), monthOf(match[2] as string), Number(match[1]));
      return day + timeToMs(match.slice(4), notes);
    }
    match = EAST_ASIAN.exec(trimmed);
    if (match) return dayToMs(Number(match[1]), Number(match[2]), Number(match[3])) + timeToMs(match.slice(4), notes);
    return NaN;
  }
  const match = NAME_DAY_YEAR.exec(trimmed);
  if (!match) return NaN;
  return dayToMs(Number(match[3]), monthOf(match[1] as string), Number(match[2])) + timeToMs(match.slice(4), notes);
}

/** `2019-12` is a month; `1234-12` is a part number. */
const plausibleYear = (year: number): boolean => year >= 1800 && year <= 2200;

function yearLast(match: Groups, order: DateOrder, notes: DateNotes): number {
  const first = Number(match[1]);
  const second = Number(match[3]);
  const last = match[4] as string;
  notes.proof = proofOf(first, second, Number(last), last.length);
  const time = timeToMs(match.slice(5), notes);
  if (order === 'ymd' && last.length === 2) {
    return dayToMs(fullYear(match[1] as string), second, Number(last)) + time;
  }
  const monthFirst = order === 'mdy';
  return dayToMs(fullYear(last), monthFirst ? first : second, monthFirst ? second : first) + time;
}

function proofOf(first: number, second: number, last: number, lastDigits: number): DateOrder | undefined {
  if (first > 31 && lastDigits === 2) return 'ymd';
  if (first > 12) return last > 31 || lastDigits === 4 ? 'dmy' : undefined;
  return second > 12 ? 'mdy' : undefined;
}

/** The order of day, month and year in a set of cells. */
export interface OrderVerdict {
  readonly order: DateOrder;
  /** Day and month could be either way round in every cell. */
  readonly ambiguous: boolean;
  /** Cells with the year last were there and settled it. */
  readonly certain: boolean;
}

const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

/**
 * The order under which every cell is a date, or null where there is none. Missing cells say nothing.
 * @param fallback what to take where several fit; absent: month first between slashes, else day first
 */
export function decideOrder(cells: Iterable<string>, fallback?: DateOrder): OrderVerdict | null {
  const notes: DateNotes = { hasTime: false, proof: undefined };
  let fitting = [...ORDERS];
  let dates = 0;
  let orderMatters = false;
  let slashes = 0;
  for (const cell of cells) {
    const trimmed = cell.trim();
    if (isMissingMeasure(trimmed)) continue;
    dates++;
    fitting = fitting.filter((order) => !Number.isNaN(readDate(trimmed, order, notes)));
    if (fitting.length === 0) return null;
    if (notes.proof !== 'none-needed') {
      orderMatters = true;
      if (trimmed.includes('/')) slashes++;
    }
  }
  if (dates === 0) return null;
  if (!orderMatters) return { order: 'ymd', ambiguous: false, certain: false };
  // Two-digit years in front are rare: believed only where nothing else fits.
  const likely = fitting.filter((order) => order !== 'ymd');
  const only = likely.length === 1 ? likely[0] : likely.length === 0 ? fitting[0] : undefined;
  if (only !== undefined) return { order: only, ambiguous: false, certain: true };
  const preferred = fallback && fallback !== 'ymd' ? fallback : slashes * 2 > dates ? 'mdy' : 'dmy';
  return { order: preferred, ambiguous: true, certain: false };
}
