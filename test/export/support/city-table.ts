import { createRandom } from '../../../src/core/random.ts';
import type { TaskKind } from '../../../src/core/learn/task.ts';
import type { Table } from '../../../src/core/table/table.ts';
import type { PredictQuestion } from '../../../src/lenses/predict/question.ts';
import { table } from '../../predict/support.ts';

/** Numbers with gaps, a category of few levels and one of many, and a target of the task's kind that they tell. */
export function cityTable(
  task: TaskKind,
  rows: number,
  seed: number,
): { readonly table: Table; readonly question: Omit<PredictQuestion, 'lens'> } {
  const random = createRandom(seed);
  const draw = <T>(make: () => T): T[] => Array.from({ length: rows }, make);
  const size = draw(() => (random.next() < 0.1 ? null : 50 + 20 * random.normal()));
  const age = draw(() => Math.round(40 * random.next()));
  const plan = draw(() => ['basic', 'pro', 'team'][random.integer(3)] as string);
  const city = draw(() => (random.next() < 0.05 ? null : `city ${random.integer(12)}`));
  const signal = size.map((value, row) => (value ?? 60) / 20 + (plan[row] === 'pro' ? 1 : 0) + random.normal());
  const y = signal.map((value): number | string => {
    if (task === 'regression') return value;
    const cuts = task === 'binary' ? [3] : [2, 4];
    return ['low', 'middle', 'high'][cuts.filter((cut) => value > cut).length] as string;
  });
  return {
    table: table({ size, age, plan, city, y }),
    question: {
      target: 'y',
      task,
      ...(task === 'binary' ? { positive: 'middle' } : {}),
      columns: ['size', 'age', 'plan', 'city'],
      split: { kind: 'random', testShare: 0.2 },
    },
  };
}
