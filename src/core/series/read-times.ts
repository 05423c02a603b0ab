import { dayToMs, readDate, type DateNotes } from '../ingest/dates.ts';
import type { DateOrder } from '../ingest/types.ts';
import { cellReader } from '../table/cells.ts';
import { columnLength, type Column } from '../table/column.ts';
import { DAY, weekdayOf } from './calendar.ts';

/** From this share of readable cells on a column of words or numbers is one of times. */
const MOSTLY = 0.9;
const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];
const [FIRST_YEAR, LAST_YEAR] = [1800, 2200];

/**
 * The times in a column, NaN where a cell has none: dates, years (`2019`), months (`201907`, `Jul 2019`, `2019M07`),
 * quarters (`2019-Q3`), ISO weeks (`2019-W27`), days written together (`20190704`), seconds or milliseconds since 1970.
 * Undefined where more than a tenth of the filled cells say no time.
 */
export function timesOf(column: Column): Float64Array | undefined {
  switch (column.kind) {
    case 'date':
      return column.values;
    case 'number':
      return timesOfNumbers(column.values);
    case 'category': {
      const byLevel = timesOfWords(column.levels);
      return byLevel && Float64Array.from(column.codes, (code) => (code < 0 ? NaN : (byLevel[code] as number)));
    }
    case 'text': {
      const read = cellReader(column);
      return timesOfWords(Array.from({ length: columnLength(column) }, (_, row) => read(row)));
    }
    case 'image':
      return undefined;
  }
}

/** Times in words, null and NaN where there is none; undefined where less than nine tenths of the words say one. */
export function timesOfWords(words: readonly (string | null)[]): Float64Array | undefined {
  const filled = words.filter((word) => word !== null && word.trim() !== '').length;
  let best: Float64Array | undefined;
  let most = 0;
  for (const order of ORDERS) {
    const times = Float64Array.from(words, (word) => (word === null ? NaN : readPeriod(word, order)));
    const known = times.reduce((count, ms) => count + (Number.isNaN(ms) ? 0 : 1), 0);
    if (known > most) [best, most] = [times, known];
  }
  return most > 0 && most >= MOSTLY * filled ? best : undefined;
}

function timesOfNumbers(values: Float64Array): Float64Array | undefined {
  const known = values.filter((value) => !Number.isNaN(value));
  for (const read of NUMBER_FORMS) {
    const readable = known.reduce((count, value) => count + (Number.isNaN(read(value)) ? 0 : 1), 0);
    if (readable > 0 && readable >= MOSTLY * known.length) return values.map(read);
  }
  return undefined;
}

const isYear = (year: number): boolean => Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR;

const yearMonth = (value: number): number => {
  const year = Math.floor(value / 100);
  return isYear(year) && Number.isInteger(value) ? dayToMs(year, value - 100 * year, 1) : NaN;
};

const NUMBER_FORMS: readonly ((value: number) => number)[] = [
  (value) => (isYear(value) ? dayToMs(value, 1, 1) : NaN),
  yearMonth,
  (value) => {
    const year = Math.floor(value / 10_000);
    const month = Math.floor(value / 100) - 100 * year;
    return isYear(year) && Number.isInteger(value) ? dayToMs(year, month, value - 10_000 * year - 100 * month) : NaN;
  },
  // 2001 … 2100: smaller ones are as likely to be counts.
  (value) => (value >= 978_307_200 && value <= 4_102_444_800 ? value * 1000 : NaN),
  (value) => (value >= 978_307_200_000 && value <= 4_102_444_800_000 ? value : NaN),
];

const QUARTER = /^(?:(\d{4})[\s./_-]?Q([1-4])|Q([1-4])[\s./_-]?(\d{4}))$/i;
const WEEK = /^(\d{4})[\s./_-]?[WK]W?(\d{1,2})$/i;
const MONTH_NAME = /^([A-Za-z]{3,9})\.?[\s./_-]?'?(\d{4}|\d{2})$/;
const NAME_BEHIND = /^(\d{4})[\s./_-]?([A-Za-z]{3,9})$/;
const MONTH_YEAR = /^(\d{1,2})[/.-](\d{4})$/;
const YEAR_M = /^(\d{4})M(\d{1,2})$/i;
const EAST_ASIAN_MONTH = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]$/;

/** The start of the period that a word names, or NaN. */
export function readPeriod(word: string, order: DateOrder): number {
  const trimmed = word.trim();
  const notes: DateNotes = { hasTime: false, proof: undefined };
  const date = readDate(trimmed, order, notes);
  if (!Number.isNaN(date)) return date;
  if (/^\d+$/.test(trimmed)) {
    const value = Number(trimmed);
    return NUMBER_FORMS.slice(0, 3).reduce((ms, read) => (Number.isNaN(ms) ? read(value) : ms), NaN);
  }
  let match = QUARTER.exec(trimmed);
  if (match) return monthStart(match[1] ?? match[4], 3 * Number(match[2] ?? match[3]) - 2);
  match = WEEK.exec(trimmed);
  if (match) return weekStart(Number(match[1]), Number(match[2]));
  match = YEAR_M.exec(trimmed) ?? EAST_ASIAN_MONTH.exec(trimmed);
  if (match) return monthStart(match[1], Number(match[2]));
  match = MONTH_YEAR.exec(trimmed);
  if (match) return monthStart(match[2], Number(match[1]));
  match = MONTH_NAME.exec(trimmed);
  if (match) return readDate(`1 ${match[1]} ${match[2]}`, order, notes);
  match = NAME_BEHIND.exec(trimmed);
  return match ? readDate(`1 ${match[2]} ${match[1]}`, order, notes) : NaN;
}

const monthStart = (year: string | undefined, month: number): number =>
  isYear(Number(year)) ? dayToMs(Number(year), month, 1) : NaN;

/** Monday of an ISO week: the first one holds 4 January. */
function weekStart(year: number, week: number): number {
  if (!isYear(year) || week < 1 || week > 53) return NaN;
  const fourth = dayToMs(year, 1, 4) / DAY;
  return (fourth - weekdayOf(fourth) + 7 * (week - 1)) * DAY;
}
