import type { Pacer } from '../../core/learn/pacer.ts';
import { projectRows, randomisedSvd } from '../../core/text/inbox/randomised-svd.ts';
import { takeSparse } from '../../core/text/inbox/take-sparse.ts';
import type { SparseRows } from '../../core/text/sparse.ts';

/** Few numbers a text, near each other where texts share what is said together. */
export interface FoldedWords {
  /** 0 where the texts have nothing in common to be folded. */
  readonly width: number;
  /** rows × width. */
  readonly values: Float32Array;
}

const WIDTH = 30;

/** Some sparse rows as dense ones: latent semantic analysis, learned from these rows. */
export async function foldWords(
  vectors: SparseRows,
  rows: Int32Array,
  seed: number,
  pacer: Pacer,
): Promise<FoldedWords> {
  const some = takeSparse(vectors, rows);
  const { directions, rank } = await randomisedSvd(some, { rank: WIDTH, seed, pacer });
  if (rank === 0) return { width: 0, values: new Float32Array(0) };
  return { width: rank, values: Float32Array.from(await projectRows(some, directions, rank, pacer)) };
}
