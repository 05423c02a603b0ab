import { createBreather } from '../../learn/boost/breather.ts';
import type { Pacer } from '../../learn/pacer.ts';
import type { SparseRows } from '../sparse.ts';
import { DisjointSets } from './disjoint-sets.ts';
import { clearRow, dotRow, rowLengths, scatterRow } from './row-products.ts';

/** Two rows whose cosine reaches the threshold, first < second; one link for each row that joins a group. */
export interface NearLink {
  readonly first: number;
  readonly second: number;
  readonly similarity: number;
}

export interface NearLinks {
  /** Enough links to hold every group together: a spanning forest, not all pairs. */
  readonly links: readonly NearLink[];
  /** False where a row had so many candidates that some were not looked at. */
  readonly complete: boolean;
}

/** Candidates that are compared with a row, and entries of lists that are read for it, at most. */
const MOST_COMPARED = 64;
const MOST_READ = 1_024;
/** Cosines of 32-bit values are known to about this. */
const ROUNDING = 1e-6;

/**
 * Rows joined by a cosine of at least `threshold`. Exact while `complete`: prefix filtering (Bayardo, Ma and Srikant
 * 2007). With columns ordered from rare to frequent, two rows as near as that share a column among the first of both,
 * up to where what is left of a row is shorter than the threshold; only these are listed and looked up. The rarest column
 * that two share bounds their cosine by what is left of both (Anastasiu and Karypis 2014), so that few are compared.
 * @param members rows to join; rows without values are near to none
 */
export async function findNearLinks(
  vectors: SparseRows,
  members: Int32Array,
  threshold: number,
  pacer: Pacer,
): Promise<NearLinks> {
  const breather = createBreather(pacer);
  const lengths = rowLengths(vectors);
  const rank = rarityRanks(vectors, members);
  const lists = new PostingLists(vectors.columns);
  const sets = new DisjointSets(vectors.rows);
  const dense = new Float64Array(vectors.columns);
  const seenFor = new Int32Array(vectors.rows).fill(-1);
  const links: NearLink[] = [];
  let complete = true;
  for (const row of members) {
    const length = lengths[row] as number;
    if (!(length > 0)) continue;
    const prefix = prefixOf(vectors, row, rank, length, threshold);
    const work = { read: 0, compared: 0 };
    scatterRow(vectors, row, 1 / length, dense);
    for (const [place, column] of prefix.columns.entries()) {
      const [weight, rest] = [prefix.weights[place] as number, prefix.rests[place] as number];
      for (let entry = lists.newest(column); entry >= 0; entry = lists.before(entry)) {
        if (work.read++ >= MOST_READ || work.compared >= MOST_COMPARED) {
          complete = false;
          break;
        }
        const other = lists.rowOf(entry);
        if (seenFor[other] === row) continue;
        seenFor[other] = row;
        if (lists.bound(entry, weight, rest) < threshold - ROUNDING || sets.find(other) === sets.find(row)) continue;
        work.compared++;
        const similarity = dotRow(vectors, other, dense) / (lengths[other] as number);
        if (similarity < threshold) continue;
        sets.join(row, other);
        links.push({ first: Math.min(row, other), second: Math.max(row, other), similarity: Math.min(1, similarity) });
      }
    }
    clearRow(vectors, row, dense);
    prefix.columns.forEach((column, i) =>
      lists.push(column, row, prefix.weights[i] as number, prefix.rests[i] as number),
    );
    if (breather.due(1_000 + 20 * work.read + 100 * work.compared)) await breather.pause();
  }
  return { links, complete };
}

/** Place of each column from rare to frequent. */
function rarityRanks({ columns, offsets, indices }: SparseRows, members: Int32Array): Int32Array {
  const counts = new Int32Array(columns);
  for (const row of members) {
    for (let k = offsets[row] as number; k < (offsets[row + 1] as number); k++) {
      const column = indices[k] as number;
      counts[column] = (counts[column] as number) + 1;
    }
  }
  const order = Int32Array.from({ length: columns }, (_, i) => i).sort(
    (a, b) => (counts[a] as number) - (counts[b] as number) || a - b,
  );
  const rank = new Int32Array(columns);
  order.forEach((column, place) => {
    rank[column] = place;
  });
  return rank;
}

interface Prefix {
  readonly columns: Int32Array;
  /** Values of the row at length 1, and the length of what comes after each. */
  readonly weights: Float64Array;
  readonly rests: Float64Array;
}

/** The rarest columns of a row, so many that the others together are shorter than the threshold. */
function prefixOf(
  { offsets, indices, values }: SparseRows,
  row: number,
  rank: Int32Array,
  length: number,
  threshold: number,
): Prefix {
  const start = offsets[row] as number;
  // Ranks are whole and below 2^31, places below 2^20: one number holds both, and typed arrays sort numbers fastest.
  const keys = Float64Array.from(
    { length: (offsets[row + 1] as number) - start },
    (_, i) => (rank[indices[start + i] as number] as number) * PLACES + i,
  ).sort();
  const entries = Int32Array.from(keys, (key) => start + (key % PLACES));
  const weights = Float64Array.from(entries, (entry) => (values[entry] as number) / length);
  const rests = new Float64Array(entries.length);
  const enough = (threshold - ROUNDING) ** 2;
  let square = 0;
  let from = entries.length;
  for (let i = entries.length - 1; i >= 0; i--) {
    rests[i] = Math.sqrt(square);
    square += (weights[i] as number) ** 2;
    if (square < enough) from = i;
  }
  return {
    columns: entries.subarray(0, from).map((entry) => indices[entry] as number),
    weights: weights.subarray(0, from),
    rests: rests.subarray(0, from),
  };
}

const PLACES = 2 ** 20;

/** Rows listed by column, the newest first. */
class PostingLists {
  readonly #newest: Int32Array;
  #rows = new Int32Array(1 << 12);
  #before = new Int32Array(1 << 12);
  #weights = new Float32Array(1 << 12);
  #rests = new Float32Array(1 << 12);
  #entries = 0;

  constructor(columns: number) {
    this.#newest = new Int32Array(columns).fill(-1);
  }

  newest(column: number): number {
    return this.#newest[column] as number;
  }

  before(entry: number): number {
    return this.#before[entry] as number;
  }

  rowOf(entry: number): number {
    return this.#rows[entry] as number;
  }

  /** Highest cosine that a row with this weight and rest at the same column can have, if it is the rarest they share. */
  bound(entry: number, weight: number, rest: number): number {
    return weight * (this.#weights[entry] as number) + rest * (this.#rests[entry] as number);
  }

  push(column: number, row: number, weight: number, rest: number): void {
    const entry = this.#entries++;
    if (entry === this.#rows.length) this.#double();
    this.#rows[entry] = row;
    this.#weights[entry] = weight;
    this.#rests[entry] = rest;
    this.#before[entry] = this.#newest[column] as number;
    this.#newest[column] = entry;
  }

  #double(): void {
    const length = 2 * this.#rows.length;
    const [rows, before] = [new Int32Array(length), new Int32Array(length)];
    const [weights, rests] = [new Float32Array(length), new Float32Array(length)];
    rows.set(this.#rows);
    before.set(this.#before);
    weights.set(this.#weights);
    rests.set(this.#rests);
    [this.#rows, this.#before, this.#weights, this.#rests] = [rows, before, weights, rests];
  }
}
