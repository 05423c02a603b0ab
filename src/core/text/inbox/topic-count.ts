import { createBreather } from '../../learn/boost/breather.ts';
import type { Pacer } from '../../learn/pacer.ts';
import { createRandom, shuffle } from '../../random.ts';
import { sphericalKMeans, type SphericalClusters } from './spherical-k-means.ts';

/** Numbers of topics that are tried. */
const COUNTS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 23, 26, 30] as const;
export const MOST_TOPICS = 30;
/** Rows whose distances to each other are compared, and rows a topic must have on average. */
const MOST_COMPARED = 1_000;
const FEWEST_PER_TOPIC = 5;
const STARTS_TO_TRY = 2;

export interface TopicCountChoice {
  readonly clusters: SphericalClusters;
  /** What was tried: mean silhouette by number of topics. */
  readonly tried: readonly { readonly count: number; readonly silhouette: number }[];
}

/**
 * The number of clusters of greatest mean silhouette (Rousseeuw 1987) on cosines, over a sample of at most 1,000 rows.
 * @param unit rows × width, of length 1 or 0
 */
export async function chooseTopicCount(
  unit: Float32Array,
  width: number,
  seed: number,
  pacer: Pacer,
): Promise<TopicCountChoice> {
  const rows = unit.length / width;
  const sample = Int32Array.from({ length: rows }, (_, i) => i);
  shuffle(sample, createRandom(seed).fork('silhouette'));
  const compared = sample.slice(0, MOST_COMPARED).sort();
  const cosines = await cosinesAmong(unit, width, compared, pacer);
  const tried: { count: number; silhouette: number }[] = [];
  let best: { clusters: SphericalClusters; silhouette: number } | undefined;
  for (const count of COUNTS) {
    if (count > 2 && count * FEWEST_PER_TOPIC > rows) break;
    const clusters = await sphericalKMeans(unit, width, { count, seed, pacer, starts: STARTS_TO_TRY });
    const silhouette = meanSilhouette(cosines, compared, clusters);
    tried.push({ count, silhouette });
    if (!best || silhouette > best.silhouette) best = { clusters, silhouette };
    await pacer.pause();
  }
  return { clusters: (best as NonNullable<typeof best>).clusters, tried };
}

async function cosinesAmong(unit: Float32Array, width: number, rows: Int32Array, pacer: Pacer): Promise<Float32Array> {
  const breather = createBreather(pacer);
  const n = rows.length;
  const cosines = new Float32Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < a; b++) {
      let sum = 0;
      for (let j = 0; j < width; j++) {
        sum += (unit[(rows[a] as number) * width + j] as number) * (unit[(rows[b] as number) * width + j] as number);
      }
      cosines[a * n + b] = sum;
      cosines[b * n + a] = sum;
    }
    if (breather.due(a * width)) await breather.pause();
  }
  return cosines;
}

/** Rows alone in their cluster count 0; rows without length are left out. Distance is 1 − cosine. */
function meanSilhouette(cosines: Float32Array, rows: Int32Array, { count, clusterOf }: SphericalClusters): number {
  const n = rows.length;
  const sizes = new Int32Array(count);
  const of = Int32Array.from(rows, (row) => clusterOf[row] as number);
  for (const cluster of of) if (cluster >= 0) sizes[cluster] = (sizes[cluster] as number) + 1;
  const sums = new Float64Array(count);
  let total = 0;
  let judged = 0;
  for (let a = 0; a < n; a++) {
    const own = of[a] as number;
    if (own < 0) continue;
    judged++;
    if (sizes[own] === 1) continue;
    sums.fill(0);
    for (let b = 0; b < n; b++) {
      const other = of[b] as number;
      if (b !== a && other >= 0) sums[other] = (sums[other] as number) + 1 - (cosines[a * n + b] as number);
    }
    const within = (sums[own] as number) / ((sizes[own] as number) - 1);
    let nearest = Infinity;
    for (let c = 0; c < count; c++) {
      if (c !== own && (sizes[c] as number) > 0)
        nearest = Math.min(nearest, (sums[c] as number) / (sizes[c] as number));
    }
    if (nearest < Infinity) total += (nearest - within) / Math.max(nearest, within, 1e-12);
  }
  return judged > 0 ? total / judged : NaN;
}
