import { createBreather, type Breather } from '../../learn/boost/breather.ts';
import type { Pacer } from '../../learn/pacer.ts';
import { createRandom, type Random } from '../../random.ts';

/** Rows of length 1 in the directions of their group's centre. */
export interface SphericalClusters {
  readonly count: number;
  /** count × width, each of length 1. */
  readonly centres: Float64Array;
  /** Centre of each row; −1 for rows without length. */
  readonly clusterOf: Int32Array;
  /** Mean cosine between rows and their centres. */
  readonly cohesion: number;
}

export interface SphericalOptions {
  readonly count: number;
  readonly seed: number;
  readonly pacer: Pacer;
  readonly starts?: number;
}

const STARTS = 4;
const MOST_ROUNDS = 30;
/** A round that moves less than this share of the rows is the last. */
const SETTLED = 0.002;

/** Each row scaled to length 1; rows of 0 stay. */
export function unitRows(values: Float32Array, width: number): Float32Array {
  const unit = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += width) {
    let sum = 0;
    for (let j = start; j < start + width; j++) sum += (values[j] as number) ** 2;
    if (sum > 0) for (let j = start; j < start + width; j++) unit[j] = (values[j] as number) / Math.sqrt(sum);
  }
  return unit;
}

/**
 * Spherical k-means (Dhillon and Modha 2001) from k-means++ starts; the start of greatest cohesion wins.
 * @param unit rows × width, of length 1 or 0
 * @returns fewer clusters than asked for where there are fewer different rows
 */
export async function sphericalKMeans(
  unit: Float32Array,
  width: number,
  { count, seed, pacer, starts = STARTS }: SphericalOptions,
): Promise<SphericalClusters> {
  const random = createRandom(seed);
  const breather = createBreather(pacer);
  const rows = Int32Array.from({ length: unit.length / width }, (_, i) => i).filter((row) =>
    hasLength(unit, width, row),
  );
  let best: SphericalClusters | undefined;
  for (let start = 0; start < starts; start++) {
    const found = await oneStart(unit, width, rows, count, random.fork(`start-${start}`), breather);
    if (!best || found.cohesion > best.cohesion) best = found;
  }
  return best ?? { count: 0, centres: new Float64Array(0), clusterOf: new Int32Array(0), cohesion: NaN };
}

function hasLength(unit: Float32Array, width: number, row: number): boolean {
  for (let j = row * width; j < (row + 1) * width; j++) if (unit[j] !== 0) return true;
  return false;
}

export function cosineTo(
  unit: Float32Array,
  row: number,
  centres: Float64Array,
  centre: number,
  width: number,
): number {
  let sum = 0;
  const [from, to] = [row * width, centre * width];
  for (let j = 0; j < width; j++) sum += (unit[from + j] as number) * (centres[to + j] as number);
  return sum;
}

async function oneStart(
  unit: Float32Array,
  width: number,
  rows: Int32Array,
  wanted: number,
  random: Random,
  breather: Breather,
): Promise<SphericalClusters> {
  const centres = await plusPlus(unit, width, rows, wanted, random, breather);
  const count = centres.length / width;
  const clusterOf = new Int32Array(unit.length / width).fill(-1);
  let cohesion = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = 0;
    let sum = 0;
    let loneliest = { row: -1, cosine: Infinity };
    for (const row of rows) {
      let best = 0;
      let cosine = -Infinity;
      for (let c = 0; c < count; c++) {
        const value = cosineTo(unit, row, centres, c, width);
        if (value <= cosine) continue;
        best = c;
        cosine = value;
      }
      if (clusterOf[row] !== best) moved++;
      clusterOf[row] = best;
      sum += cosine;
      if (cosine < loneliest.cosine) loneliest = { row, cosine };
      if (breather.due(count * width)) await breather.pause();
    }
    cohesion = sum / rows.length;
    if (moved <= SETTLED * rows.length) break;
    recentre(unit, width, rows, clusterOf, centres, loneliest.row);
  }
  return { count, centres, clusterOf, cohesion };
}

/** k-means++ (Arthur and Vassilvitskii 2007) with 1 − cosine, half the squared distance of unit vectors. */
async function plusPlus(
  unit: Float32Array,
  width: number,
  rows: Int32Array,
  wanted: number,
  random: Random,
  breather: Breather,
): Promise<Float64Array> {
  const chosen: number[] = rows.length > 0 ? [rows[random.integer(rows.length)] as number] : [];
  const distance = new Float64Array(rows.length).fill(Infinity);
  while (chosen.length > 0 && chosen.length < wanted) {
    const last = Float64Array.from(
      unit.subarray((chosen.at(-1) as number) * width, ((chosen.at(-1) as number) + 1) * width),
    );
    let total = 0;
    for (let i = 0; i < rows.length; i++) {
      const gap = Math.max(0, 1 - cosineTo(unit, rows[i] as number, last, 0, width));
      // Equal rows differ by rounding alone.
      distance[i] = Math.min(distance[i] as number, gap > 1e-6 ? gap : 0);
      total += distance[i] as number;
      if (breather.due(width)) await breather.pause();
    }
    if (total === 0) break;
    let left = random.next() * total;
    let pick = distance.findLastIndex((gap) => gap > 0);
    for (let i = 0; i < rows.length; i++) {
      left -= distance[i] as number;
      if (left < 0) {
        pick = i;
        break;
      }
    }
    chosen.push(rows[pick] as number);
  }
  const centres = new Float64Array(chosen.length * width);
  chosen.forEach((row, c) => centres.set(unit.subarray(row * width, (row + 1) * width), c * width));
  return centres;
}

/** Centres become the directions of their sums; one that lost all its rows takes the row that fits worst. */
function recentre(
  unit: Float32Array,
  width: number,
  rows: Int32Array,
  clusterOf: Int32Array,
  centres: Float64Array,
  loneliest: number,
): void {
  centres.fill(0);
  for (const row of rows) {
    const start = (clusterOf[row] as number) * width;
    for (let j = 0; j < width; j++) {
      centres[start + j] = (centres[start + j] as number) + (unit[row * width + j] as number);
    }
  }
  for (let start = 0; start < centres.length; start += width) {
    const centre = centres.subarray(start, start + width);
    const length = Math.sqrt(centre.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) for (let j = 0; j < width; j++) centre[j] = (centre[j] as number) / length;
    else centre.set(unit.subarray(loneliest * width, (loneliest + 1) * width));
  }
}
