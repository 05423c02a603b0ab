import type { PictureSize } from '../../core/learn/image/picture-rows.ts';
import { pooledSize, poolInto } from '../../core/learn/image/pool.ts';
import { fitSoftmax, type SoftmaxFit } from '../../core/learn/image/softmax-regression.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { createRandom, shuffle } from '../../core/random.ts';
import { flipPicture } from './changes.ts';

/** Pictures with their classes, as numbers 0 … 1. */
export interface LabelledPictures {
  readonly size: PictureSize;
  /** count × height × width × channels. */
  readonly pixels: Float32Array;
  readonly codes: Int32Array;
  readonly classes: number;
}

/** How a linear classifier that has seen pictures as they are reads new ones, and the same ones mirrored. */
export interface MirrorEvidence {
  /** Pictures that were read. */
  readonly pictures: number;
  /** Share read rightly as they are. */
  readonly right: number;
  /** Share read rightly when mirrored. */
  readonly mirrored: number;
  /** Standard error of the difference of the two, which are of the same pictures. */
  readonly error: number;
}

/** Pictures that are looked at, and numbers of each: the judgement needs no more, and takes a second. */
const MOST_PICTURES = 2_000;
const MOST_NUMBERS = 512;
const PENALTY = 30;
const STOP = { tolerance: 1e-3, mostSteps: 60 } as const;

/** Standard errors by which a share has to be better, or worse, to count as that. */
const SURE = 2;
/** Loss of accuracy through mirroring that is taken for none, and the largest that may go unseen. */
const SLIGHT = 0.03;
const UNSEEN = 0.08;

/** Reads a picture's class. */
type Reader = (pixels: Float32Array) => number;

/** Learns some pictures by logistic regression on their pixels, large pictures in squares of them. */
async function learnPictures(
  pictures: LabelledPictures,
  learned: Int32Array,
  present: readonly number[],
  pacer: Pacer,
): Promise<Reader> {
  const { size, codes } = pictures;
  const pool = poolFor(size);
  const width = numbersAfter(size, pool);
  const values = new Float64Array(learned.length * width);
  for (const [row, i] of learned.entries()) poolInto(pictureOf(pictures, i), size, pool, values, row * width);
  const means = new Float64Array(width);
  for (const [at, value] of values.entries())
    means[at % width] = (means[at % width] as number) + value / learned.length;
  const spread = rootMeanSquare(values, means);
  const scale = (value: number, at: number): number => (value - (means[at % width] as number)) / spread;
  const rows = {
    count: learned.length,
    width,
    values: Float32Array.from(values, scale),
    codes: Int32Array.from(learned, (i) => present.indexOf(codes[i] as number)),
    classes: present.length,
    weights: new Float64Array(learned.length).fill(1),
  };
  const fit = await toEnd(fitSoftmax(rows, PENALTY, STOP, pacer));
  const one = new Float64Array(width);
  return (pixels) => {
    poolInto(pixels, size, pool, one, 0);
    return present[likeliest(fit, one.map(scale))] as number;
  };
}

/**
 * Half of a sample is learned from, the other half read twice.
 * @param seed which pictures are drawn
 */
export async function mirrorEvidence(pictures: LabelledPictures, seed: number, pacer: Pacer): Promise<MirrorEvidence> {
  const { size, codes } = pictures;
  const drawn = Int32Array.from(codes, (_, i) => i);
  shuffle(drawn, createRandom(seed).fork('mirrored'));
  const half = Math.min(MOST_PICTURES, drawn.length) >> 1;
  const learned = drawn.subarray(0, half);
  const present = [...new Set(Array.from(learned, (i) => codes[i] as number))].toSorted((a, b) => a - b);
  // A class that only the other half has cannot be read.
  const read = drawn.subarray(half, 2 * half).filter((i) => present.includes(codes[i] as number));
  if (present.length < 2 || read.length === 0) return { pictures: 0, right: 0, mirrored: 0, error: 0 };
  const classOf = await learnPictures(pictures, learned, present, pacer);
  let [right, mirrored, onlyOne] = [0, 0, 0];
  for (const i of read) {
    await pacer.pause();
    const picture = pictureOf(pictures, i);
    const asIs = classOf(picture) === codes[i];
    const turned = classOf(flipPicture(picture, size)) === codes[i];
    right += Number(asIs);
    mirrored += Number(turned);
    onlyOne += Number(asIs !== turned);
  }
  const count = read.length;
  return { pictures: count, right: right / count, mirrored: mirrored / count, error: Math.sqrt(onlyOne) / count };
}

/**
 * Whether mirrored pictures still are of their class. `unclear` where the pictures are few, or the classifier reads them
 * hardly better than by guessing the most frequent class.
 * @param guess share of the most frequent class
 */
export function readMirror(
  { pictures, right, mirrored, error }: MirrorEvidence,
  guess: number,
): 'harmless' | 'confuses' | 'unclear' {
  if (pictures === 0) return 'unclear';
  const lost = right - mirrored;
  if (lost > SLIGHT && lost > SURE * error) return 'confuses';
  const isGuessing = right - guess <= SURE * Math.sqrt((guess * (1 - guess)) / pictures);
  // Of none among n it can be said that they are fewer than 3 / n.
  const isVague = Math.max(SURE * error, 3 / pictures) > UNSEEN;
  return isGuessing || isVague ? 'unclear' : 'harmless';
}

const pictureOf = ({ size, pixels }: LabelledPictures, i: number): Float32Array => {
  const each = size.height * size.width * size.channels;
  return pixels.subarray(i * each, (i + 1) * each);
};

function numbersAfter(size: PictureSize, pool: number): number {
  const { height, width, channels } = pooledSize(size, pool);
  return height * width * channels;
}

function poolFor(size: PictureSize): number {
  let pool = 1;
  while (numbersAfter(size, pool) > MOST_NUMBERS) pool++;
  return pool;
}

function rootMeanSquare(values: Float64Array, means: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++)
    sum += ((values[at] as number) - (means[at % means.length] as number)) ** 2;
  return Math.sqrt(sum / values.length) || 1;
}

function likeliest({ slopes, intercepts }: SoftmaxFit, x: Float64Array): number {
  let [top, best] = [0, -Infinity];
  for (const [k, intercept] of intercepts.entries()) {
    let score = intercept;
    for (let j = 0; j < x.length; j++) score += (slopes[k * x.length + j] as number) * (x[j] as number);
    if (score > best) [top, best] = [k, score];
  }
  return top;
}

async function toEnd<Result>(run: AsyncGenerator<unknown, Result>): Promise<Result> {
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}
