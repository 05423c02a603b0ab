import { pieces, type EncodedRows, type InputPlan } from './inputs.ts';

/** Room for one batch, reused: what enters directly, row-major, and the rows of the embedding table. */
export interface Batch {
  /** size × plan.width */
  readonly dense: Float32Array;
  /** size × plan.lookups */
  readonly lookups: Int32Array;
  /** Encoded rows that are in it. */
  readonly members: Int32Array;
}

/** Room for `size` rows. */
export function makeBatch(plan: InputPlan, size: number): Batch {
  return {
    dense: new Float32Array(size * plan.width),
    lookups: new Int32Array(size * plan.lookups),
    members: new Int32Array(size),
  };
}

/**
 * Spells out `size` encoded rows, those that `order` names from `from` on, starting again at its front past the end.
 * @param batch overwritten
 */
export function fillBatch(
  plan: InputPlan,
  rows: EncodedRows,
  order: Int32Array,
  from: number,
  size: number,
  batch: Batch,
): void {
  const { width, lookups } = plan;
  const { dense, members } = batch;
  for (let i = 0; i < size; i++) members[i] = order[(from + i) % order.length] as number;
  dense.fill(0);
  let offset = 0;
  let lookup = 0;
  for (let j = 0; j < plan.inputs.length; j++) {
    const input = plan.inputs[j] as InputPlan['inputs'][number];
    const codes = rows.codes[j] as Int32Array;
    if (input.kind === 'number') {
      const parts = pieces(input);
      const values = rows.values[j] as Float32Array;
      const positions = rows.positions[j] as Float32Array;
      for (let i = 0; i < size; i++) {
        const row = members[i] as number;
        let at = i * width + offset;
        dense[at++] = values[row] as number;
        if (parts === 0) continue;
        const position = positions[row] as number;
        const whole = Math.min(parts, Math.floor(position));
        for (let t = 0; t < whole; t++) dense[at++] = 1;
        if (whole < parts) dense[at] = position - whole;
      }
      offset += 1 + parts;
    } else if (input.kind === 'one-hot') {
      for (let i = 0; i < size; i++) {
        const code = codes[members[i] as number] as number;
        if (code >= 0) dense[i * width + offset + code] = 1;
      }
      offset += input.levels.length;
    } else {
      for (let i = 0; i < size; i++) {
        batch.lookups[i * lookups + lookup] = codes[members[i] as number] as number;
      }
      lookup++;
    }
  }
}
