import { makeCategoryColumn } from '../table/category.ts';
import type { Column } from '../table/column.ts';
import { DAY, type EventLog, type EventProperty } from './event-log.ts';
import type { Feature, FeaturePlan } from './feature-plan.ts';

/** The events that a row may see, and when it was looked at. */
export interface RowSpans {
  /** Places of the first event seen and of the one behind the last, in the log. */
  readonly from: Int32Array;
  readonly until: Int32Array;
  /** Milliseconds. */
  readonly at: Float64Array;
}

/** Columns of features, a cell a row; each is made of the events of its row's span alone. */
export function featureColumns(log: EventLog, plan: FeaturePlan, spans: RowSpans): Column[] {
  const places = placesOf(log, plan);
  return plan.features.map((feature) => columnOf(feature, { log, plan, spans, places }));
}

interface Making {
  readonly log: EventLog;
  readonly plan: FeaturePlan;
  readonly spans: RowSpans;
  /** Place in the plan of each code of the log; −1 where it has none. */
  readonly places: Int32Array;
}

function placesOf(log: EventLog, plan: FeaturePlan): Int32Array {
  const known = new Map(plan.events.map((event, place) => [event, place]));
  return Int32Array.from(log.events, (event) => known.get(event) ?? -1);
}

function columnOf(feature: Feature, making: Making): Column {
  const { name } = feature;
  switch (feature.kind) {
    case 'last-event':
    case 'usual-event':
      return words(
        name,
        making,
        { codes: making.log.codes, levels: making.log.events },
        feature.kind === 'usual-event',
      );
    case 'last-word':
    case 'usual-word': {
      const property = findProperty(making.log, feature.property);
      if (property?.kind !== 'category')
        return makeCategoryColumn(name, Array<null>(making.spans.at.length).fill(null));
      return words(name, making, ofRows(making.log, property), feature.kind === 'usual-word');
    }
    default:
      return { kind: 'number', name, values: numbersOf(feature, making) };
  }
}

const findProperty = (log: EventLog, name: string): EventProperty | undefined =>
  log.properties.find((property) => property.name === name);

