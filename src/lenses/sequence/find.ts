import { DAY, type EventLog } from '../../core/journeys/event-log.ts';
import { commonEvents } from '../../core/journeys/feature-plan.ts';
import { hideEvents } from '../../core/journeys/hidden-events.ts';
import { lookBackColumns } from '../../core/journeys/row-table.ts';
import type { AskedRows } from '../../core/journeys/row-spans.ts';
import { classProbability, predictionValues } from '../../core/learn/prediction.ts';
import type { Prediction } from '../../core/learn/task.ts';
import { sampleRows } from '../../core/prepare/split.ts';
import { quantileSorted } from '../../core/stats/descriptive.ts';
import { makeTable } from '../../core/table/table.ts';
import { checkTable } from '../predict/check-table.ts';
import { describeColumn } from '../predict/columns.ts';
import type { Judged, LensFindings, MadeRows } from '../predict/method.ts';
import { predictPipeline } from '../predict/pipeline.ts';
import type { Training } from '../predict/training.ts';
import { topHits } from './top-hits.ts';
import type { EventsRead, JourneyRows, SequenceFindings, Snapshots } from './types.ts';

/** Test rows that are predicted again without some of their events, and events so taken out. */
const SAMPLED = 300;
const MOST_EVENTS = 10;
/** Fewer rows with an event say nothing of it. */
const FEWEST_ROWS = 10;
const SPANS = [1, 3, 7, 14, 30, 60, 90, 180, 365] as const;
const MOST_SPANS = 5;

/** Snapshots for the time line, what events and recency do to the predictions, and next events among the likeliest. */
export async function findInJourneys(training: Training, found: Judged): Promise<LensFindings> {
  const { made } = training;
  const journeys = made?.kept.journeys;
  if (!made || !journeys) return {};
  const shared = { snapshots: snapshotsOf(made, journeys), read: readOf(made.events.log) };
  if (found.choice.chosen.family === 'baseline') return { sequence: { ...shared, events: [], recency: [] } };
  const hiding = await startHiding(training, made, journeys, found);
  const events = await withoutEvents(hiding);
  const recency = await withLatestDays(hiding);
  const topK = journeys.sequence.ask === 'next' ? await topHits(training, made, found) : undefined;
  return { sequence: { ...shared, ...(topK ? { topK } : {}), events, recency } };
}

const readOf = ({ times, entities, events, leftOut }: EventLog): EventsRead => ({
  events: times.length,
  people: entities.length,
  kinds: events.length,
  ...leftOut,
});

