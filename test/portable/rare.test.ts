import { beforeAll, describe, expect, it } from 'vitest';
import type { BoostState } from '../../src/core/learn/boost/state.ts';
import { predictionValues } from '../../src/core/learn/prediction.ts';
import { defaultRecipe } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import type { MissingState } from '../../src/core/prepare/steps/missing.ts';
import { getColumn } from '../../src/core/table/table.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { predictOne } from '../../src/lenses/predict/one.ts';
import type { LevelField, PortablePipeline } from '../../src/lenses/predict/portable/format.ts';
import type { PortableValue } from '../../src/lenses/predict/portable/predict.ts';
import type { PortableModel } from '../../src/lenses/predict/portable/types.ts';
import { numbers } from '../predict/synthetic.ts';
import { CANARIES, messy, type Messy } from './messy.ts';
import { numbersOf, portableOf, registries, rowValues, trainOn } from './support.ts';

const DAY = 86_400_000;
const WITH_OUTLIERS = defaultRecipe(STEPS).map((item) => ({ ...item, on: true }));

/** Every number of a value, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** Every string of a value, however deep. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}

describe.each(['linear', 'trees'] as const)('what fewer than 11 rows hold, in a portable model by %s', (family) => {
  let made: Messy;
  let model: PredictModel;
  let portable: PortableModel;

  beforeAll(async () => {
    made = messy(700, 11, 'regression');
    model = await trainOn(made, { families: [family] }, WITH_OUTLIERS);
    portable = portableOf(model);
  });

  it('is there in the model itself, or the test would show nothing', () => {
    const json = JSON.stringify(model.applied);
    expect(json).toContain(CANARIES.levels[0]);
    expect(json).toContain(String(CANARIES.earliest));
  });

  it('names none of its words', () => {
    const words = wordsIn(portable);
    for (const canary of CANARIES.levels) expect(words.filter((word) => word.includes(canary))).toEqual([]);
    expect(words).toContain('Berlin');
  });

  it('holds no end of the data, and nothing further out', () => {
    const days = [CANARIES.earliest, CANARIES.latest].map((time) => time / DAY);
    for (const number of numbersIn(portable)) {
      for (const day of days) expect(Math.abs(number - day)).toBeGreaterThan(1);
      for (const end of [CANARIES.largest, CANARIES.smallest]) expect(Math.abs(number / end - 1)).toBeGreaterThan(0.01);
    }
  });

  it('ends sliders and drawn-in numbers with at least 11 rows beyond', () => {
    for (const name of ['amount', 'score', 'when']) {
      const input = portable.inputs.find((one) => one.name === name);
      const column = getColumn(made.table, name);
      if (column.kind !== 'number' && column.kind !== 'date') throw new Error(name);
      const within = 1e-3 * ((input?.high ?? 0) - (input?.low ?? 0));
      expect(column.values.filter((value) => value <= (input?.low ?? 0) + within).length).toBeGreaterThanOrEqual(11);
      expect(column.values.filter((value) => value >= (input?.high ?? 0) - within).length).toBeGreaterThanOrEqual(11);
    }
    const { fields } = portable.pipeline as { fields: readonly { from: number; clip?: readonly number[] }[] };
    const clipped = fields.find(({ from }) => portable.inputs[from]?.name === 'amount');
    const amounts = getColumn(made.table, 'amount');
    if (amounts.kind !== 'number') throw new Error('amount');
    const [low, high] = clipped?.clip ?? [];
    expect(amounts.values.filter((value) => value <= (low as number)).length).toBeGreaterThanOrEqual(11);
    expect(amounts.values.filter((value) => value >= (high as number)).length).toBeGreaterThanOrEqual(11);
  });

  it('takes a level of seven rows for one that was never met', async () => {
    for (const row of [...made.rare.city].slice(0, 5)) {
      // Numbers within the ends, past which the portable model draws in more than the page: the city alone tells them apart.
      const values = new Map<string, PortableValue>([
        ...rowValues(made.table, model, row),
        ['amount', 7.5],
        ['score', 5],
        ['when', Date.UTC(2025, 0, 15, 12)],
      ]);
      const unmet = new Map<string, PortableValue>([...values, ['city', 'nowhere']]);
      const { prediction } = await predictOne(model, [...unmet], 'applied', registries);
      const [expected] = predictionValues(prediction);
      expect(Math.abs((numbersOf(portable, values)[0] as number) - (expected as number))).toBeLessThan(1e-4);
    }
  });

  it('says nothing of a mark that six rows bear, however much it moves the outcome', async () => {
    const values = rowValues(made.table, model, made.rare.vip[0] as number);
    const without = new Map<string, PortableValue>([...values, ['vip', 0]]);
    expect(numbersOf(portable, values)).toEqual(numbersOf(portable, without));
  });
});

describe("what the portable model leaves out, in the page's own linear model", () => {
  it('is a mark that moves the outcome, and a flag beside a filled gap', async () => {
    const made = messy(700, 11, 'regression');
    const model = await trainOn(made, { families: ['linear'] });
    const portable = portableOf(model);
    const page = async (values: ReadonlyMap<string, PortableValue>): Promise<number> => {
      const { prediction } = await predictOne(model, [...values], 'applied', registries);
      return predictionValues(prediction)[0] as number;
    };
    const marked = rowValues(made.table, model, made.rare.vip[0] as number);
    const unmarked = new Map([...marked, ['vip', 0] as const]);
    expect(Math.abs((await page(marked)) - (await page(unmarked)))).toBeGreaterThan(10);

    const state = model.applied.members[0]?.encoding.find(({ step }) => step === 'missing')?.state as MissingState;
    const amount = state.numbers.find(({ name }) => name === 'amount');
    expect(amount).toMatchObject({ missing: 8, flag: true });
    const gap = rowValues(made.table, model, made.rare.amount[0] as number);
    const filled = new Map([...gap, ['amount', amount?.fill ?? NaN] as const]);
    expect(Math.abs((await page(gap)) - (await page(filled)))).toBeGreaterThan(1e-3);
    expect(Math.abs((numbersOf(portable, gap)[0] as number) - (await page(filled)))).toBeLessThan(1e-9);
  });
});

describe('gaps that too few rows had, in trees', () => {
  it('lead to the same side whatever those rows were like', async () => {
    const made = messy(700, 11, 'regression');
    const model = await trainOn(made, { families: ['trees'] });
    const [member] = model.applied.members;
    const state = member?.state as BoostState;
    const amount = state.inputs.findIndex(({ name }) => name === 'amount');
    const missingLeft = state.trees.missingLeft.map((side, node) =>
      state.trees.input[node] === amount ? 1 - side : side,
    );
    const turned = { ...member, state: { ...state, trees: { ...state.trees, missingLeft } } } as typeof member;
    const other = { ...model, applied: { ...model.applied, members: [turned as NonNullable<typeof member>] } };
    expect(portableOf(other)).toEqual(portableOf(model));
    const score = state.inputs.findIndex(({ name }) => name === 'score');
    expect(state.trees.input.some((input) => input === amount) && state.trees.input.includes(score)).toBe(true);
  });
});

describe('months', () => {
  it.each(['linear', 'trees'] as const)('are named where 11 rows have them (%s)', async (family) => {
    const { table, question } = numbers(600, 4);
    const all = Array.from({ length: 600 }, (_, row) => row);
    // Ten rows of May, the others of four months.
    const month = (row: number): number => (row < 10 ? 4 : [0, 1, 6, 9][row % 4]) as number;
    const day = Float64Array.from(all, (row) => Date.UTC(2025, month(row), 1 + (row % 27)));
    const moved = table.columns.map((column) =>
      column.kind === 'number' && column.name === 'y'
        ? { ...column, values: column.values.map((value, row) => value + 4 * Math.cos(2 * month(row))) }
        : column,
    );
    const columns = [...moved, { kind: 'date', name: 'day', hasTime: false, values: day } as const];
    const made = { table: { rowCount: 600, columns }, question: { ...question, columns: ['a', 'c', 'day'] } };
    const model = await trainOn(made, { families: [family] });
    const [, , column] = model.columns;
    const rows = column?.calendar?.months.map((share) => Math.round(600 * share));
    expect(rows).toEqual([147, 147, 0, 0, 10, 0, 148, 0, 0, 148, 0, 0]);
    const { fields } = portableOf(model).pipeline as PortablePipeline;
    const field = fields.find(({ as }) => as === 'month') as LevelField;
    expect(field.levels?.toSorted((a, b) => a - b)).toEqual([0, 1, 6, 9]);
  });
});

describe('what many rows hold', () => {
  it('keeps a mark that eleven rows bear and drops one that ten do', async () => {
    const kept = [];
    for (const marked of [10, 11]) {
      const { table, question } = numbers(500, 3);
      const values = Float64Array.from({ length: 500 }, (_, row) => (row < marked ? 1 : 0));
      const columns = [...table.columns, { kind: 'number', name: 'mark', values } as const];
      const made = { table: { rowCount: 500, columns }, question: { ...question, columns: ['a', 'mark'] } };
      const portable = portableOf(await trainOn(made, { families: ['linear'] }));
      kept.push(portable.inputs.map(({ name }) => name));
    }
    expect(kept).toEqual([['a'], ['a', 'mark']]);
  });
});
