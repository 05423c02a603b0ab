import type { BinnedColumn } from './bins.ts';
import type { Breather } from './breather.ts';
import type { Histogram } from './histogram.ts';
import { createHistogramPool } from './histogram-pool.ts';
import { createHistogramBuilder, layOutBins } from './leaf-histograms.ts';
import { hessianIn, type MassUnit } from './mass.ts';
import type { BoostParams } from './params.ts';
import { createPartition } from './partition.ts';
import { searchCategory } from './split-category.ts';
import { leafValue, noSplit, searchNumber, startSearch, type LeafSums, type Split } from './split.ts';
import { TreeBuilder } from './tree-builder.ts';
import type { GrownTree } from './tree.ts';

/** A leaf of the tree that is growing: rows order[start … end). */
interface Leaf extends LeafSums {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  /** l2 penalty of the split that made it. */
  readonly l2: number;
  histogram: Histogram | undefined;
  split: Split;
}

/** Called for each finished leaf with its rows and the score they are to be moved by. */
type OnLeaf = (order: Int32Array, start: number, end: number, value: number) => void;

interface TreeGrower {
  /**
   * Grows one tree, the leaf with the largest gain first.
   * @param pairs gradient and mass of all rows, interleaved
   * @param bag rows to learn from, rising; all when absent
   * @param chosen columns that may be split
   */
  grow(pairs: Float64Array, bag: Int32Array | undefined, chosen: Int32Array, onLeaf: OnLeaf): Promise<GrownTree>;
}

/**
 * Holds the work space of one fit.
 * @param directions for each column, 1 or −1 where the prediction must be monotone in it, else 0
 */
