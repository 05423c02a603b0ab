import type { Journeys } from '../../core/learn/journey/journeys.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { spreadOver } from '../../core/learn/text/sample.ts';
import type { JourneyEvent } from '../../core/journeys/journey.ts';
import { quantileSorted } from '../../core/stats/descriptive.ts';

/** How a number is brought to about −1 … 1: less its median, by its spread. */
export interface Scale {
  readonly centre: number;
  readonly spread: number;
}

/** What is known of a property of events; `at`: its place among the properties of an event. */
export type PropertyVocabulary =
  | { readonly kind: 'words'; readonly at: number; readonly levels: readonly string[] }
  | { readonly kind: 'number'; readonly at: number; readonly scale: Scale };

/** What training rows told of the events in journeys: plain data. */
export interface JourneyVocabulary {
  readonly events: readonly string[];
  readonly properties: readonly PropertyVocabulary[];
  /** Of logarithms of minutes: to the event before, and to the snapshot. */
  readonly gap: Scale;
  readonly before: Scale;
}

/** Events of a journey that are read, the latest. */
export const MOST_EVENTS_READ = 50;

/** Words of which fewer rows tell are not known: too few to learn from. */
const leastRows = (rows: number): number => (rows >= 1_000 ? 5 : 2);
const MOST_WORDS = 300;
/** Rows whose numbers say how they spread. */
const SAMPLED = 2_000;
const ROWS_AT_A_TIME = 500;
const MINUTES = 24 * 60;

export const logMinutes = (days: number): number => Math.log1p(Math.max(0, days) * MINUTES);

/** What training rows tell, and nothing else. @throws CancelledError */
export async function fitJourneyVocabulary(
  journeys: Journeys,
  rows: Int32Array,
  pacer: Pacer,
): Promise<JourneyVocabulary> {
  const counts: Counts = { events: new Map(), properties: [] };
  for (const [i, row] of rows.entries()) {
    if (i % ROWS_AT_A_TIME === 0) await pacer.pause();
    countRow(counts, journeys(row));
  }
  return settle(counts, journeys, rows);
}

/** The same at once, for few rows. */
export function quickJourneyVocabulary(journeys: Journeys, rows: Int32Array): JourneyVocabulary {
  const counts: Counts = { events: new Map(), properties: [] };
  for (const row of rows) countRow(counts, journeys(row));
  return settle(counts, journeys, rows);
}

interface Counts {
  /** Rows that tell of each event. */
  readonly events: Map<string, number>;
  readonly properties: PropertyCounts[];
}

function countRow({ events, properties }: Counts, whole: readonly JourneyEvent[]): void {
  const journey = whole.slice(-MOST_EVENTS_READ);
  countOnce(
    events,
    journey.map(({ event }) => event),
  );
  countProperties(properties, journey);
}

function settle({ events, properties }: Counts, journeys: Journeys, rows: Int32Array): JourneyVocabulary {
  const least = leastRows(rows.length);
  const numbers = readNumbers(journeys, spreadOver(rows, SAMPLED));
  return {
    events: commonest(events, least),
    properties: properties.flatMap(({ words, numbers: seen }, at): PropertyVocabulary[] => {
      if (seen > 0) return [{ kind: 'number', at, scale: scaleOf(numbers.properties[at] ?? []) }];
      const levels = commonest(words, least);
      return levels.length > 0 ? [{ kind: 'words', at, levels }] : [];
    }),
    gap: scaleOf(numbers.gaps),
    before: scaleOf(numbers.befores),
  };
}

interface PropertyCounts {
  /** Rows that tell of each word. */
  readonly words: Map<string, number>;
  /** Cells that are numbers. */
  numbers: number;
}

function countOnce(counts: Map<string, number>, words: readonly string[]): void {
  for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
}

function countProperties(counts: PropertyCounts[], journey: readonly JourneyEvent[]): void {
  const width = journey.reduce((most, { properties }) => Math.max(most, properties.length), 0);
  while (counts.length < width) counts.push({ words: new Map(), numbers: 0 });
  counts.forEach((own, at) => {
    const cells = journey.map(({ properties }) => properties[at]);
    own.numbers += cells.filter((cell) => typeof cell === 'number').length;
    countOnce(
      own.words,
      cells.filter((cell) => typeof cell === 'string'),
    );
  });
}

/** The commonest first; of equals by name. */
const commonest = (counts: ReadonlyMap<string, number>, least: number): string[] =>
  [...counts]
    .filter(([, rows]) => rows >= least)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(([word]) => word);

function readNumbers(journeys: Journeys, rows: Int32Array) {
  const gaps: number[] = [];
  const befores: number[] = [];
  const properties: number[][] = [];
  for (const row of rows) {
    const journey = journeys(row);
    const from = Math.max(0, journey.length - MOST_EVENTS_READ);
    for (let i = from; i < journey.length; i++) {
      const event = journey[i] as JourneyEvent;
      befores.push(logMinutes(event.daysBefore));
      if (i > 0) gaps.push(logMinutes((journey[i - 1] as JourneyEvent).daysBefore - event.daysBefore));
      event.properties.forEach((value, at) => {
        if (typeof value === 'number') (properties[at] ??= []).push(value);
      });
    }
  }
  return { gaps, befores, properties };
}

/** Quartiles of a normal distribution are so far apart. */
const QUARTILES_APART = 1.349;

function scaleOf(values: readonly number[]): Scale {
  if (values.length === 0) return { centre: 0, spread: 1 };
  const sorted = Float64Array.from(values).sort();
  const centre = quantileSorted(sorted, 0.5);
  const apart = (low: number, high: number): number => quantileSorted(sorted, high) - quantileSorted(sorted, low);
  // Where half of all are alike, the rest says how far apart numbers are.
  const spread = apart(0.25, 0.75) / QUARTILES_APART || apart(0.02, 0.98) / 4 || apart(0, 1);
  return { centre, spread: spread > 0 && Number.isFinite(spread) ? spread : 1 };
}
