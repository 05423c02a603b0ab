import { CodedError } from '../../errors.ts';
import { getColumn, type Table } from '../../table/table.ts';
import type { Pacer } from '../pacer.ts';
import { levelBins } from './category-bins.ts';
import { countBelow, indexEdges, type EdgeIndex } from './edge-index.ts';
import type { BoostInput, BoostState, Trees } from './state.ts';

/** Rows put through all trees together: their bins and scores stay in the processor's cache. */
const BLOCK = 1024;

/** A column cut at the thresholds that the trees use, so that every comparison is one of small integers. */
type Reader =
  | { readonly kind: 'number'; readonly values: Float64Array; readonly index: EdgeIndex }
  | { readonly kind: 'category'; readonly codes: Int32Array; readonly bins: Uint8Array };

/** The trees over those cuts. */
interface Compiled {
  readonly trees: Trees;
  /** Position among the readers, −1 at a leaf. */
  readonly slot: Int32Array;
  /** 1 where bin 0 must not count as small, because missing values go right. */
  readonly skip: Uint8Array;
  /** Bins up to this (after `skip`) go left. */
  readonly limit: Int32Array;
  readonly readers: readonly Reader[];
}

function thresholdsOf(state: BoostState, input: number): Float64Array {
  const { trees } = state;
  const found = new Set<number>();
  for (let node = 0; node < trees.input.length; node++) {
    if (trees.input[node] === input) found.add(trees.threshold[node] as number);
  }
  return Float64Array.from(found).sort();
}

/** @throws table.no-column, train.column-kind */
function makeReader(table: Table, state: BoostState, position: number): Reader {
  const input = state.inputs[position] as BoostInput;
  const column = getColumn(table, input.name);
  if (input.kind === 'category') {
    if (column.kind === 'category') {
      return { kind: 'category', codes: column.codes, bins: levelBins(column, input.levels) };
    }
  } else if (column.kind === 'number' || column.kind === 'date') {
    return { kind: 'number', values: column.values, index: indexEdges(thresholdsOf(state, position)) };
  }
  throw new CodedError('train.column-kind', { column: input.name, expected: input.kind, kind: column.kind });
}

function compile(table: Table, state: BoostState): Compiled {
  const { trees } = state;
  const nodes = trees.input.length;
  const slots = new Int32Array(state.inputs.length).fill(-1);
  const readers: Reader[] = [];
  const slot = new Int32Array(nodes).fill(-1);
  const skip = new Uint8Array(nodes);
  const limit = new Int32Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const input = trees.input[node] as number;
    if (input < 0) continue;
    if (slots[input] === -1) {
      slots[input] = readers.length;
      readers.push(makeReader(table, state, input));
    }
    slot[node] = slots[input] as number;
    const reader = readers[slots[input] as number] as Reader;
    if (reader.kind === 'category') continue;
    skip[node] = trees.missingLeft[node] === 1 ? 0 : 1;
    limit[node] = countBelow(reader.index, trees.threshold[node] as number) + 1 - (skip[node] as number);
  }
  return { trees, slot, skip, limit, readers };
}

/** Bins of rows start … start + count, row after row. */
function readBlock(readers: readonly Reader[], start: number, count: number, block: Uint8Array): void {
  const width = readers.length;
  for (const [slot, reader] of readers.entries()) {
    for (let i = 0; i < count; i++) {
      let bin = 0;
      if (reader.kind === 'number') {
        const value = reader.values[start + i] as number;
        if (value === value) bin = countBelow(reader.index, value) + 1;
      } else {
        const code = reader.codes[start + i] as number;
        if (code >= 0) bin = reader.bins[code] as number;
      }
      block[i * width + slot] = bin;
    }
  }
}

/** Adds one tree's values for the rows of a block. */
function addBlock(compiled: Compiled, root: number, block: Uint8Array, count: number, scores: Float64Array): void {
  const { slot, skip, limit, readers, trees } = compiled;
  const { left, levelSet, levelBits, missingLeft, value } = trees;
  const width = readers.length;
  for (let i = 0; i < count; i++) {
    const base = i * width;
    let node = root;
    for (let s = slot[node] as number; s >= 0; s = slot[node] as number) {
      const bin = block[base + s] as number;
      const set = levelSet[node] as number;
      let right: number;
      if (set < 0) {
        // With `skip`, bin 0 wraps round to 255 and so goes right. The sign bit is 1 where the bin is past the limit.
        right = ((limit[node] as number) - ((bin - (skip[node] as number)) & 255)) >>> 31;
      } else if (bin === 0) right = 1 - (missingLeft[node] as number);
      else right = 1 - (((levelBits[set + ((bin - 1) >> 5)] as number) >>> ((bin - 1) & 31)) & 1);
      node = (left[node] as number) + right;
    }
    scores[i] = (scores[i] as number) + (value[node] as number);
  }
}

/** Raw scores of every row, row after row: rows × outputs. */
export async function rawScores(table: Table, state: BoostState, pacer: Pacer): Promise<Float64Array> {
  const outputs = state.base.length;
  const scores = new Float64Array(table.rowCount * outputs);
  const compiled = compile(table, state);
  const block = new Uint8Array(BLOCK * compiled.readers.length);
  const sums = new Float64Array(BLOCK);
  for (let start = 0; start < table.rowCount; start += BLOCK) {
    await pacer.pause();
    const count = Math.min(BLOCK, table.rowCount - start);
    readBlock(compiled.readers, start, count, block);
    for (let o = 0; o < outputs; o++) {
      sums.fill(state.base[o] as number);
      for (let t = o; t < state.rounds * outputs; t += outputs) {
        addBlock(compiled, state.trees.starts[t] as number, block, count, sums);
      }
      for (let i = 0; i < count; i++) scores[(start + i) * outputs + o] = sums[i] as number;
    }
  }
  return scores;
}
