import * as tf from '@tensorflow/tfjs-core';
import { FILL_ID, UNKNOWN_ID, type NetPlan } from '../plan.ts';
import type { Batch, ImageBatch, TokenBatch } from '../spec.ts';

/** Texts are filled up to a multiple of so many words, and different words to so many: WebGL compiles for each size. */
const POSITIONS = 8;
const WORDS = 256;

/** A batch of texts as tensors. */
export interface TextInput {
  readonly kind: 'texts';
  readonly rows: number;
  /** Words a row, filled up. */
  readonly positions: number;
  /** Ids of the different words, `FILL_ID` first. */
  readonly words: tf.Tensor1D;
  /** rows × positions, numbers of `words`. */
  readonly places: tf.Tensor1D;
  /** rows × 1 × 1: words that count, the fill-up of short texts included. */
  readonly lengths: tf.Tensor3D;
  /** Per id of the vocabulary its place in `words`; behind them where it is not there, and for `FILL_ID`. */
  readonly slots: Int32Array;
}

export interface PictureInput {
  readonly kind: 'pictures';
  readonly rows: number;
  readonly pixels: tf.Tensor4D;
}

export type NetInputs = TextInput | PictureInput;

const roundUp = (count: number, to: number): number => Math.ceil(count / to) * to;

function textInput(plan: NetPlan, { rows, ids, offsets }: TokenBatch, vocabulary: number): TextInput {
  const lengths = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    lengths[row] = Math.max((offsets[row + 1] as number) - (offsets[row] as number), plan.shortest);
  }
  const positions = roundUp(Math.max(...lengths), POSITIONS);
  const slots = new Int32Array(vocabulary).fill(-1);
  slots[FILL_ID] = 0;
  const words: number[] = [FILL_ID];
  const placeOf = (id: number): number => {
    const known = id >= 0 && id < vocabulary ? id : UNKNOWN_ID;
    if (slots[known] === -1) slots[known] = words.push(known) - 1;
    return slots[known] as number;
  };
  const places = new Int32Array(rows * positions);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [offsets[row] as number, offsets[row + 1] as number];
    if (from === to) places[row * positions] = placeOf(UNKNOWN_ID);
    for (let i = from; i < to; i++) places[row * positions + i - from] = placeOf(ids[i] as number);
  }
  const room = roundUp(words.length, WORDS);
  for (let id = 0; id < vocabulary; id++) if (slots[id] === -1 || id === FILL_ID) slots[id] = room;
  const filled = Int32Array.from({ length: room }, (_, i) => words[i] ?? FILL_ID);
  return {
    kind: 'texts',
    rows,
    positions,
    words: tf.tensor1d(filled, 'int32'),
    places: tf.tensor1d(places, 'int32'),
    lengths: tf.tensor3d(lengths, [rows, 1, 1]),
    slots,
  };
}

function pictureInput({ rows, pixels }: ImageBatch, height: number, width: number, channels: number): PictureInput {
  return { kind: 'pictures', rows, pixels: tf.tensor4d(pixels, [rows, height, width, channels]) };
}

/**
 * Brings a batch onto the GPU, inside a `tidy`.
 * @throws Error where the batch is not what the net takes (a programming mistake, not a person's)
 */
export function bringInputs(plan: NetPlan, batch: Batch): NetInputs {
  const { input } = plan.spec;
  if (batch.kind === 'tokens' && input.kind === 'tokens') return textInput(plan, batch, input.vocabulary);
  if (batch.kind === 'image' && input.kind === 'image') {
    return pictureInput(batch, input.height, input.width, input.channels);
  }
  throw new Error(`the net takes ${input.kind}, not ${batch.kind}`);
}
