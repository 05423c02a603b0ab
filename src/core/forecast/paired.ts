import { tCdf } from '../stats/distributions.ts';

/** Whether one is better than another on the same blocks. */
export interface PairedTest {
  /** Mean difference. */
  readonly gain: number;
  /** One-sided, against no gain at all; 1 where it cannot be told. */
  readonly pValue: number;
  readonly blocks: number;
}

/**
 * Student's paired t, each block (a fold, or a series) one piece of evidence: points of one fold are wrong together.
 * @param differences one a block, above 0 where the first is better
 */
export function pairedTest(differences: readonly number[]): PairedTest {
  const known = differences.filter((difference) => Number.isFinite(difference));
  const blocks = known.length;
  if (blocks === 0) return { gain: NaN, pValue: 1, blocks };
  const gain = known.reduce((sum, difference) => sum + difference, 0) / blocks;
  if (blocks < 2) return { gain, pValue: 1, blocks };
  const squares = known.reduce((sum, difference) => sum + (difference - gain) ** 2, 0);
  const error = Math.sqrt(squares / (blocks - 1) / blocks);
  if (!(error > 0)) return { gain, pValue: gain > 0 ? 0 : 1, blocks };
  return { gain, pValue: 1 - tCdf(gain / error, blocks - 1), blocks };
}