interface Words {
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

/** A property's codes in the order of the log. */
const ofRows = (log: EventLog, property: EventProperty & { kind: 'category' }): Words => ({
  codes: log.rows.map((row) => property.codes[row] as number),
  levels: property.levels,
});

/** The last, or the most frequent (of equals the later), word of each row's events. */
function words(name: string, { spans }: Making, { codes, levels }: Words, usual: boolean): Column {
  const counts = new Int32Array(levels.length);
  const cells = Array.from(spans.at, (_, row): string | null => {
    const from = spans.from[row] as number;
    let found = -1;
    for (let i = (spans.until[row] as number) - 1; i >= from; i--) {
      const code = codes[i] as number;
      if (code < 0) continue;
      if (!usual) {
        found = code;
        break;
      }
      counts[code] = (counts[code] as number) + 1;
    }
    if (usual) found = mostFrequent(codes, counts, from, spans.until[row] as number);
    return found < 0 ? null : (levels[found] as string);
  });
  return makeCategoryColumn(name, cells);
}

/** The code counted most, and the counts back at 0. */
function mostFrequent(codes: Int32Array, counts: Int32Array, from: number, until: number): number {
  let found = -1;
  let most = 0;
  for (let i = until - 1; i >= from; i--) {
    const code = codes[i] as number;
    if (code < 0 || (counts[code] as number) <= most) continue;
    most = counts[code] as number;
    found = code;
  }
  for (let i = from; i < until; i++) if ((codes[i] as number) >= 0) counts[codes[i] as number] = 0;
  return found;
}

type NumberFeature = Exclude<Feature, { kind: 'last-event' | 'usual-event' | 'last-word' | 'usual-word' }>;

function numbersOf(feature: NumberFeature, making: Making): Float64Array {
  const { log, spans, places } = making;
  const each = (measure: (from: number, until: number, at: number) => number): Float64Array =>
    Float64Array.from(spans.at, (at, row) => measure(spans.from[row] as number, spans.until[row] as number, at));
  switch (feature.kind) {
    case 'count': {
      const reach = feature.days * DAY;
      return each((from, until, at) => countSince(log, places, feature.event, from, until, at - reach));
    }
    case 'since-last':
    case 'since-first': {
      const latest = feature.kind === 'since-last';
      return each((from, until, at) => {
        const found = findEvent(log, places, feature.event, from, until, latest);
        return found < 0 ? NaN : (at - (log.times[found] as number)) / DAY;
      });
    }
    case 'active-days':
      return each((from, until) => gapsOf(log, from, until).days);
    case 'kinds':
      return kindsOf(log, spans);
    case 'trend':
      return each((from, until, at) => trendOf(log, from, until, at, making.plan.lookBackDays * DAY));
    case 'gap-mean':
      return each((from, until) => gapsOf(log, from, until).mean);
    case 'gap-regularity':
      return each((from, until) => gapsOf(log, from, until).spread);
    case 'last-hour':
      return each((from, until) => (from < until ? hourOf(log.times[until - 1] as number) : NaN));
    case 'last-weekday':
      return each((from, until) => (from < until ? weekdayOf(log.times[until - 1] as number) : NaN));
    case 'weekend-share':
      return each((from, until) => {
        let count = 0;
        for (let i = from; i < until; i++) if (weekdayOf(log.times[i] as number) > 5) count++;
        return count / (until - from);
      });
    case 'sum':
    case 'mean':
    case 'last-number': {
      const property = findProperty(log, feature.property);
      if (property?.kind !== 'number') return new Float64Array(spans.at.length).fill(NaN);
      return each((from, until) => measureNumbers(log, property.values, from, until, feature.kind));
    }
  }
}

const hourOf = (time: number): number => (((time % DAY) + DAY) % DAY) / (DAY / 24);

/** Monday 1 … Sunday 7, in UTC. 1970 began on a Thursday. */
const weekdayOf = (time: number): number => ((((Math.floor(time / DAY) + 3) % 7) + 7) % 7) + 1;

/** Events after a moment, from the latest back. */
function countSince(
  { times, codes }: EventLog,
  places: Int32Array,
  event: number | undefined,
  from: number,
  until: number,
  since: number,
): number {
  let count = 0;
  for (let i = until - 1; i >= from && (times[i] as number) > since; i--)
    if (event === undefined || places[codes[i] as number] === event) count++;
  return count;
}

function findEvent(
  { codes }: EventLog,
  places: Int32Array,
  event: number | undefined,
  from: number,
  until: number,
  latest: boolean,
): number {
  if (event === undefined) return from === until ? -1 : latest ? until - 1 : from;
  if (latest) {
    for (let i = until - 1; i >= from; i--) if (places[codes[i] as number] === event) return i;
  } else {
    for (let i = from; i < until; i++) if (places[codes[i] as number] === event) return i;
  }
  return -1;
}

/** Days (UTC) with an event, the mean distance between them and its spread in units of the mean; NaN with too few. */
function gapsOf({ times }: EventLog, from: number, until: number): { days: number; mean: number; spread: number } {
  let days = 0;
  let before = NaN;
  let first = NaN;
  let squares = 0;
  for (let i = from; i < until; i++) {
    const day = Math.floor((times[i] as number) / DAY);
    if (day === before) continue;
    if (days === 0) first = day;
    else squares += (day - before) ** 2;
    before = day;
    days++;
  }
  const gaps = days - 1;
  const mean = gaps > 0 ? (before - first) / gaps : NaN;
  const spread = gaps > 1 ? Math.sqrt(Math.max(0, squares / gaps - mean * mean)) / mean : NaN;
  return { days, mean, spread };
}

function kindsOf({ codes, events }: EventLog, spans: RowSpans): Float64Array {
  const seenBy = new Int32Array(events.length).fill(-1);
  return Float64Array.from(spans.at, (_, row) => {
    let count = 0;
    const until = spans.until[row] as number;
    for (let i = spans.from[row] as number; i < until; i++) {
      const code = codes[i] as number;
      if (seenBy[code] === row) continue;
      seenBy[code] = row;
      count++;
    }
    return count;
  });
}

function trendOf({ times }: EventLog, from: number, until: number, at: number, lookBack: number): number {
  let later = 0;
  for (let i = until - 1; i >= from && (times[i] as number) > at - lookBack / 2; i--) later++;
  const earlier = until - from - later;
  return (later - earlier) / (until - from);
}

function measureNumbers(
  { rows }: EventLog,
  values: Float64Array,
  from: number,
  until: number,
  kind: 'sum' | 'mean' | 'last-number',
): number {
  let sum = 0;
  let count = 0;
  for (let i = until - 1; i >= from; i--) {
    const value = values[rows[i] as number] as number;
    if (!Number.isFinite(value)) continue;
    if (kind === 'last-number') return value;
    sum += value;
    count++;
  }
  // Nothing known is no sum of 0.
  return count === 0 ? NaN : kind === 'mean' ? sum / count : sum;
}
