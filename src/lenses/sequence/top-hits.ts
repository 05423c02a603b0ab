import { predictionValues, predictionWidth } from '../../core/learn/prediction.ts';
import type { ClassTarget } from '../../core/learn/task.ts';
import { sampleRows } from '../../core/prepare/split.ts';
import { takeRows } from '../../core/table/take.ts';
import type { Judged, MadeRows } from '../predict/method.ts';
import { predictPipeline } from '../predict/pipeline.ts';
import type { Training } from '../predict/training.ts';
import type { SequenceFindings } from './types.ts';

const KS = [1, 3, 5] as const;
const MOST_ROWS = 5_000;

/** Share of the test rows whose next event is among the k likeliest: by the model, and by what followed the last event before. */
export async function topHits(
  training: Training,
  made: MadeRows,
  { judged }: Judged,
): Promise<NonNullable<SequenceFindings['topK']>> {
  const { problem, split, input, seed } = training;
  const { target } = problem;
  if (target.task === 'regression') return [];
  const rows: Int32Array = sampleRows(split.test, MOST_ROWS, seed);
  const prediction = await predictPipeline(judged, takeRows(problem.features, rows), input, input.pacer.signal);
  const values = predictionValues(prediction);
  const width = predictionWidth(prediction);
  const classes = prediction.task === 'regression' ? [] : prediction.classes;
  const said = (i: number): Float64Array =>
    inOrder(values.subarray(i * width, (i + 1) * width), classes, target.classes);
  const chain = followers(made, target, split.train);
  const share = (rank: (i: number) => Float64Array, k: number): number =>
    rows.reduce((hits, row, i) => hits + (isAmong(rank(i), target.codes[row] as number, k) ? 1 : 0), 0) / rows.length;
  return KS.filter((k) => k < target.classes.length).map((k) => ({
    k,
    model: share(said, k),
    markov: share((i) => chain(rows[i] as number), k),
  }));
}

/** Probabilities in the order of other classes; one that is not known has none. */
function inOrder(values: Float64Array, from: readonly string[], to: readonly string[]): Float64Array {
  return Float64Array.from(to, (name) => values[from.indexOf(name)] ?? 0);
}

/** Whether fewer than k classes are likelier. */
function isAmong(values: Float64Array, code: number, k: number): boolean {
  const own = values[code] as number;
  let before = 0;
  for (let other = 0; other < values.length; other++) {
    const value = values[other] as number;
    if (value > own || (value === own && other < code)) before++;
  }
  return before < k;
}

/** How often each event followed each, among the training rows; after one never seen, how often each came at all. */
function followers({ events }: MadeRows, target: ClassTarget, train: Int32Array): (row: number) => Float64Array {
  const { log, rows } = events;
  const lastEvent = (row: number): number => log.codes[(rows.until[row] as number) - 1] as number;
  const overall = new Float64Array(target.classes.length);
  const after = new Map<number, Float64Array>();
  for (const row of train) {
    const code = target.codes[row] as number;
    const last = lastEvent(row);
    const counts = after.get(last) ?? new Float64Array(target.classes.length);
    counts[code] = (counts[code] as number) + 1;
    after.set(last, counts);
    // Only decides between events that followed equally often.
    overall[code] = (overall[code] as number) + 1e-9;
  }
  return (row) => after.get(lastEvent(row))?.map((count, k) => count + (overall[k] as number)) ?? overall;
}
