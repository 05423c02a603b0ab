import { describe, expect, it } from 'vitest';
import { fitToEnd, type FitInput, type FitProgress } from '../../src/core/learn/estimator.ts';
import { createPacer, type Pacer } from '../../src/core/learn/pacer.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import type { ValidationRows } from '../../src/core/prepare/rows.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeJourneyGru, makeJourneyLstm } from '../../src/nn/sequence/estimator.ts';
import type { JourneyNetParams } from '../../src/nn/sequence/params.ts';
import type { JourneyNetState } from '../../src/nn/sequence/state.ts';
import { daily, journeyTable } from '../journey-learners/support.ts';
import { netSources } from './support.ts';

const sources = netSources();
const gru = makeJourneyGru(sources);
const pacer = createPacer(new AbortController().signal);
const rowsFrom = (from: number, until: number) =>
  allRows(Int32Array.from({ length: until - from }, (_, i) => from + i));

/** Whether `b` comes right after `a`, anywhere among the same six events; one answer in eight is the other one. */
function pairs(count: number, yesShare = 0.5): FitInput {
  const random = createRandom(4);
  const codes = Int32Array.from({ length: count }, () => (random.next() < yesShare ? 1 : 0));
  const journeys = Array.from(codes, (code) => {
    const told = random.next() < 0.875 ? code : 1 - code;
    const at = random.integer(5);
    const rest = ['c', 'd', 'c', 'd'];
    return daily([...rest.slice(0, at), ...(told === 1 ? ['a', 'b'] : ['b', 'a']), ...rest.slice(at)]);
  });
  return {
    features: journeyTable(journeys),
    target: { task: 'binary', classes: ['no', 'yes'], codes },
    rows: rowsFrom(0, (count * 2) / 3),
    validation: rowsFrom((count * 2) / 3, count) as unknown as ValidationRows,
  };
}

const SMALL: JourneyNetParams = { ...gru.defaults, units: 12, embedding: 6, epochs: 14, learningRate: 0.02 };

const fit = (
  input: FitInput,
  params: JourneyNetParams,
  onProgress?: (progress: FitProgress) => void,
  own: Pacer = pacer,
): Promise<JourneyNetState> => fitToEnd(gru, input, params, { seed: 3, pacer: own }, onProgress);

/** Mean probability of yes on the rows that were not learned from, and the share of them that are. */
async function promised(state: JourneyNetState, { features, target, validation }: FitInput) {
  const said = await gru.predict(features, state);
  if (said.task === 'regression' || target.task === 'regression' || !validation) throw new Error('not classes');
  const [codes, probabilities] = [target.codes, said.probabilities];
  const mean = (of: (row: number) => number): number =>
    validation.reduce((sum, row) => sum + of(row), 0) / validation.length;
  return {
    yes: mean((row) => probabilities[2 * row + 1] as number),
    came: mean((row) => codes[row] as number),
    right: mean((row) => Number((probabilities[2 * row + 1] as number) > 0.5 === (codes[row] === 1))),
    loss: mean((row) => -Math.log(probabilities[2 * row + (codes[row] as number)] as number)),
  };
}

describe('training a network on journeys', () => {
  it('finds the order, is as sure as it is right, and says how it goes', async () => {
    const input = pairs(900);
    const told: FitProgress[] = [];
    const { right, loss } = await promised(await fit(input, SMALL, (progress) => told.push(progress)), input);
    expect(right).toBeGreaterThan(0.82);
    // Of answers of which one in eight is wrong nobody loses less than 0.377.
    expect(loss).toBeLessThan(0.45);
    const epochs = told.filter((progress) => progress.validationLoss !== undefined);
    expect(epochs.length).toBeGreaterThan(3);
    expect(epochs.every((one) => (one.rowsPerSecond ?? 0) > 0 && one.learningRate !== undefined)).toBe(true);
  });

  it('stops where it is best, and a refit goes on as long, on all rows', async () => {
    const state = await fit(pairs(240), { ...SMALL, epochs: 40, dropout: 0, spatialDropout: 0 });
    expect(state.epochs).toBeLessThan(32);
    expect(gru.iterations?.(state)).toBe(state.epochs);
    const again = gru.settled?.(gru.withIterations?.(SMALL, 3) ?? SMALL, [state]) ?? SMALL;
    expect(again).toMatchObject({ stopAfter: 3, temperature: expect.closeTo(state.temperature, 12) as number });
    const { validation: _, ...whole } = pairs(240);
    const refitted = await fit(whole, again);
    expect(refitted).toMatchObject({ epochs: 3, planned: 3, temperature: again.temperature });
  });

  it.each(['none', 'balanced'] as const)('keeps a rare answer rare, classes weighed: %s', async (classWeights) => {
    const input = pairs(900, 0.1);
    const { yes, came } = await promised(await fit(input, { ...SMALL, classWeights }), input);
    expect(Math.abs(yes - came)).toBeLessThan(0.06);
  });

  it('ends with the best so far when that is wished', async () => {
    let epochs = 0;
    const steering = { unitDone: () => undefined, takeBest: () => epochs >= 2 };
    const state = await fit(
      pairs(240),
      SMALL,
      ({ validationLoss }) => {
        if (validationLoss !== undefined) epochs++;
      },
      { ...pacer, steering },
    );
    expect(epochs).toBe(2);
    expect(state.epochs).toBeLessThanOrEqual(2);
  });

  it('draws the net that is trained', async () => {
    const input = pairs(240);
    const lstm = makeJourneyLstm(sources);
    const params = { ...SMALL, epochs: 1 };
    for (const one of [gru, lstm]) {
      const { parameters } = await fitToEnd(one, { ...input, rows: rowsFrom(0, 240) }, params, { seed: 1, pacer });
      const layers = one.layers?.(params, input.features, 2) ?? [];
      expect(layers.reduce((sum, layer) => sum + (layer.parameters ?? 0), 0)).toBe(parameters.length);
    }
  });
});
