import { beforeAll, describe, expect, it } from 'vitest';
import type { TaskKind } from '../../src/core/learn/task.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { predictPortable, type PortableValue } from '../../src/lenses/predict/portable/predict.ts';
import { predictSharing } from '../../src/lenses/predict/share/sharing.ts';
import type { SharedPredict } from '../../src/lenses/predict/share/types.ts';
import { milder, smallGroups, trainOn, type SmallGroups } from './small-groups.ts';
import { NOTHING_OUT, sourceOf } from './support.ts';

/** Characters of JSON that a model may take: a link has less room than a file (here less than on the page). */
const BUDGETS = { link: 20_000, file: 8_000_000 } as const;

interface Shared {
  readonly name: string;
  readonly world: SmallGroups;
  readonly model: PredictModel;
  readonly body: SharedPredict;
}

const made: Shared[] = [];
const cases = (['regression', 'binary', 'multiclass'] as const).flatMap((task) => [
  { task, family: 'linear', isMild: false } as const,
  { task, family: 'linear', isMild: true } as const,
  { task, family: 'trees', isMild: false } as const,
]);

const share = (model: PredictModel, modelBudget: number): SharedPredict =>
  predictSharing.build(sourceOf(model, { modelBudget }), NOTHING_OUT).body;

beforeAll(async () => {
  for (const [i, { task, family, isMild }] of cases.entries()) {
    const whole = smallGroups(task, 40 + i);
    const world = isMild ? milder(whole) : whole;
    const model = await trainOn(world, task, [family]);
    for (const [medium, budget] of Object.entries(BUDGETS)) {
      made.push({ name: `${i}: ${task}, ${family}, ${medium}`, world, model, body: share(model, budget) });
    }
  }
}, 240_000);

/** Every word and number of a body with the names that lead to it; what the model's trees are written in is no figure. */
function leaves(value: unknown, path = ''): { path: string; value: unknown }[] {
  if (value === null || typeof value !== 'object') return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, Array.isArray(value) ? `${path}[]` : `${path}.${key}`),
  );
}

const rowsOf = ({ words, outcome }: SmallGroups): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const cell of [...Object.values(words).flat(), ...outcome]) {
    if (typeof cell === 'string') counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
};

describe('whole reports about small groups, as a link and as a file', () => {
  it('are made, with models in some', () => {
    expect(made).toHaveLength(18);
    const kinds = made.map(
      ({ body }) => (body.model?.pipeline as { members?: { kind: string }[] })?.members?.[0]?.kind,
    );
    expect(new Set(kinds)).toEqual(new Set(['linear', 'trees', undefined]));
    // A file has room for a model that a link has not.
    const withModel = (medium: string) => made.filter(({ name, body }) => name.endsWith(medium) && body.model).length;
    expect(withModel('file')).toBeGreaterThan(withModel('link'));
    expect(made.filter(({ body }) => (body.importances?.length ?? 0) > 1).length).toBeGreaterThan(12);
    expect(made.filter(({ body }) => (body.dependence?.length ?? 0) > 0).length).toBeGreaterThan(12);
  });

  it('have no word that fewer than 11 rows have', () => {
    for (const { name, world, model, body } of made) {
      const few = [...rowsOf(world)].filter(([, rows]) => rows < 11).map(([word]) => word);
      expect(few.length).toBeGreaterThanOrEqual(3);
      const said = JSON.stringify(body);
      expect([name, few.filter((word) => said.includes(word))]).toEqual([name, []]);
      // What the report was made from has them.
      expect(few.some((word) => JSON.stringify(model).includes(word))).toBe(true);
    }
  });

  it('have no count of 1 to 10 rows', () => {
    const counted =
      /(\.rows\.\w+|rowCount|allRows|\.validationRows|bands\[\]\.(yes|no)|confusion\[\]\[\]|counts\[\]|groups\[\]\.count)$/;
    let looked = 0;
    for (const { name, body } of made) {
      const counts = leaves(body).filter(({ path, value }) => counted.test(path) && value !== null);
      looked += counts.length;
      expect([name, counts.filter(({ value }) => Number(value) > 0 && Number(value) < 11)]).toEqual([name, []]);
    }
    expect(looked).toBeGreaterThan(200);
  });

  it('have no limit, end or place on an axis that fewer than 11 rows lie at or beyond', () => {
    let looked = 0;
    for (const { name, world, body } of made) {
      for (const [column, cells] of Object.entries(world.numbers)) {
        const values = cells.filter((cell) => cell !== null);
        const told = [
          ...(body.dependence ?? [])
            .filter((one) => one.column === column)
            .flatMap(({ points }) => points.map(({ x }) => x)),
          ...(body.cards ?? [])
            .flatMap(({ segment }) => segment)
            .filter((one) => one.column === column)
            .flatMap(({ low, high }) => [low, high]),
          ...(body.model?.inputs ?? []).filter((one) => one.name === column).flatMap(({ low, high }) => [low, high]),
        ].filter((at) => at !== undefined);
        looked += told.length;
        // Rounded by at most a hundredth of what is drawn.
        const near = 0.01 * (Math.max(...told) - Math.min(...told));
        const lonely = told.filter(
          (at) =>
            values.filter((value) => value >= at - near).length < 11 ||
            values.filter((value) => value <= at + near).length < 11,
        );
        expect([name, column, lonely]).toEqual([name, column, []]);
      }
    }
    expect(looked).toBeGreaterThan(100);
  });

  it('say the same of a level of few rows as of one that no row had, and of a value far out as of the end of its slider', () => {
    let asked = 0;
    for (const { name, world, body } of made) {
      const { model } = body;
      if (!model) continue;
      const typical = new Map<string, PortableValue>(model.inputs.map((input) => [input.name, input.typical]));
      const ask = (column: string, value: PortableValue) => predictPortable(model, new Map(typical).set(column, value));
      for (const [word, rows] of rowsOf(world)) {
        if (rows >= 11 || !world.words['rare']?.includes(word)) continue;
        asked++;
        expect([name, ask('rare', word)]).toEqual([name, ask('rare', 'no row has this')]);
      }
      // A slope says the same everywhere, and what it rests on was looked at; a split could set few rows apart.
      const farther = name.includes('trees') ? 1e6 : 4_332.5;
      expect([name, ask('far', 4_332.5)]).toEqual([name, ask('far', farther)]);
      expect([name, ask('gaps', null)]).toEqual([name, ask('gaps', 'no number')]);
    }
    expect(asked).toBeGreaterThan(5);
  });
});

