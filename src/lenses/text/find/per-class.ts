import { classFigures, countConfusion } from '../../../core/metrics/multiclass.ts';
import type { Estimate } from '../../../core/metrics/types.ts';
import { wilson } from '../../../core/stats/tests.ts';
import type { TextFindings } from '../types.ts';
import type { JudgedRows } from './judged-rows.ts';

const share = (count: number, of: number): Estimate => ({ value: of > 0 ? count / of : 0, ...wilson(count, of) });

/**
 * Figures of each class on the test rows with Wilson's intervals, the most frequent class first.
 * @param words of each class, by its number
 */
export function figuresPerClass(
  { actual, predicted, classes }: JudgedRows,
  words: readonly (readonly string[])[],
): TextFindings['perClass'] {
  const k = classes.length;
  const cells = countConfusion(actual, predicted, k);
  return classFigures(cells, k)
    .map(({ count, predicted: said, f1 }, code) => {
      const right = cells[code * k + code] as number;
      return {
        name: classes[code] as string,
        count,
        precision: share(right, said),
        recall: share(right, count),
        f1,
        words: words[code] ?? [],
      };
    })
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

const MOST_PAIRS = 60;
const EXAMPLES = 6;

/** Pairs that are taken for each other on the test rows, the most frequent first, with some of the rows. */
export function confusionPairs({ rows, actual, predicted, classes }: JudgedRows): TextFindings['confusions'] {
  const k = classes.length;
  const wrong = new Map<number, number[]>();
  const counts = new Int32Array(k);
  rows.forEach((row, i) => {
    const code = actual[i] as number;
    counts[code] = (counts[code] as number) + 1;
    if (code === predicted[i]) return;
    const pair = code * k + (predicted[i] as number);
    const known = wrong.get(pair);
    if (known) known.push(row);
    else wrong.set(pair, [row]);
  });
  return [...wrong]
    .toSorted(([p, a], [q, b]) => b.length - a.length || p - q)
    .slice(0, MOST_PAIRS)
    .map(([pair, found]) => {
      const code = Math.floor(pair / k);
      return {
        actual: classes[code] as string,
        predicted: classes[pair % k] as string,
        count: found.length,
        of: counts[code] as number,
        rows: found.slice(0, EXAMPLES),
      };
    });
}
