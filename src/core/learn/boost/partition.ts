import type { Split } from './split.ts';

/** Puts rows from[start … end) of `order` in two groups, those that go left first; returns where the right ones begin. */
type Partition = (codes: Uint8Array, binCount: number, split: Split, start: number, end: number) => number;

/** A stable partition in place of the row order of one fit. */
export function createPartition(order: Int32Array): Partition {
  const spare = new Int32Array(order.length);
  const goesLeft = new Uint8Array(256);
  return (codes, binCount, split, start, end) => {
    if (split.leftBins) goesLeft.set(split.leftBins);
    else {
      goesLeft.fill(1, 1, split.bin + 1).fill(0, split.bin + 1, binCount);
      goesLeft[0] = split.missingLeft ? 1 : 0;
    }
    let left = start;
    let right = 0;
    for (let k = start; k < end; k++) {
      const row = order[k] as number;
      const isLeft = goesLeft[codes[row] as number] as number;
      // Written to both sides and kept on one: no branch to mispredict.
      order[left] = row;
      spare[right] = row;
      left += isLeft;
      right += 1 - isLeft;
    }
    order.set(spare.subarray(0, right), left);
    return left;
  };
}
