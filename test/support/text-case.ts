import type { TaskKind } from '../../src/core/learn/task.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { ROWS, type Case } from '../contract/estimator-contract.ts';

const SAID: readonly (readonly string[])[] = [
  ['refund', 'money back', 'paid twice', 'charged'],
  ['parcel', 'late', 'courier', 'tracking'],
  ['broken', 'crack', 'does not work', 'scratched'],
];
const ANYTHING = ['hello', 'please', 'I ordered', 'yesterday', 'the shop', 'thank you', 'my account', 'again', 'why'];

/** Short texts whose words tell their class most of the time; some are empty, one is long, some hold pictures and markup. */
export function textCase(task: TaskKind, seed: number): Case {
  if (task === 'regression') throw new Error('texts are told apart by classes');
  const random = createRandom(seed);
  const classes = task === 'binary' ? ['no', 'yes'] : ['money', 'delivery', 'damage'];
  const pick = (words: readonly string[]): string => words[random.integer(words.length)] as string;
  const codes = Int32Array.from({ length: ROWS }, () => random.integer(classes.length));
  const texts = Array.from(codes, (code, row) => {
    if (row % 97 === 5) return null;
    const told = random.next() < 0.9 ? code : random.integer(classes.length);
    const words = [pick(ANYTHING), pick(SAID[told] as readonly string[]), pick(ANYTHING)];
    if (row % 50 === 7) words.push('😡 <b>now</b>');
    if (row === 20) words.push('word '.repeat(3_000));
    return words.join(' ');
  });
  return {
    features: { rowCount: ROWS, columns: [makeTextColumn('__proto__', texts)] },
    target: { task, classes, codes },
  };
}
