/** A tree over bins, as grown. Nodes are numbered from 0, the root; the right child follows the left one directly. */
export interface GrownTree {
  /** Position of the split column among the binned ones, −1 at a leaf. */
  readonly column: Int32Array;
  /** Bins 1 … bin go left, where the column is of numbers. */
  readonly bin: Uint8Array;
  readonly missingLeft: Uint8Array;
  /** 1 for each bin that goes left, where the column is of categories. */
  readonly leftBins: readonly (Uint8Array | undefined)[];
  readonly left: Int32Array;
  /** Raw score that a leaf adds, learning rate included; 0 at splits. */
  readonly value: Float64Array;
  /** Training rows in use that passed through the node. */
  readonly cover: Float64Array;
}

/** The leaf that a row of binned columns falls into. */
function leafOf(tree: GrownTree, columns: readonly Uint8Array[], row: number): number {
  let node = 0;
  for (;;) {
    const column = tree.column[node] as number;
    if (column < 0) return node;
    const bin = (columns[column] as Uint8Array)[row] as number;
    const set = tree.leftBins[node];
    const goesLeft = set
      ? set[bin] === 1
      : bin === 0
        ? tree.missingLeft[node] === 1
        : bin <= (tree.bin[node] as number);
    node = (tree.left[node] as number) + (goesLeft ? 0 : 1);
  }
}

/** Adds a tree's values to scores[start + row] for `count` rows of `rows`, or for rows 0 … count − 1. */
export function addTree(
  tree: GrownTree,
  columns: readonly Uint8Array[],
  scores: Float64Array,
  start: number,
  count: number,
  rows?: Int32Array,
): void {
  for (let k = 0; k < count; k++) {
    const row = rows ? (rows[k] as number) : k;
    const at = start + row;
    scores[at] = (scores[at] as number) + (tree.value[leafOf(tree, columns, row)] as number);
  }
}
