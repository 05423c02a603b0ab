import type { Estimator } from '../estimator.ts';
import { createPacer } from '../pacer.ts';
import type { ClassPrediction } from '../task.ts';
import { createChainCounter, openChain, type Chain } from './chain.ts';
import { journeyLesson, readJourneys } from './journeys.ts';

export interface MarkovParams {
  /** Events that are looked at: the last, or the last two. */
  readonly order: 1 | 2;
}

export interface MarkovState {
  readonly classes: readonly string[];
  readonly column: string;
  readonly order: 1 | 2;
  readonly chain: Chain;
}

const ROWS_AT_A_TIME = 2_000;

/** What came next after the last one or two events, by counting: what a network has to beat. */
export const markov: Estimator<MarkovParams, MarkovState> = {
  id: 'markov',
  version: 1,
  tasks: ['multiclass'],
  encoding: 'raw',
  defaults: { order: 2 },
  async *fit(input, { order }, { pacer }) {
    await pacer.pause();
    const { column, journeys, target, rows, weights } = journeyLesson(input);
    const counter = createChainCounter(target.classes.length);
    for (const [i, row] of rows.entries()) {
      if (i % ROWS_AT_A_TIME === 0) {
        await pacer.pause();
        yield { done: i, total: rows.length };
      }
      counter.add(journeys(row), target.codes[row] as number, weights?.[i] ?? 1);
    }
    return { classes: [...target.classes], column, order, chain: counter.finish() };
  },
  async predict(features, { classes, column, order, chain }, signal): Promise<ClassPrediction> {
    const pacer = createPacer(signal ?? new AbortController().signal);
    const journeys = readJourneys(features, column);
    const next = openChain(chain, order);
    const probabilities = new Float64Array(features.rowCount * classes.length);
    for (let row = 0; row < features.rowCount; row++) {
      if (row % ROWS_AT_A_TIME === 0) await pacer.pause();
      probabilities.set(next(journeys(row)), row * classes.length);
    }
    return { task: 'multiclass', classes, probabilities };
  },
};
