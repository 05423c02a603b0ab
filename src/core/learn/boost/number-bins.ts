import { createRandom } from '../../random.ts';
import { countBelow, indexEdges } from './edge-index.ts';

/** Rows from which the edges of a column are taken at most. */
const SAMPLE_ROWS = 50_000;

/**
 * At most SAMPLE_ROWS of `rows`, one at random from each of equal stretches. The stream is fixed, so that bins depend
 * on the rows alone and can be shared by tries with different seeds.
 */
function sampleRows(rows: Int32Array): Int32Array {
  if (rows.length <= SAMPLE_ROWS) return rows;
  const random = createRandom(1);
  const sample = new Int32Array(SAMPLE_ROWS);
  const stretch = rows.length / SAMPLE_ROWS;
  for (let i = 0; i < SAMPLE_ROWS; i++) {
    sample[i] = rows[Math.min(rows.length - 1, Math.floor((i + random.next()) * stretch))] as number;
  }
  return sample;
}

/** Distinct values in rising order (−0 counts as 0, NaN left out) and how often each occurs. */
function countDistinct(values: Float64Array, rows: Int32Array): { distinct: Float64Array; counts: Int32Array } {
  const sorted = new Float64Array(rows.length);
  let known = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] as number] as number;
    if (value === value) sorted[known++] = value + 0;
  }
  sorted.subarray(0, known).sort();
  const distinct = new Float64Array(known);
  const counts = new Int32Array(known);
  let n = 0;
  for (let i = 0; i < known; i++) {
    const value = sorted[i] as number;
    if (n > 0 && value === distinct[n - 1]) counts[n - 1] = (counts[n - 1] as number) + 1;
    else {
      distinct[n] = value;
      counts[n] = 1;
      n++;
    }
  }
  return { distinct: distinct.subarray(0, n), counts: counts.subarray(0, n) };
}

/** A threshold t with low ≤ t < high: half-way where floating point allows it, so unseen values fall on the nearer side. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
}

/**
 * Positions in `counts` after which a bin ends, for at most `maxBins` bins of nearly equal row counts. A value that
 * alone fills a bin gets one of its own, and the rest share what is left.
 */
function binEnds(counts: Int32Array, maxBins: number): number[] {
  let total = 0;
  for (const count of counts) total += count;
  const fair = total / maxBins;
  let restRows = 0;
  let restBins = maxBins;
  for (const count of counts) {
    if (count >= fair) restBins--;
    else restRows += count;
  }
  const ends: number[] = [];
  let filled = 0;
  let size = restRows / Math.max(1, restBins);
  for (let i = 0; i < counts.length - 1 && ends.length < maxBins - 1; i++) {
    const count = counts[i] as number;
    const large = count >= fair;
    filled += count;
    if (!large) restRows -= count;
    const nextLarge = (counts[i + 1] as number) >= fair;
    if (large || filled >= size || (nextLarge && filled >= size / 2)) {
      ends.push(i);
      filled = 0;
      if (!large) size = restRows / Math.max(1, --restBins);
    }
  }
  return ends;
}

/**
 * Thresholds between the bins of a number column, rising: value v lies in bin b (1 …) where edges[b − 2] < v ≤
 * edges[b − 1]. One bin a distinct value where there are at most `maxBins`.
 * @param rows the rows to learn from; others are never read
 */
export function numberEdges(values: Float64Array, rows: Int32Array, maxBins: number): Float64Array {
  const { distinct, counts } = countDistinct(values, sampleRows(rows));
  if (distinct.length <= maxBins) {
    return Float64Array.from({ length: Math.max(0, distinct.length - 1) }, (_, i) =>
      between(distinct[i] as number, distinct[i + 1] as number),
    );
  }
  return Float64Array.from(binEnds(counts, maxBins), (i) => between(distinct[i] as number, distinct[i + 1] as number));
}

/** Bin of each of `rows`: 0 for NaN, else 1 + the number of edges below the value. */
export function numberCodes(values: Float64Array, rows: Int32Array, edges: Float64Array): Uint8Array {
  const codes = new Uint8Array(rows.length);
  const index = indexEdges(edges);
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] as number] as number;
    if (value === value) codes[i] = countBelow(index, value) + 1;
  }
  return codes;
}
