import type { Binning } from './bins.ts';
import type { BoostInput, Trees } from './state.ts';
import type { GrownTree } from './tree.ts';

export const inputOf = (binning: Binning): BoostInput =>
  binning.kind === 'number'
    ? { kind: 'number', name: binning.name }
    : { kind: 'category', name: binning.name, levels: binning.levels };

/** 32-bit words that hold one bit a level. */
const wordsOf = (levels: number): number => Math.ceil(levels / 32);

/** Sets of levels as words: bin b is level b − 1. */
function packLevels(leftBins: Uint8Array): Uint32Array {
  const words = new Uint32Array(wordsOf(leftBins.length - 1));
  for (let b = 1; b < leftBins.length; b++) {
    const word = (b - 1) >> 5;
    if (leftBins[b] === 1) words[word] = (words[word] as number) | (1 << ((b - 1) & 31));
  }
  return words;
}

/**
 * Puts grown trees behind each other, with thresholds in the columns' own units instead of bins.
 * @param scale factor from raw scores to the target's units
 */
export function flattenTrees(trees: readonly GrownTree[], binnings: readonly Binning[], scale: number): Trees {
  const nodes = trees.reduce((sum, tree) => sum + tree.column.length, 0);
  const starts = new Int32Array(trees.length + 1);
  const input = new Int32Array(nodes);
  const threshold = new Float64Array(nodes);
  const levelSet = new Int32Array(nodes).fill(-1);
  const missingLeft = new Uint8Array(nodes);
  const left = new Int32Array(nodes);
  const value = new Float64Array(nodes);
  const cover = new Float64Array(nodes);
  const words: number[] = [];
  let at = 0;
  for (const [t, tree] of trees.entries()) {
    starts[t] = at;
    input.set(tree.column, at);
    missingLeft.set(tree.missingLeft, at);
    cover.set(tree.cover, at);
    for (let node = 0; node < tree.column.length; node++) {
      const column = tree.column[node] as number;
      value[at + node] = scale * (tree.value[node] as number);
      if (column < 0) continue;
      left[at + node] = at + (tree.left[node] as number);
      const binning = binnings[column] as Binning;
      const set = tree.leftBins[node];
      if (set) {
        levelSet[at + node] = words.length;
        words.push(...packLevels(set));
      } else if (binning.kind === 'number') {
        // Behind the last edge lie all values there are: such a split parts them from the missing ones.
        threshold[at + node] = binning.edges[(tree.bin[node] as number) - 1] ?? Infinity;
      }
    }
    at += tree.column.length;
  }
  starts[trees.length] = at;
  return { starts, input, threshold, levelSet, levelBits: Uint32Array.from(words), missingLeft, left, value, cover };
}