describe('groups of a number, added and subtracted', () => {
  it('hold at least 11 rows on either side of every quantile, and add up to the rows that bins add up to', () => {
    for (const { model, body } of made) {
      const { groups, residuals } = body;
      if (!groups || !residuals) continue;
      const rows = (model.report.regression?.test.sample ?? []).toSorted((a, b) => a.y - b.y);
      expect(rows).toHaveLength(body.rows.test);
      let start = 0;
      for (const { count, low, middle, high } of groups) {
        const actual = rows.slice(start, (start += count)).map(({ x }) => x);
        const step =
          0.005 *
          (Math.max(...groups.map((one) => one.high ?? one.middle)) -
            Math.min(...groups.map((one) => one.low ?? one.middle)));
        expect(count).toBeGreaterThanOrEqual(22);
        for (const at of [low, middle, high].filter((end) => end !== undefined)) {
          expect(actual.filter((value) => value >= at - step).length).toBeGreaterThanOrEqual(11);
          expect(actual.filter((value) => value <= at + step).length).toBeGreaterThanOrEqual(11);
        }
      }
      expect(residuals.counts.reduce((a, b) => a + b, 0)).toBe(start);
    }
  });

  it('are of all test rows of a big table, and show nothing of one row far out that no sample holds', async () => {
    const world = smallGroups('regression', 9, 50, 4_800);
    let hidden = 0;
    for (const at of [1, 2, 4]) {
      const outcome = world.outcome.map((value, row) => (row === 1_000 * at + 7 ? 3e7 : value));
      const model = await trainOn({ ...world, outcome }, 'regression', ['trees']);
      const body = share(model, BUDGETS.link);
      expect(body.groups?.reduce((sum, { count }) => sum + count, 0)).toBe(1200);
      expect(body.residuals?.counts.reduce((a, b) => a + b, 0)).toBe(1200);
      const { test } = model.report.regression as NonNullable<typeof model.report.regression>;
      const isOut = Math.max(...test.residuals.edges) > 1e7;
      const isSeen = test.sample.some(({ x }) => x > 1e7);
      if (!isOut || isSeen) continue;
      hidden++;
      const large = (from: SharedPredict): number[] =>
        leaves(from.test).flatMap(({ value }) => (typeof value === 'number' && Math.abs(value) > 1e3 ? [value] : []));
      expect(large(body)).toEqual([]);
    }
    expect(hidden).toBeGreaterThan(0);
  }, 120_000);
});

type Terms = readonly { readonly column: string; readonly level?: string; readonly value: number }[];

/** How far a term moves, of those that both have, when the outcome of five rows does. */
function furthestMove(a: Terms, b: Terms): number {
  const values = new Map(b.map(({ column, level, value }) => [JSON.stringify([column, level]), value]));
  return Math.max(
    ...a.map(({ column, level, value }) => Math.abs(value - (values.get(JSON.stringify([column, level])) ?? value))),
  );
}

describe('five rows that two columns tell apart', () => {
  const outcomes: Readonly<Record<Exclude<TaskKind, 'multiclass'>, readonly [number, number]>> = {
    regression: [50, 90],
    binary: [20, 90],
  };

  it.each(['regression', 'binary'] as const)(
    'are in no figure of a %s report',
    async (task) => {
      const models = await Promise.all(
        outcomes[task].map((ofApart) => trainOn(smallGroups(task, 4, ofApart), task, ['linear'])),
      );
      const [one, other] = models.map((model) => share(model, BUDGETS.file)) as [SharedPredict, SharedPredict];
      // The model's own formula says what these rows had: the outcome moves by 40, or from "no" to "yes".
      const own = models.map(({ report }) => report.formula?.coefficients ?? []) as [Terms, Terms];
      const moved = task === 'regression' ? 40 : 4;
      expect(furthestMove(...own)).toBeGreaterThan(moved / 2);
      const told = [one.formula?.coefficients ?? [], other.formula?.coefficients ?? []] as const;
      expect(Math.min(told[0].length, told[1].length)).toBeGreaterThanOrEqual(3);
      expect(furthestMove(...told)).toBeLessThan(moved / 10);
      for (const { model, importances = [], dependence = [] } of [one, other]) {
        expect(model).toBeUndefined();
        expect([...importances, ...dependence].map(({ column }) => column)).not.toContain('tier');
        expect([...importances, ...dependence].map(({ column }) => column)).not.toContain('club');
      }
    },
    60_000,
  );

  it('keep a linear model of three classes behind as well', async () => {
    const model = await trainOn(smallGroups('multiclass', 4), 'multiclass', ['linear']);
    expect(model.report.chosen.family).toBe('linear');
    const { body, held } = predictSharing.build(sourceOf(model, { modelBudget: BUDGETS.file }), NOTHING_OUT);
    expect(body.model).toBeUndefined();
    expect(held.map(({ code }) => code)).toContain('share.held.on-few-rows');
  }, 60_000);
});
