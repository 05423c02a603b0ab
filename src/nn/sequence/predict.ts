import { readJourneys, type Journeys } from '../../core/learn/journey/journeys.ts';
import { createPacer, type Pacer } from '../../core/learn/pacer.ts';
import { softmaxScores } from '../../core/learn/sparse/predict.ts';
import type { ClassPrediction } from '../../core/learn/task.ts';
import type { Table } from '../../core/table/table.ts';
import type { Kernels } from '../kernels/kernels.ts';
import { predictNet } from '../net/own/predict.ts';
import { encodeJourneys, wholeBatch } from './encode.ts';
import type { JourneyNetState } from './state.ts';

/** Rows between two pauses. */
const ROWS_AT_A_TIME = 500;

/** Scores of some rows, rows × classes. @throws CancelledError */
export async function scoreJourneys(
  { classes, vocabulary, spec, parameters, offsets }: Omit<JourneyNetState, 'temperature'>,
  journeys: Journeys,
  rows: Int32Array,
  kernels: Kernels,
  pacer: Pacer,
): Promise<Float64Array> {
  const width = classes.length;
  const scores = new Float64Array(rows.length * width);
  for (let from = 0; from < rows.length; from += ROWS_AT_A_TIME) {
    await pacer.pause();
    const some = rows.subarray(from, from + ROWS_AT_A_TIME);
    const encoded = await encodeJourneys(vocabulary, journeys, some, pacer);
    const own = predictNet(spec, parameters, wholeBatch(encoded), kernels);
    own.forEach((score, i) => {
      scores[from * width + i] = score + (offsets[i % width] as number);
    });
  }
  return scores;
}

/** @throws table.no-column, CancelledError */
export async function predictJourneyNet(
  features: Table,
  state: JourneyNetState,
  kernels: Kernels,
  signal?: AbortSignal,
): Promise<ClassPrediction> {
  const { task, classes, column, temperature } = state;
  const pacer = createPacer(signal ?? new AbortController().signal);
  const rows = Int32Array.from({ length: features.rowCount }, (_, i) => i);
  const scores = await scoreJourneys(state, readJourneys(features, column), rows, kernels, pacer);
  return { task, classes, probabilities: softmaxScores(scores, classes.length, temperature) };
}
