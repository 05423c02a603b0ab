import { CodedError } from '../../../core/errors.ts';
import type { BoostInput, BoostState } from '../../../core/learn/boost/state.ts';
import { OTHER_LEVEL } from '../../../core/prepare/steps/categories.ts';
import type { Cleaned, CleanedLevels } from './cleaned.ts';
import { digitsFor, halfOf, MOST_DIGITS, writeDigits } from './digits.ts';
import type { FieldBook } from './fields.ts';
import { LARGEST, type TreeMember } from './format.ts';
import { coefficient, shortThresholds } from './short-numbers.ts';

export interface TreeContext {
  readonly cleaned: readonly Cleaned[];
  readonly book: FieldBook;
  readonly minRows: number;
  readonly weight: number;
  /** How far rounding may move a score in all. */
  readonly tolerance: number;
}

/** How the splits of one column are written. */
interface SplitWriter {
  readonly field: number;
  readonly cuts: readonly number[] | readonly string[];
  /** What a node asks, as a position among the cuts. */
  ask(node: number): number;
}

/**
 * Boosted trees, written short. Levels of too few rows follow those that were never met; where too few rows had a gap to
 * learn its side from, it follows the larger side.
 * @throws portable.refused.small-leaves, portable.refused.unknown-method
 */
export function makeTrees(state: BoostState, context: TreeContext): TreeMember {
  const { trees, base } = state;
  checkLeaves(state, context.minRows);
  const order = preorder(state);
  const writers = new Map<number, SplitWriter & { readonly place: number }>();
  for (const node of order) {
    const input = trees.input[node] as number;
    if (input < 0 || writers.has(input)) continue;
    writers.set(input, { ...splitWriter(state, input, context), place: writers.size });
  }
  const asked = order
    .filter((node) => (trees.input[node] as number) >= 0)
    .map((node) => (writers.get(trees.input[node] as number) as SplitWriter).ask(node));
  const leaves = leafUnits(state, order, context.tolerance);
  const widths = [digitsFor(writers.size), digitsFor(largest(asked)), leaves.width] as const;
  const nodes = order.map((node) => 1 + (writers.get(trees.input[node] as number)?.place ?? -1));
  return {
    kind: 'trees',
    weight: context.weight,
    base: Array.from(base, coefficient),
    fields: [...writers.values()].map(({ field }) => field),
    cuts: [...writers.values()].map(({ cuts }) => cuts),
    widths,
    nodes: nodes.map((node) => writeDigits(node, widths[0])).join(''),
    splits: asked.map((one) => writeDigits(one, widths[1])).join(''),
    leaves: leaves.values.map((value) => writeDigits(value + halfOf(leaves.width), leaves.width)).join(''),
    unit: leaves.unit,
  };
}

const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);

/** @throws portable.refused.small-leaves */
function checkLeaves({ trees }: BoostState, minRows: number): void {
  let smallest = Infinity;
  trees.input.forEach((input, node) => {
    if (input < 0) smallest = Math.min(smallest, trees.cover[node] as number);
  });
  if (smallest < minRows) throw new CodedError('portable.refused.small-leaves', { rows: smallest, minRows });
}

/** Nodes of all trees, a split's left side before its right one. */
function preorder({ trees, base, rounds }: BoostState): number[] {
  const order: number[] = [];
  for (let tree = 0; tree < rounds * base.length; tree++) {
    const ahead = [trees.starts[tree] as number];
    for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
      order.push(node);
      const left = trees.left[node] as number;
      if ((trees.input[node] as number) >= 0) ahead.push(left + 1, left);
    }
  }
  return order;
}

function splitWriter(state: BoostState, position: number, context: TreeContext): SplitWriter {
  const input = state.inputs[position] as BoostInput;
  const cleaned = context.cleaned.find(({ name }) => name === input.name);
  if (!cleaned || cleaned.kind !== input.kind) {
    throw new CodedError('portable.refused.unknown-method', { method: input.name });
  }
  const field = context.book.use(cleaned);
  const gapsLearned = cleaned.missing === 0 || cleaned.missing >= context.minRows;
  const { trees } = state;
  const missingLeft = (node: number): boolean => {
    if (gapsLearned) return trees.missingLeft[node] === 1;
    return 2 * (trees.cover[trees.left[node] as number] as number) >= (trees.cover[node] as number);
  };
  if (cleaned.kind === 'category') {
    return levelWriter(state, (input as { readonly levels: readonly string[] }).levels, cleaned, field, missingLeft);
  }
  const found = new Set<number>();
  trees.input.forEach((input, node) => {
    if (input === position) found.add(trees.threshold[node] as number);
  });
  const rising = [...found].toSorted((a, b) => a - b);
  const place = new Map(rising.map((threshold, i) => [threshold, i]));
  // Past the largest number there is lies what splits all numbers from the gaps.
  const cuts = shortThresholds(rising.map((threshold) => Math.min(LARGEST, threshold + cleaned.shift)));
  const ask = (node: number): number =>
    2 * (place.get(trees.threshold[node] as number) as number) + (missingLeft(node) ? 1 : 0);
  return { field, cuts, ask };
}

function levelWriter(
  { trees }: BoostState,
  known: readonly string[],
  { levels, unseen }: CleanedLevels,
  field: number,
  missingLeft: (node: number) => boolean,
): SplitWriter {
  const bits = new Map(known.map((level, i) => [level, i]));
  const goesLeft = (node: number, level: string | null): boolean => {
    const bit = level === null ? undefined : bits.get(level);
    if (bit === undefined) return missingLeft(node);
    const word = trees.levelBits[(trees.levelSet[node] as number) + (bit >> 5)] as number;
    return ((word >>> (bit & 31)) & 1) === 1;
  };
  const sets = new Map<string, number>();
  const places = [null, unseen === OTHER_LEVEL ? OTHER_LEVEL : null, ...levels];
  const setOf = (node: number): string => places.map((level) => (goesLeft(node, level) ? '1' : '0')).join('');
  const cuts: string[] = [];
  const ask = (node: number): number => {
    const set = setOf(node);
    const at = sets.get(set) ?? cuts.push(set) - 1;
    sets.set(set, at);
    return at;
  };
  return { field, cuts, ask };
}

/** Leaf values as whole multiples of a unit so small that no sum of leaves is off by more than the tolerance. */
function leafUnits(
  { trees, rounds }: BoostState,
  order: readonly number[],
  tolerance: number,
): { readonly values: readonly number[]; readonly unit: number; readonly width: number } {
  const values = order.filter((node) => (trees.input[node] as number) < 0).map((node) => trees.value[node] as number);
  const highest = largest(values.map(Math.abs));
  if (highest === 0) return { values: values.map(() => 0), unit: 1, width: 1 };
  const finest = highest / halfOf(MOST_DIGITS - 1);
  const unit = coefficient(Math.max(finest, (2 * tolerance) / Math.max(1, rounds)));
  const whole = values.map((value) => Math.round(value / unit));
  const width = digitsFor(2 * largest(whole.map(Math.abs)) + 1);
  return { values: whole, unit, width };
}
