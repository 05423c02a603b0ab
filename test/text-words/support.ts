import type { FitProgress } from '../../src/core/learn/estimator.ts';
import { createPacer, type Pacer } from '../../src/core/learn/pacer.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import type { TrainRows } from '../../src/core/prepare/rows.ts';
import type { SparseRows } from '../../src/core/text/sparse.ts';
import type { VectoriserParams } from '../../src/core/text/vectoriser.ts';

export const pacer = (): Pacer => createPacer(new AbortController().signal);
export const context = (seed = 1) => ({ seed, pacer: pacer() });

/** All rows of a list of texts. */
export const everyRow = (texts: readonly unknown[]): TrainRows => allRows(Int32Array.from(texts.keys()));
export const reading = (texts: readonly string[]) => (row: number) => texts[row] ?? '';

/** Words and pairs, n-grams of 2 to 5 characters, met twice: as in the reference values. */
export const PLAIN: VectoriserParams = {
  language: 'en-like',
  words: { min: 1, max: 2 },
  characters: { min: 2, max: 5 },
  minimumCount: 2,
  maximumShare: 1,
  maximumFeatures: 100_000,
};

/** Runs a fit to its end. */
export async function ended<State>(run: AsyncGenerator<FitProgress, State>): Promise<State> {
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

/** A row with its zeros. */
export function dense(rows: SparseRows, row: number): number[] {
  const values = Array.from({ length: rows.columns }, () => 0);
  for (let k = rows.offsets[row] as number; k < (rows.offsets[row + 1] as number); k++) {
    values[rows.indices[k] as number] = rows.values[k] as number;
  }
  return values;
}

/** Share of the rows whose class has the highest score. */
export function accuracy(scores: Float64Array, codes: ArrayLike<number>, classes: number): number {
  let right = 0;
  for (let row = 0; row < codes.length; row++) {
    const own = scores.subarray(row * classes, (row + 1) * classes);
    if (own.indexOf(Math.max(...own)) === codes[row]) right++;
  }
  return right / codes.length;
}

/** The error that a promise is rejected with. */
export const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
