import type { Kernels, Place } from '../../kernels/kernels.ts';
import { FILL_ID, UNKNOWN_ID, type NetPlan } from '../plan.ts';
import { sizeOf, type NetShape } from '../shape.ts';
import type { Batch, ImageBatch, StepsBatch, TokenBatch } from '../spec.ts';
import type { Frame } from './frame.ts';
import type { Pass, Steps, Texts } from './pass.ts';

/** Where rows start that are filled up to what the net needs. */
function filledOffsets(plan: NetPlan, batch: TokenBatch | StepsBatch): Int32Array {
  const offsets = new Int32Array(batch.rows + 1);
  for (let row = 0; row < batch.rows; row++) {
    const length = (batch.offsets[row + 1] as number) - (batch.offsets[row] as number);
    offsets[row + 1] = (offsets[row] as number) + Math.max(length, plan.shortest);
  }
  return offsets;
}

/** Ids as the net counts them: empty texts are one unknown word, ids out of range too, short texts are filled up. */
function bringTexts(frame: Frame, plan: NetPlan, batch: TokenBatch): { x: Place; texts: Texts } {
  const vocabulary = plan.spec.input.kind === 'tokens' ? plan.spec.input.vocabulary : 0;
  const offsets = filledOffsets(plan, batch);
  const tokens = offsets[batch.rows] as number;
  const ids = new Int32Array(tokens).fill(FILL_ID);
  for (let row = 0; row < batch.rows; row++) {
    const from = batch.offsets[row] as number;
    const length = (batch.offsets[row + 1] as number) - from;
    const to = offsets[row] as number;
    if (length === 0) ids[to] = UNKNOWN_ID;
    for (let i = 0; i < length; i++) {
      const id = batch.ids[from + i] as number;
      ids[to + i] = id >= 0 && id < vocabulary ? id : UNKNOWN_ID;
    }
  }
  return { x: frame.ints(ids), texts: { tokens, offsets, starts: frame.ints(offsets) } };
}

/** The same with an id a field and numbers at each position; what fills up has zeros for numbers. */
function bringSteps(
  frame: Frame,
  plan: NetPlan,
  batch: StepsBatch,
  { fields, numbers: count }: Extract<NetShape, { kind: 'steps' }>,
): { x: Place; texts: Texts; steps: Steps } {
  const offsets = filledOffsets(plan, batch);
  const tokens = offsets[batch.rows] as number;
  const numbers = new Float32Array(tokens * count);
  const ids = fields.map(() => new Int32Array(tokens).fill(FILL_ID));
  for (let row = 0; row < batch.rows; row++) {
    const from = batch.offsets[row] as number;
    const length = (batch.offsets[row + 1] as number) - from;
    const to = offsets[row] as number;
    numbers.set(batch.numbers.subarray(from * count, (from + length) * count), to * count);
    for (const [field, own] of ids.entries()) {
      if (length === 0) own[to] = UNKNOWN_ID;
      for (let i = 0; i < length; i++) {
        const id = batch.ids[(from + i) * fields.length + field] as number;
        own[to + i] = id >= 0 && id < (fields[field] as number) ? id : UNKNOWN_ID;
      }
    }
  }
  return {
    x: frame.floats(numbers),
    texts: { tokens, offsets, starts: frame.ints(offsets) },
    steps: { fields: ids.map((own) => frame.ints(own)), count },
  };
}

/**
 * Takes a batch into the kernels' memory.
 * @throws Error where the batch is not what the net takes (a programming mistake, not a person's)
 */
export function bringBatch(
  frame: Frame,
  plan: NetPlan,
  batch: Batch,
): { x: Place } & Pick<Pass, 'rows' | 'texts' | 'steps'> {
  const [input] = plan.shapes;
  if (batch.kind === 'tokens' && input?.kind === 'tokens') {
    return { rows: batch.rows, ...bringTexts(frame, plan, batch) };
  }
  if (batch.kind === 'steps' && input?.kind === 'steps') {
    return { rows: batch.rows, ...bringSteps(frame, plan, batch, input) };
  }
  if (batch.kind === 'image' && input?.kind === 'picture') {
    const wanted = batch.rows * (sizeOf(input) ?? 0);
    if (batch.pixels.length !== wanted) throw new Error(`${batch.pixels.length} numbers, not ${wanted}`);
    return { rows: batch.rows, x: frame.floats(batch.pixels) };
  }
  throw new Error(`the net takes ${input?.kind}, not ${batch.kind}`);
}

/** Some of a batch's rows. */
function takeRows(batch: Batch, plan: NetPlan, from: number, to: number): Batch {
  if (batch.kind === 'image') return takeImages(batch, (plan.shapes[0] && sizeOf(plan.shapes[0])) ?? 0, from, to);
  return { ...batch, rows: to - from, offsets: batch.offsets.subarray(from, to + 1) };
}

function takeImages(batch: ImageBatch, size: number, from: number, to: number): ImageBatch {
  return { kind: 'image', rows: to - from, pixels: batch.pixels.subarray(from * size, to * size) };
}

/** Rows that are worked on at once, tokens, and numbers that leave one layer: what keeps memory small and caches warm. */
const ROWS = 256;
const TOKENS = 8192;
const NUMBERS = 1 << 20;

/** A batch of any size in pieces that may be worked on one after another. */
export function* pieces(batch: Batch, plan: NetPlan): Generator<{ from: number; batch: Batch }> {
  const widest = Math.max(1, ...plan.shapes.map((shape) => sizeOf(shape) ?? 0));
  const rows = Math.max(1, Math.min(ROWS, Math.floor(NUMBERS / widest)));
  for (let from = 0; from < batch.rows;) {
    let to = Math.min(batch.rows, from + rows);
    if (batch.kind !== 'image') {
      const start = batch.offsets[from] as number;
      while (to > from + 1 && (batch.offsets[to] as number) - start > TOKENS) to--;
    }
    yield { from, batch: takeRows(batch, plan, from, to) };
    from = to;
  }
}

/** Reads numbers out of the kernels' memory. */
export const readFloats = (kernels: Kernels, place: Place, length: number): Float32Array =>
  Float32Array.from(kernels.floats.subarray(place, place + length));
