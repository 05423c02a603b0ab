import { createRandom } from '../../src/core/random.ts';
import type { Table } from '../../src/core/table/table.ts';
import type { PredictQuestion } from '../../src/lenses/predict/question.ts';
import { table } from './support.ts';

type Question = Omit<PredictQuestion, 'lens'>;

/** y = 2 + 3a − b + 4·[c = x] + noise·N(0, 1). */
export function numbers(rows: number, seed: number, noise = 1): { table: Table; question: Question } {
  const random = createRandom(seed);
  const a = Array.from({ length: rows }, () => random.normal());
  const b = Array.from({ length: rows }, () => random.normal());
  const c = Array.from({ length: rows }, () => ['x', 'y', 'z'][random.integer(3)] as string);
  const y = a.map((value, i) => 2 + 3 * value - (b[i] as number) + (c[i] === 'x' ? 4 : 0) + noise * random.normal());
  return {
    table: table({ a, b, c, y }),
    question: { target: 'y', task: 'regression', columns: ['a', 'b', 'c'], split: { kind: 'random', testShare: 0.2 } },
  };
}

/** P(yes) rises with a, and where c = x; `shuffled` breaks the tie between columns and target. */
export function classes(rows: number, seed: number, shuffled = false): { table: Table; question: Question } {
  const random = createRandom(seed);
  const a = Array.from({ length: rows }, () => random.normal());
  const b = Array.from({ length: rows }, () => random.normal());
  const c = Array.from({ length: rows }, () => ['x', 'y', 'z'][random.integer(3)] as string);
  const signal = a.map((value, i) => (shuffled ? random.normal() : 1.5 * value + (c[i] === 'x' ? 1 : 0)));
  const y = signal.map((value) => (random.next() < 1 / (1 + Math.exp(-value)) ? 'yes' : 'no'));
  return {
    table: table({ a, b, c, y }),
    question: {
      target: 'y',
      task: 'binary',
      positive: 'yes',
      columns: ['a', 'b', 'c'],
      split: { kind: 'random', testShare: 0.2 },
    },
  };
}
