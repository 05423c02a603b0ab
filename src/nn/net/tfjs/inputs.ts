import * as tf from '@tensorflow/tfjs-core';
import { FILL_ID, UNKNOWN_ID, type NetPlan } from '../plan.ts';
import type { Batch, ImageBatch, NetInput, StepsBatch, TokenBatch } from '../spec.ts';

/** Texts are filled up to a multiple of so many words, and different words to so many: WebGL compiles for each size. */
const POSITIONS = 8;
const WORDS = 256;

/** Rows of unlike lengths, filled up to the longest. */
export interface RaggedInput {
  readonly rows: number;
  /** Words, or positions, a row. */
  readonly positions: number;
  /** rows × 1 × 1: those that count, the fill-up of short rows included. */
  readonly lengths: tf.Tensor3D;
}

/** A batch of texts as tensors. */
export interface TextInput extends RaggedInput {
  readonly kind: 'texts';
  /** Ids of the different words, `FILL_ID` first. */
  readonly words: tf.Tensor1D;
  /** rows × positions, numbers of `words`. */
  readonly places: tf.Tensor1D;
  /** Per id of the vocabulary its place in `words`; behind them where it is not there, and for `FILL_ID`. */
  readonly slots: Int32Array;
}

/** A batch of steps as tensors. */
export interface StepsInput extends RaggedInput {
  readonly kind: 'steps';
  /** Ids of each field: rows · positions. */
  readonly fields: readonly tf.Tensor1D[];
  /** rows · positions × numbers; absent where there are none. */
  readonly numbers?: tf.Tensor2D;
}

export interface PictureInput {
  readonly kind: 'pictures';
  readonly rows: number;
  readonly pixels: tf.Tensor4D;
}

export type NetInputs = TextInput | StepsInput | PictureInput;

const roundUp = (count: number, to: number): number => Math.ceil(count / to) * to;

/** How long each row counts as, and how long all are made. */
function fillUp(plan: NetPlan, { rows, offsets }: TokenBatch | StepsBatch): RaggedInput {
  const lengths = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    lengths[row] = Math.max((offsets[row + 1] as number) - (offsets[row] as number), plan.shortest);
  }
  return { rows, positions: roundUp(Math.max(...lengths), POSITIONS), lengths: tf.tensor3d(lengths, [rows, 1, 1]) };
}

function textInput(plan: NetPlan, batch: TokenBatch, vocabulary: number): TextInput {
  const { rows, ids, offsets } = batch;
  const filled = fillUp(plan, batch);
  const { positions } = filled;
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
  const known = Int32Array.from({ length: room }, (_, i) => words[i] ?? FILL_ID);
  return {
    ...filled,
    kind: 'texts',
    words: tf.tensor1d(known, 'int32'),
    places: tf.tensor1d(places, 'int32'),
    slots,
  };
}

function stepsInput(
  plan: NetPlan,
  batch: StepsBatch,
  { fields, numbers: count }: Extract<NetInput, { kind: 'steps' }>,
): StepsInput {
  const { rows, ids, offsets } = batch;
  const filled = fillUp(plan, batch);
  const all = rows * filled.positions;
  const numbers = new Float32Array(all * count);
  const columns = fields.map(() => new Int32Array(all).fill(FILL_ID));
  for (let row = 0; row < rows; row++) {
    const [from, end] = [offsets[row] as number, offsets[row + 1] as number];
    const to = row * filled.positions;
    numbers.set(batch.numbers.subarray(from * count, end * count), to * count);
    for (const [field, own] of columns.entries()) {
      if (from === end) own[to] = UNKNOWN_ID;
      for (let i = from; i < end; i++) {
        const id = ids[i * fields.length + field] as number;
        own[to + i - from] = id >= 0 && id < (fields[field] as number) ? id : UNKNOWN_ID;
      }
    }
  }
  return {
    ...filled,
    kind: 'steps',
    fields: columns.map((own) => tf.tensor1d(own, 'int32')),
    ...(count > 0 ? { numbers: tf.tensor2d(numbers, [all, count]) } : {}),
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
  if (batch.kind === 'steps' && input.kind === 'steps') return stepsInput(plan, batch, input);
  if (batch.kind === 'image' && input.kind === 'image') {
    return pictureInput(batch, input.height, input.width, input.channels);
  }
  throw new Error(`the net takes ${input.kind}, not ${batch.kind}`);
}