export function createTreeGrower(
  columns: readonly BinnedColumn[],
  rows: number,
  params: BoostParams,
  directions: Int8Array,
  massUnit: MassUnit,
  breather: Breather,
): TreeGrower {
  const layout = layOutBins(columns);
  const builder = createHistogramBuilder(columns, layout, rows, breather);
  const pool = createHistogramPool(layout.total);
  const order = new Int32Array(rows);
  const partition = createPartition(order);
  const anyMonotone = directions.some((direction) => direction !== 0);

  const splittable = (leaf: Leaf): boolean =>
    leaf.rows >= 2 * params.minLeaf && (params.depth === 0 || leaf.depth < params.depth);

  const search = (leaf: Leaf, chosen: Int32Array): void => {
    const started = startSearch(params, leaf, massUnit, anyMonotone);
    const best = noSplit();
    for (const c of chosen) {
      const { binning, binCount } = columns[c] as BinnedColumn;
      const offset = layout.offsets[c] as number;
      const histogram = leaf.histogram as Histogram;
      if (binning.kind === 'category') searchCategory(started, histogram, offset, binCount, c, best);
      else searchNumber(started, histogram, offset, binCount, c, directions[c] as number, best);
    }
    leaf.split = best;
  };

  const makeRoot = (pairs: Float64Array, bag: Int32Array | undefined): Leaf => {
    const count = bag?.length ?? rows;
    if (bag) order.set(bag);
    else for (let i = 0; i < rows; i++) order[i] = i;
    let gradient = 0;
    let mass = 0;
    for (let k = 0; k < count; k++) {
      const at = 2 * (order[k] as number);
      gradient += pairs[at] as number;
      mass += pairs[at + 1] as number;
    }
    return {
      node: 0,
      start: 0,
      end: count,
      depth: 0,
      gradient,
      hessian: hessianIn(mass, massUnit),
      rows: count,
      lowest: -Infinity,
      highest: Infinity,
      l2: params.l2,
      histogram: undefined,
      split: noSplit(),
    };
  };

  /** The two children of a leaf, whose rows `partition` has put in order. */
  const divide = (leaf: Leaf, middle: number, node: number): [Leaf, Leaf] => {
    const { split } = leaf;
    const g = split.leftGradient;
    const h = split.leftHessian;
    const common = { depth: leaf.depth + 1, l2: split.l2, histogram: undefined };
    let { lowest, highest } = leaf;
    let rightLowest = lowest;
    let rightHighest = highest;
    const direction = directions[split.column] as number;
    if (direction !== 0) {
      // Neither side may later pass the point half-way between the two, so the order holds however they grow.
      const left = leafValue(g, h, params.l1, split.l2, lowest, highest);
      const right = leafValue(leaf.gradient - g, leaf.hessian - h, params.l1, split.l2, lowest, highest);
      const middleValue = (left + right) / 2;
      if (direction > 0) highest = rightLowest = middleValue;
      else lowest = rightHighest = middleValue;
    }
    const left: Leaf = {
      ...common,
      node,
      start: leaf.start,
      end: middle,
      gradient: g,
      hessian: h,
      rows: middle - leaf.start,
      lowest,
      highest,
      split: noSplit(),
    };
    const right: Leaf = {
      ...common,
      node: node + 1,
      start: middle,
      end: leaf.end,
      gradient: leaf.gradient - g,
      hessian: leaf.hessian - h,
      rows: leaf.end - middle,
      lowest: rightLowest,
      highest: rightHighest,
      split: noSplit(),
    };
    return [left, right];
  };

  /** Histograms and best splits of two siblings: the smaller one is summed, the other is what is left of the parent. */
  const searchChildren = async (
    parent: Leaf,
    children: [Leaf, Leaf],
    open: readonly Leaf[],
    pairs: Float64Array,
    chosen: Int32Array,
  ): Promise<void> => {
    const [small, large] = children[0].rows <= children[1].rows ? children : [children[1], children[0]];
    const inherited = parent.histogram;
    if (!splittable(large)) return pool.giveBack(parent);
    parent.histogram = undefined;
    const sum = async (leaf: Leaf): Promise<void> => {
      leaf.histogram = pool.take(open);
      await builder.build(leaf.histogram, chosen, pairs, order, leaf.start, leaf.rows);
    };
    if (inherited) {
      await sum(small);
      builder.subtract(inherited, small.histogram as Histogram, chosen);
      large.histogram = inherited;
    }
    for (const leaf of [small, large]) {
      if (splittable(leaf)) {
        if (!inherited) await sum(leaf);
        search(leaf, chosen);
      }
      if (leaf.split.gain <= 0) pool.giveBack(leaf);
    }
  };

  return {
    async grow(pairs, bag, chosen, onLeaf) {
      const tree = new TreeBuilder(params.leaves);
      const root = makeRoot(pairs, bag);
      tree.setCover(0, root.rows);
      if (splittable(root)) {
        root.histogram = pool.take([]);
        await builder.build(root.histogram, chosen, pairs, order, 0, root.rows);
        search(root, chosen);
      }
      const open: Leaf[] = [root];
      for (let leaves = 1; leaves < params.leaves; leaves++) {
        const at = indexOfLargestGain(open);
        const leaf = open[at] as Leaf;
        if (leaf.split.gain <= 0) break;
        const { codes, binCount } = columns[leaf.split.column] as BinnedColumn;
        const middle = partition(codes, binCount, leaf.split, leaf.start, leaf.end);
        const children = divide(leaf, middle, tree.split(leaf.node, leaf.split));
        open[at] = children[0];
        open.push(children[1]);
        for (const child of children) tree.setCover(child.node, child.rows);
        if (leaves + 1 < params.leaves) await searchChildren(leaf, children, open, pairs, chosen);
        else pool.giveBack(leaf);
        if (breather.due(leaf.rows)) await breather.pause();
      }
      for (const leaf of open) {
        pool.giveBack(leaf);
        const value =
          params.learningRate * leafValue(leaf.gradient, leaf.hessian, params.l1, leaf.l2, leaf.lowest, leaf.highest);
        tree.setValue(leaf.node, value);
        onLeaf(order, leaf.start, leaf.end, value);
      }
      return tree.finish();
    },
  };
}

function indexOfLargestGain(open: readonly Leaf[]): number {
  let best = 0;
  for (let i = 1; i < open.length; i++) {
    if ((open[i] as Leaf).split.gain > (open[best] as Leaf).split.gain) best = i;
  }
  return best;
}
