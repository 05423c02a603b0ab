import type { JourneyEvent } from '../../core/journeys/journey.ts';
import type { Journeys } from '../../core/learn/journey/journeys.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import type { ClassTarget } from '../../core/learn/task.ts';
import type { NetInput, StepsBatch } from '../net/spec.ts';
import type { ExampleSource } from '../net/train/examples.ts';
import { logMinutes, MOST_EVENTS_READ, type JourneyVocabulary, type Scale } from './vocabulary.ts';

/** 0 fills up short rows. */
const UNKNOWN = 1;
const MISSING = 2;
const FIRST_KNOWN = 3;

const HOUR = 1 / 24;
/** Days up to which a distance is in each bucket; one more for all beyond. */
const BUCKETS = [HOUR / 60, HOUR / 6, HOUR, 6 * HOUR, 1, 2, 4, 7, 14, 30, 60, 120] as const;

const idsOf = (words: readonly string[]): number => FIRST_KNOWN + words.length;
const BUCKET_IDS = FIRST_KNOWN + BUCKETS.length + 1;

type StepsInput = Extract<NetInput, { kind: 'steps' }>;

/** What stands at each position: the event, two distances, and the properties that are words; distances and numbers. */
export function journeyInput({ events, properties }: JourneyVocabulary): StepsInput {
  const words = properties.filter((property) => property.kind === 'words');
  return {
    kind: 'steps',
    fields: [idsOf(events), BUCKET_IDS, BUCKET_IDS, ...words.map(({ levels }) => idsOf(levels))],
    numbers: 2 + properties.length - words.length,
  };
}

/** Numbers far out count for little more than those at the edge. */
const EDGE = 3;

function scaled(value: number, { centre, spread }: Scale): number {
  const away = (value - centre) / spread;
  return away / Math.sqrt(1 + (away / EDGE) ** 2);
}

const bucketOf = (days: number): number => {
  const place = BUCKETS.findIndex((most) => days <= most);
  return FIRST_KNOWN + (place < 0 ? BUCKETS.length : place);
};

/** Journeys one after another: positions × ids and positions × numbers. */
export interface EncodedJourneys {
  readonly offsets: Int32Array;
  readonly ids: Int32Array;
  readonly numbers: Float32Array;
  readonly fields: number;
  readonly width: number;
}

/** Turns events into ids and numbers. */
function openEncoder(vocabulary: JourneyVocabulary) {
  const ids = (words: readonly string[]): ReadonlyMap<string, number> =>
    new Map(words.map((word, i) => [word, FIRST_KNOWN + i]));
  const events = ids(vocabulary.events);
  const words = vocabulary.properties.flatMap((one) =>
    one.kind === 'words' ? [{ at: one.at, ids: ids(one.levels) }] : [],
  );
  const numbers = vocabulary.properties.filter((one) => one.kind === 'number');
  const { fields, numbers: width } = journeyInput(vocabulary);

  const write = (event: JourneyEvent, earlier: JourneyEvent | undefined, into: Encoded, position: number): void => {
    let id = position * fields.length;
    let number = position * width;
    const gap = earlier ? Math.max(0, earlier.daysBefore - event.daysBefore) : undefined;
    into.ids[id++] = events.get(event.event) ?? UNKNOWN;
    into.ids[id++] = gap === undefined ? MISSING : bucketOf(gap);
    into.ids[id++] = bucketOf(event.daysBefore);
    for (const { at, ids: own } of words) into.ids[id++] = wordId(own, event.properties[at]);
    into.numbers[number++] = gap === undefined ? 0 : scaled(logMinutes(gap), vocabulary.gap);
    into.numbers[number++] = scaled(logMinutes(event.daysBefore), vocabulary.before);
    for (const { at, scale } of numbers) {
      const value = event.properties[at];
      into.numbers[number++] = typeof value === 'number' ? scaled(value, scale) : 0;
    }
  };
  return {
    fields: fields.length,
    width,
    encode: (journey: readonly JourneyEvent[]): Encoded => {
      const from = Math.max(0, journey.length - MOST_EVENTS_READ);
      const count = journey.length - from;
      const into = { ids: new Int32Array(count * fields.length), numbers: new Float32Array(count * width) };
      for (let i = 0; i < count; i++) write(journey[from + i] as JourneyEvent, journey[from + i - 1], into, i);
      return into;
    },
  };
}

