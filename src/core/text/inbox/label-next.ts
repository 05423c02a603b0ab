import { CodedError } from '../../errors.ts';
import { createBreather } from '../../learn/boost/breather.ts';
import type { Pacer } from '../../learn/pacer.ts';
import { createRandom, shuffle, type Random } from '../../random.ts';
import { argsort } from '../../stats/order.ts';
import { cosineTo, sphericalKMeans, unitRows, type SphericalClusters } from './spherical-k-means.ts';

export interface LabelNextInput {
  /** Rows without a label. */
  readonly candidates: Int32Array;
  /** Dense vectors of all texts, rows × width: projections on topics' directions, or a network's. */
  readonly vectors: Float32Array;
  readonly width: number;
  /** Class probabilities of all texts, rows × classes; without a model none. */
  readonly probabilities?: { readonly values: Float64Array; readonly classes: number };
  /** Rows that have a label: without a model, texts unlike these come first. */
  readonly labelled?: Int32Array;
  readonly batch?: number;
  readonly seed: number;
  readonly pacer: Pacer;
}

/** A text worth labelling. */
export interface Useful {
  readonly row: number;
  /** 1 − (p of the likeliest class − p of the next), 0 … 1; 1 without a model. */
  readonly uncertainty: number;
  /** How much it is like others: mean cosine to the ten most similar of a sample. */
  readonly density: number;
}

const BATCH = 10;
/** Candidates that are looked at, rows that density is measured against, and the most similar of them that count. */
const MOST_CANDIDATES = 10_000;
const REFERENCE = 300;
const NEAREST = 10;
/** The most useful that are spread over clusters, a place of the batch. */
const POOL = 20;
const MOST_CLUSTERS = 60;

/**
 * The texts whose labels would teach most: uncertainty of the margin (Scheffer and others 2001) times density (Settles
 * and Craven 2008), one a cluster, so that ten are not ten times the same. Without a model: the most typical text of each
 * cluster, clusters without a label first, the larger first.
 * @returns at most `batch`, the most useful first
 * @throws text.too-few-texts where no candidate has a vector, text.misaligned; CancelledError
 */
export async function labelNext(input: LabelNextInput): Promise<Useful[]> {
  const { vectors, width, seed, pacer, probabilities, batch = BATCH } = input;
  const rows = vectors.length / width;
  if (probabilities && probabilities.values.length !== rows * probabilities.classes) {
    throw new CodedError('text.misaligned', { rows, other: probabilities.values.length / probabilities.classes });
  }
  const random = createRandom(seed);
  const candidates = chosen(input.candidates, vectors, width, random);
  if (candidates.length === 0) throw new CodedError('text.too-few-texts', { rows: 0, needed: 1 });
  const unit = unitRows(takeDense(vectors, width, candidates), width);
  const density = await densityOf(unit, width, random.fork('density'), pacer);
  const uncertainty = Float64Array.from(candidates, (row) => (probabilities ? doubt(probabilities, row) : 1));
  const useful = (place: number): Useful => ({
    row: candidates[place] as number,
    uncertainty: uncertainty[place] as number,
    density: density[place] as number,
  });
  const places = probabilities
    ? await spread(
        unit,
        width,
        Float64Array.from(density, (value, i) => value * (uncertainty[i] as number)),
        input,
      )
    : await representatives(unit, width, input);
  return places.slice(0, batch).map(useful);
}

/** Candidates with a vector, ascending; a seeded part of very many. */
function chosen(candidates: Int32Array, vectors: Float32Array, width: number, random: Random): Int32Array {
  const filled = candidates.filter((row) => vectors.subarray(row * width, (row + 1) * width).some((v) => v !== 0));
  if (filled.length <= MOST_CANDIDATES) return filled;
  shuffle(filled, random.fork('candidates'));
  return filled.slice(0, MOST_CANDIDATES).sort();
}

function takeDense(vectors: Float32Array, width: number, rows: Int32Array): Float32Array {
  const taken = new Float32Array(rows.length * width);
  rows.forEach((row, i) => taken.set(vectors.subarray(row * width, (row + 1) * width), i * width));
  return taken;
}