function snapshotsOf({ events, question, table }: MadeRows, { sequence }: JourneyRows): Snapshots {
  const { log, rows, at } = events;
  const answer = table.columns.find(({ name }) => name === question.target);
  const place = new Map(at.map((date, i) => [date, i]));
  const asked = at.map(() => 0);
  const came = at.map(() => 0);
  rows.at.forEach((date, row) => {
    const i = place.get(date);
    if (i === undefined || answer?.kind !== 'category') return;
    asked[i] = (asked[i] as number) + 1;
    if (answer.codes[row] === 1) came[i] = (came[i] as number) + 1;
  });
  const { split } = question;
  const from = split.kind === 'snapshots' && split.from !== undefined ? at.indexOf(Date.parse(split.from)) : -1;
  return {
    at: at.map(iso),
    lookBackDays: sequence.lookBackDays,
    horizonDays: sequence.horizonDays,
    firstEvent: iso(log.first),
    lastEvent: iso(log.last),
    asked,
    came,
    ...(from >= 0 ? { testFrom: from } : {}),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** Rows that are predicted once more, each without something. */
interface Hiding {
  readonly training: Training;
  readonly log: EventLog;
  readonly rows: AskedRows;
  readonly journeys: JourneyRows;
  /** Places of the sampled test rows among all rows. */
  readonly sampled: Int32Array;
  readonly whole: Float64Array;
  readonly width: number;
  predict(picked: Int32Array, keep: (event: number, at: number) => boolean): Promise<Float64Array>;
}

async function startHiding(
  training: Training,
  made: MadeRows,
  journeys: JourneyRows,
  { judged }: Judged,
): Promise<Hiding> {
  const { log, rows } = made.events;
  const { input, problem, split } = training;
  const wanted = problem.features.columns.map(describeColumn);
  const predict: Hiding['predict'] = async (picked, keep) => {
    await input.pacer.pause();
    const own = hideEvents(log, rows, picked, keep);
    const columns = lookBackColumns(own.log, journeys.features, own.rows);
    const { table } = checkTable(makeTable(columns), wanted);
    return valuesOf(await predictPipeline(judged, table, input, input.pacer.signal));
  };
  const sampled: Int32Array = sampleRows(split.test, SAMPLED, training.seed);
  const whole = await predict(sampled, () => true);
  return { training, log, rows, journeys, sampled, whole, width: whole.length / sampled.length, predict };
}

/** The probability of "yes", or of every class. */
const valuesOf = (prediction: Prediction): Float64Array =>
  prediction.task === 'binary' ? classProbability(prediction) : predictionValues(prediction);

/** For each event: what it adds to the probability, or, of several classes, how much of it moves. */
async function withoutEvents(hiding: Hiding): Promise<SequenceFindings['events']> {
  const { log, rows, sampled, whole, width } = hiding;
  const found: SequenceFindings['events'][number][] = [];
  for (const event of commonEvents(log, log.last, undefined, MOST_EVENTS)) {
    const code = log.events.indexOf(event);
    const last = Array.from(sampled, (row) => lastOf(log, rows, row, code));
    const places = Int32Array.from(last.keys()).filter((i) => (last[i] as number) >= 0);
    if (places.length < FEWEST_ROWS) continue;
    const picked = places.map((i) => sampled[i] as number);
    const without = await hiding.predict(picked, (place) => log.codes[place] !== code);
    let change = 0;
    for (let i = 0; i < places.length; i++) {
      for (let k = 0; k < width; k++) {
        const moved = (whole[(places[i] as number) * width + k] as number) - (without[i * width + k] as number);
        change += width === 1 ? moved : Math.abs(moved) / 2;
      }
    }
    const days = Float64Array.from(places, (i) =>
      daysBefore(log, rows, sampled[i] as number, last[i] as number),
    ).sort();
    found.push({
      event,
      rows: places.length,
      change: change / places.length,
      recentDays: quantileSorted(days, 0.5),
    });
  }
  return found.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
}

function lastOf(log: EventLog, rows: AskedRows, row: number, code: number): number {
  for (let i = (rows.until[row] as number) - 1; i >= (rows.from[row] as number); i--)
    if (log.codes[i] === code) return i;
  return -1;
}

const daysBefore = (log: EventLog, rows: AskedRows, row: number, event: number): number =>
  ((rows.at[row] as number) - (log.times[event] as number)) / DAY;

/** How much of the predictions' spread is still there when only the latest days are seen. */
async function withLatestDays(hiding: Hiding): Promise<SequenceFindings['recency']> {
  const { log, sampled, whole, width, journeys } = hiding;
  const spread = spreadOf(whole, width);
  if (!(spread > 0)) return [];
  const spans = SPANS.filter((days) => days < journeys.features.lookBackDays).slice(-MOST_SPANS);
  const found: SequenceFindings['recency'][number][] = [];
  for (const days of spans) {
    const seen = await hiding.predict(sampled, (event, at) => (log.times[event] as number) > at - days * DAY);
    let moved = 0;
    for (let i = 0; i < whole.length; i++) moved += Math.abs((whole[i] as number) - (seen[i] as number));
    found.push({ days, kept: Math.max(0, 1 - moved / whole.length / spread) });
  }
  return found;
}

/** Mean distance from the mean, over all classes. */
function spreadOf(values: Float64Array, width: number): number {
  const rows = values.length / width;
  let sum = 0;
  for (let k = 0; k < width; k++) {
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += (values[i * width + k] as number) / rows;
    for (let i = 0; i < rows; i++) sum += Math.abs((values[i * width + k] as number) - mean);
  }
  return sum / values.length;
}
