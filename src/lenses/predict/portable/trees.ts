import { halfOf, readDigits } from './digits.ts';
import type { TreeMember } from './format.ts';

/**
 * Adds what every tree says of one row to the scores, each tree to the next score in turn. Nodes are passed over in
 * the order in which they are written, so that no walk can be longer than the model.
 */
export function addTrees(member: TreeMember, cells: readonly number[], scores: number[]): void {
  const { nodes, leaves, unit, widths } = member;
  const [nodeWidth, , leafWidth] = widths;
  const half = halfOf(leafWidth);
  const count = nodes.length / nodeWidth;
  let node = 0;
  let split = 0;
  let leaf = 0;
  for (let tree = 0; node < count; tree++) {
    /** Subtrees of this tree that begin further on. */
    let open = 1;
    /** How many of them lie before the one that the row falls into; none once it has found its leaf. */
    let skip = 0;
    let found = false;
    for (; open > 0 && node < count; node++) {
      const kind = readDigits(nodes, node, nodeWidth);
      if (kind === 0) {
        open--;
        if (skip > 0) skip--;
        else if (!found) {
          const set = tree % scores.length;
          scores[set] = (scores[set] as number) + unit * (readDigits(leaves, leaf, leafWidth) - half);
          found = true;
        }
        leaf++;
      } else {
        open++;
        if (skip > 0) skip++;
        else if (!found && !goesLeft(member, kind - 1, split, cells)) skip = 1;
        split++;
      }
    }
  }
}

function goesLeft(member: TreeMember, place: number, split: number, cells: readonly number[]): boolean {
  const cell = cells[member.fields[place] as number] as number;
  const cuts = member.cuts[place] as readonly number[] | readonly string[];
  const asked = readDigits(member.splits, split, member.widths[1]);
  const cut = cuts[isThresholds(cuts) ? asked >> 1 : asked];
  if (typeof cut === 'string') return cut[cell] === '1';
  return Number.isNaN(cell) ? asked % 2 === 1 : cell <= (cut as number);
}

const isThresholds = (cuts: readonly number[] | readonly string[]): boolean => typeof cuts[0] === 'number';