function doubt({ values, classes }: NonNullable<LabelNextInput['probabilities']>, row: number): number {
  let [first, second] = [0, 0];
  for (let j = row * classes; j < (row + 1) * classes; j++) {
    const p = values[j] as number;
    if (p > first) [first, second] = [p, first];
    else if (p > second) second = p;
  }
  return 1 - (first - second);
}

async function densityOf(unit: Float32Array, width: number, random: Random, pacer: Pacer): Promise<Float64Array> {
  const rows = unit.length / width;
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  shuffle(order, random);
  const reference = order.subarray(0, REFERENCE);
  const centres = Float64Array.from(takeDense(unit, width, reference));
  const breather = createBreather(pacer);
  const density = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const cosines: number[] = [];
    for (let i = 0; i < reference.length; i++) {
      if (reference[i] !== row) cosines.push(Math.max(0, cosineTo(unit, row, centres, i, width)));
    }
    const nearest = Float64Array.from(cosines).sort().subarray(-NEAREST);
    density[row] = nearest.length > 0 ? nearest.reduce((a, b) => a + b, 0) / nearest.length : 1;
    if (breather.due(reference.length * width)) await breather.pause();
  }
  return density;
}

/** The most useful of each cluster of the most useful. */
async function spread(
  unit: Float32Array,
  width: number,
  score: Float64Array,
  { seed, pacer, batch = BATCH }: LabelNextInput,
): Promise<number[]> {
  const pool = argsort(score)
    .reverse()
    .slice(0, batch * POOL);
  const part = takeDense(unit, width, pool);
  const { clusterOf } = await sphericalKMeans(part, width, { count: batch, seed, pacer });
  const taken = new Set<number>();
  const first = Array.from(pool.keys()).filter((i) => {
    const cluster = clusterOf[i] as number;
    if (taken.has(cluster)) return false;
    taken.add(cluster);
    return true;
  });
  // Fewer clusters than places: the next most useful fill them.
  const rest = Array.from(pool.keys()).filter((i) => !first.includes(i));
  return [...first, ...rest].map((i) => pool[i] as number);
}

/** The most typical of each cluster. */
async function representatives(unit: Float32Array, width: number, input: LabelNextInput): Promise<number[]> {
  const { seed, pacer, vectors, labelled = new Int32Array(0), batch = BATCH } = input;
  const count = Math.min(MOST_CLUSTERS, batch + labelled.length);
  const clusters = await sphericalKMeans(unit, width, { count, seed, pacer });
  const known = new Set<number>();
  const labelledUnit = unitRows(takeDense(vectors, width, labelled), width);
  for (let i = 0; i < labelled.length; i++) known.add(nearestCentre(labelledUnit, i, width, clusters));
  const sizes = new Int32Array(clusters.count);
  const best = new Int32Array(clusters.count).fill(-1);
  const cosines = new Float64Array(clusters.count).fill(-Infinity);
  clusters.clusterOf.forEach((cluster, row) => {
    if (cluster < 0) return;
    sizes[cluster] = (sizes[cluster] as number) + 1;
    const cosine = cosineTo(unit, row, clusters.centres, cluster, width);
    if (cosine <= (cosines[cluster] as number)) return;
    cosines[cluster] = cosine;
    best[cluster] = row;
  });
  return Array.from(best.keys())
    .filter((cluster) => (best[cluster] as number) >= 0)
    .toSorted(
      (a, b) => Number(known.has(a)) - Number(known.has(b)) || (sizes[b] as number) - (sizes[a] as number) || a - b,
    )
    .map((cluster) => best[cluster] as number);
}

function nearestCentre(unit: Float32Array, row: number, width: number, { count, centres }: SphericalClusters): number {
  let best = 0;
  for (let centre = 1; centre < count; centre++) {
    if (cosineTo(unit, row, centres, centre, width) > cosineTo(unit, row, centres, best, width)) best = centre;
  }
  return best;
}
