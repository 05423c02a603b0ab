import type { Synthetic } from './synthetic-table.ts';

/** 0, 1, … count − 1 */
export const rowsBelow = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);

/** Share of pairs of held-out rows, one yes and one no, whose scores are in the right order; by counting them all. */
export function auc(data: Synthetic, score: Float64Array): number {
  if (data.target.task === 'regression') throw new Error('auc is for classes');
  const { codes } = data.target;
  let wins = 0;
  let pairs = 0;
  for (const yes of data.held) {
    if (codes[yes] !== 1) continue;
    for (const no of data.held) {
      if (codes[no] !== 0) continue;
      const difference = (score[yes] as number) - (score[no] as number);
      wins += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
      pairs++;
    }
  }
  return wins / pairs;
}
