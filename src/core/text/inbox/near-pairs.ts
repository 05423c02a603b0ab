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
const MOST_COMPARED = 256;
const MOST_READ = 4_096;
/** Cosines of 32-bit values are known to about this. */
const ROUNDING = 1e-6;

/**
 * Rows joined by a cosine of at least `threshold`. Exact while `complete`: prefix filtering (Bayardo, Ma and Srikant
 * 2007). With columns ordered from rare to frequent, two rows as near as that share a column among the first of both,
 * up to where what is left of a row is shorter than the threshold; only these are listed and looked up.
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
    for (const column of prefix) {
      for (let entry = lists.newest(column); entry >= 0; entry = lists.before(entry)) {
        if (work.read++ >= MOST_READ || work.compared >= MOST_COMPARED) {
          complete = false;
          break;
        }
        const other = lists.rowOf(entry);
        if (seenFor[other] === row || sets.find(other) === sets.find(row)) continue;
        seenFor[other] = row;
        work.compared++;
        const similarity = dotRow(vectors, other, dense) / (lengths[other] as number);
        if (similarity < threshold) continue;
        sets.join(row, other);
        links.push({ first: Math.min(row, other), second: Math.max(row, other), similarity: Math.min(1, similarity) });
      }
    }
    clearRow(vectors, row, dense);
    for (const column of prefix) lists.push(column, row);
    if (breather.due(1_000 + work.read + 100 * work.compared)) await breather.pause();
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

/** The rarest columns of a row, so many that the others together are shorter than the threshold. */
function prefixOf(
  { offsets, indices, values }: SparseRows,
  row: number,
  rank: Int32Array,
  length: number,
  threshold: number,
): Int32Array {
  const start = offsets[row] as number;
  const entries = Int32Array.from({ length: (offsets[row + 1] as number) - start }, (_, i) => start + i).sort(
    (a, b) => (rank[indices[a] as number] as number) - (rank[indices[b] as number] as number),
  );
  const enough = (threshold - ROUNDING) ** 2;
  let rest = 0;
  let from = entries.length;
  while (from > 0) {
    rest += ((values[entries[from - 1] as number] as number) / length) ** 2;
    if (rest >= enough) break;
    from--;
  }
  return entries.subarray(0, from).map((entry) => indices[entry] as number);
}

/** Rows listed by column, the newest first. */
class PostingLists {
  readonly #newest: Int32Array;
  #rows = new Int32Array(1 << 12);
  #before = new Int32Array(1 << 12);
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

  push(column: number, row: number): void {
    if (this.#entries === this.#rows.length) {
      this.#rows = doubled(this.#rows);
      this.#before = doubled(this.#before);
    }
    this.#rows[this.#entries] = row;
    this.#before[this.#entries] = this.#newest[column] as number;
    this.#newest[column] = this.#entries++;
  }
}

function doubled(values: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * values.length);
  larger.set(values);
  return larger;
}
