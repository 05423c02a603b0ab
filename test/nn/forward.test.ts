import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { CancelledError } from '../../src/core/errors.ts';
import { fillBatch, makeBatch } from '../../src/nn/mlp/batch.ts';
import { predictRows } from '../../src/nn/mlp/forward.ts';
import { encodeRows, planInputs } from '../../src/nn/mlp/inputs.ts';
import { byRole, splitParameters } from '../../src/nn/mlp/parameters.ts';
import { specsOf, type MlpState } from '../../src/nn/mlp/state.ts';
import { makeSynthetic, type Synthetic } from '../support/synthetic-table.ts';
import { rowsBelow } from '../support/synthetic-scores.ts';

const ROWS = 150;

/** A network that learned nothing: random numbers everywhere. */
function randomState(seed: number, hidden: readonly number[], classes: number): [MlpState, Synthetic] {
  const data = makeSynthetic('regression', ROWS, seed);
  const plan = planInputs(data.features, data.train, { bins: 3, embeddingSize: 4 });
  const named = Array.from({ length: classes }, (_, k) => `class ${k}`);
  const task = classes === 0 ? 'regression' : classes === 2 ? 'binary' : 'multiclass';
  const state: MlpState = {
    task,
    classes: named,
    plan,
    hidden,
    activation: 'silu',
    parameters: new Float32Array(),
    epochs: 1,
    ...(classes === 0 ? { target: { mean: 10, spread: 2, low: 8, high: 12 } } : {}),
  };
  const random = createRandom(seed).fork('parameters');
  return [{ ...state, parameters: byRole(specsOf(state), () => 0).map(() => 0.4 * random.normal()) }, data];
}

/** The same network by the book: every input times every weight, no folding. */
function plainOutputs(state: MlpState, data: Synthetic): number[][] {
  const rows = rowsBelow(ROWS);
  const { plan, hidden } = state;
  const batch = makeBatch(plan, ROWS);
  fillBatch(plan, encodeRows(plan, data.features, rows, 'train'), rows, 0, ROWS, batch);
  const blocks = splitParameters(specsOf(state), state.parameters);
  const get = (name: string, i: number): number => blocks.get(name)?.[i] as number;
  return Array.from(rows, (row) => {
    const units = hidden[0] as number;
    let x = Array.from({ length: units }, (_, unit) => {
      let sum = get('bias0', unit);
      for (let j = 0; j < plan.width; j++) {
        sum += (batch.dense[row * plan.width + j] as number) * get('scale', j) * get('first', j * units + unit);
      }
      for (let c = 0; c < plan.lookups; c++) {
        const level = batch.lookups[row * plan.lookups + c] as number;
        for (let k = 0; k < plan.embeddingSize; k++) {
          const weight = get('lookup', (c * plan.embeddingSize + k) * units + unit);
          sum += get('table', level * plan.embeddingSize + k) * weight;
        }
      }
      return sum;
    });
    for (let layer = 1; layer <= hidden.length; layer++) {
      const active = x.map((v) => v / (1 + Math.exp(-v)));
      const width = (blocks.get(`bias${layer}`) as Float32Array).length;
      x = Array.from({ length: width }, (_, unit) =>
        active.reduce((sum, v, i) => sum + v * get(`weight${layer}`, i * width + unit), get(`bias${layer}`, unit)),
      );
    }
    return x;
  });
}

describe('predictRows', () => {
  it('computes what the network says written out in full, for any shape', async () => {
    const shape = fc.tuple(fc.integer(), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(shape, async ([seed, hidden]) => {
        const [state, data] = randomState(seed, hidden, 3);
        const prediction = await predictRows(state, data.features);
        const said = prediction.task === 'regression' ? [] : [...prediction.probabilities];
        const wanted = plainOutputs(state, data).flatMap((out) => {
          const odds = out.map((z) => Math.exp(z));
          return odds.map((o) => o / odds.reduce((sum, v) => sum + v, 0));
        });
        expect(said.length).toBe(wanted.length);
        expect(Math.max(...said.map((p, i) => Math.abs(p - (wanted[i] as number))))).toBeLessThan(1e-9);
      }),
      { numRuns: 25 },
    );
  });

  it('gives both classes of a yes-or-no question, and numbers within the range that was seen', async () => {
    const [binary, data] = randomState(4, [5], 2);
    const said = await predictRows(binary, data.features);
    const outputs = plainOutputs(binary, data);
    expect(said).toMatchObject({ task: 'binary', classes: ['class 0', 'class 1'] });
    const { probabilities } = said as { probabilities: Float64Array };
    for (let row = 0; row < ROWS; row++) {
      expect(probabilities[2 * row + 1]).toBeCloseTo(1 / (1 + Math.exp(-(outputs[row]?.[0] as number))), 9);
      expect((probabilities[2 * row] as number) + (probabilities[2 * row + 1] as number)).toBeCloseTo(1, 12);
    }
    const [numbers, table] = randomState(4, [5], 0);
    const { values } = (await predictRows(numbers, table.features)) as { values: Float64Array };
    const wanted = plainOutputs(numbers, table).map(([z]) => Math.min(12, Math.max(8, 10 + 2 * (z as number))));
    values.forEach((value, row) => expect(value).toBeCloseTo(wanted[row] as number, 9));
  });

  it('gives a row the same prediction alone as among others', async () => {
    const [state, data] = randomState(9, [6, 4], 3);
    const all = (await predictRows(state, data.features)) as { probabilities: Float64Array };
    const alone = {
      rowCount: 1,
      columns: data.features.columns.map((column) =>
        column.kind === 'number'
          ? { ...column, values: column.values.slice(7, 8) }
          : { ...column, codes: (column as { codes: Int32Array }).codes.slice(7, 8) },
      ) as typeof data.features.columns,
    };
    const one = (await predictRows(state, alone)) as { probabilities: Float64Array };
    expect([...one.probabilities]).toEqual([...all.probabilities.subarray(21, 24)]);
  });

  it('predicts nothing for no rows, and stops when told', async () => {
    const [state, data] = randomState(9, [6, 4], 3);
    const none = { rowCount: 0, columns: planless(data) };
    expect(await predictRows(state, none)).toMatchObject({ probabilities: new Float64Array(0) });
    await expect(predictRows(state, data.features, AbortSignal.abort())).rejects.toThrow(CancelledError);
  });
});

function planless(data: Synthetic): Synthetic['features']['columns'] {
  return data.features.columns.map((column) =>
    column.kind === 'number'
      ? { ...column, values: new Float64Array(0) }
      : { ...(column as Extract<typeof column, { kind: 'category' }>), codes: new Int32Array(0) },
  );
}