interface Encoded {
  readonly ids: Int32Array;
  readonly numbers: Float32Array;
}

const wordId = (ids: ReadonlyMap<string, number>, value: string | number | null | undefined): number =>
  value === null || value === undefined ? MISSING : (ids.get(String(value)) ?? UNKNOWN);

const ROWS_AT_A_TIME = 500;

/** @throws CancelledError */
export async function encodeJourneys(
  vocabulary: JourneyVocabulary,
  journeys: Journeys,
  rows: Int32Array,
  pacer: Pacer,
): Promise<EncodedJourneys> {
  const { fields, width, encode } = openEncoder(vocabulary);
  const offsets = new Int32Array(rows.length + 1);
  const each: Encoded[] = [];
  for (const [i, row] of rows.entries()) {
    if (i % ROWS_AT_A_TIME === 0) await pacer.pause();
    const encoded = encode(journeys(row));
    each.push(encoded);
    offsets[i + 1] = (offsets[i] as number) + encoded.ids.length / fields;
  }
  const positions = offsets[rows.length] as number;
  const ids = new Int32Array(positions * fields);
  const numbers = new Float32Array(positions * width);
  each.forEach((encoded, i) => {
    ids.set(encoded.ids, (offsets[i] as number) * fields);
    numbers.set(encoded.numbers, (offsets[i] as number) * width);
  });
  return { offsets, ids, numbers, fields, width };
}

/** Some of the journeys, in the order asked for. */
function stepsBatch({ offsets, ids, numbers, fields, width }: EncodedJourneys, examples: Int32Array): StepsBatch {
  const starts = new Int32Array(examples.length + 1);
  examples.forEach((i, at) => {
    starts[at + 1] = (starts[at] as number) + (offsets[i + 1] as number) - (offsets[i] as number);
  });
  const positions = starts[examples.length] as number;
  const taken = { ids: new Int32Array(positions * fields), numbers: new Float32Array(positions * width) };
  examples.forEach((i, at) => {
    const [from, until, to] = [offsets[i] as number, offsets[i + 1] as number, starts[at] as number];
    taken.ids.set(ids.subarray(from * fields, until * fields), to * fields);
    taken.numbers.set(numbers.subarray(from * width, until * width), to * width);
  });
  return { kind: 'steps', rows: examples.length, offsets: starts, ...taken };
}

/** All the journeys as one batch, without a copy. */
export const wholeBatch = ({ offsets, ids, numbers }: EncodedJourneys): StepsBatch => ({
  kind: 'steps',
  rows: offsets.length - 1,
  offsets,
  ids,
  numbers,
});

/** Journeys of the given rows with their classes, as the trainer takes them. */
export async function journeyExamples(
  vocabulary: JourneyVocabulary,
  journeys: Journeys,
  target: ClassTarget,
  rows: Int32Array,
  weights: Float64Array | undefined,
  pacer: Pacer,
): Promise<ExampleSource> {
  const encoded = await encodeJourneys(vocabulary, journeys, rows, pacer);
  const { offsets } = encoded;
  return {
    count: rows.length,
    codes: Int32Array.from(rows, (row) => target.codes[row] as number),
    ...(weights ? { weights: Float64Array.from(rows, (row) => weights[row] as number) } : {}),
    lengths: Int32Array.from(rows, (_, i) => (offsets[i + 1] as number) - (offsets[i] as number)),
    batch: (examples) => stepsBatch(encoded, examples),
  };
}
