import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { boostedTrees } from '../../src/core/learn/boost/estimator.ts';
import type { Estimator } from '../../src/core/learn/estimator.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { takeRows } from '../../src/core/table/take.ts';
import type { FittedMember, PredictModel } from '../../src/lenses/predict/model.ts';
import { makePortable } from '../../src/lenses/predict/portable/make.ts';
import { en } from '../../src/ui/i18n/en/en.ts';
import { later } from '../../src/ui/i18n/en/later.ts';
import { plan, train, estimators } from '../predict/support.ts';
import { numbers } from '../predict/synthetic.ts';
import { messy } from './messy.ts';
import { LIMITS, refusalOf, trainOn } from './support.ts';

let model: PredictModel;
beforeAll(async () => {
  model = await trainOn(messy(500, 2, 'binary'), { families: ['linear'] });
});

const withMember = (change: Partial<FittedMember>): PredictModel => ({
  ...model,
  applied: { ...model.applied, members: model.applied.members.map((member) => ({ ...member, ...change })) },
});

describe('a model that cannot travel', () => {
  it('is a network, an unknown method, or one of another version', () => {
    expect(refusalOf(withMember({ estimator: 'mlp' }))).toBe('portable.refused.network');
    expect(refusalOf(withMember({ estimator: 'oracle' }))).toBe('portable.refused.unknown-method');
    expect(refusalOf(withMember({ version: 2 }))).toBe('portable.refused.unknown-method');
    const cleaning = model.applied.cleaning.map((step) => ({ ...step, version: 9 }));
    expect(refusalOf({ ...model, applied: { ...model.applied, cleaning } })).toBe('portable.refused.unknown-method');
  });

  it('is too long, and says by how much', () => {
    const made = makePortable(model, { ...LIMITS, budget: 1000 });
    expect(made).toMatchObject({ refused: { code: 'portable.refused.too-long', params: { budget: 1000 } } });
    const size = 'refused' in made ? (made.refused.params['size'] as number) : 0;
    expect(refusalOf(model, { ...LIMITS, budget: size - 1 })).toBe('portable.refused.too-long');
    expect(refusalOf(model, { ...LIMITS, budget: size })).toBe('not refused');
  });

  it('was trained when months were not counted', () => {
    const columns = model.columns.map((column) => {
      const { calendar, ...rest } = column;
      return calendar ? rest : column;
    });
    expect(refusalOf({ ...model, columns })).toBe('portable.refused.old-model');
  });

  it('learned from too few rows, or weighs as many things as there are rows', async () => {
    const few = await trainOn(numbers(40, 1), { families: ['linear'] });
    expect(refusalOf(few)).toBe('not refused');
    expect(refusalOf(few, { ...LIMITS, minRows: 21 })).toBe('portable.refused.few-rows');
    // Four features and an intercept, of 40 rows.
    expect(refusalOf(few, { ...LIMITS, minRows: 20 })).toBe('not refused');
    const { table, question } = numbers(40, 1);
    const parts = Array.from({ length: 27 }, (_, k) => {
      const values = Float64Array.from({ length: 40 }, (_, row) => Math.sin(row * (k + 1)));
      return { kind: 'number', name: `more ${k}`, values } as const;
    });
    const names = [...question.columns, ...parts.map(({ name }) => name)];
    const made = {
      table: { rowCount: 40, columns: [...table.columns, ...parts] },
      question: { ...question, columns: names },
    };
    const wide = await trainOn(made, { families: ['linear'] });
    expect(wide.report.chosen.family).toBe('linear');
    expect(refusalOf(wide)).toBe('portable.refused.many-columns');
  });

  it('has a class that fewer than 11 rows are known to have', async () => {
    const { table, question } = messy(600, 7, 'multiclass');
    const y = Array.from({ length: 600 }, (_, row) => (row % 60 === 0 ? 'rare' : row % 2 ? 'even' : 'odd'));
    const columns = table.columns.map((column) => (column.name === 'y' ? makeCategoryColumn('y', y) : column));
    for (const family of ['linear', 'trees'] as const) {
      const made = { table: { rowCount: 600, columns }, question };
      const rare = await trainOn(made, { families: [family] });
      const refused = makePortable(rare, LIMITS);
      expect(refused).toEqual({
        refused: { code: 'portable.refused.rare-class', params: { class: 'rare', minRows: 11 } },
      });
    }
  });

  it('has a leaf of ten rows', async () => {
    const { table, question } = numbers(400, 5);
    for (const [minLeaf, said] of [
      [10, 'portable.refused.small-leaves'],
      [11, 'not refused'],
    ] as const) {
      const small = { ...boostedTrees, defaults: { ...boostedTrees.defaults, minLeaf, rowShare: 1 } };
      const registry = new Map([...estimators(), ['boosted-trees', small as Estimator]]);
      const grown = await train({
        table: takeRows(
          table,
          Int32Array.from({ length: 400 }, (_, i) => i),
        ),
        plan: plan(question, { families: ['trees'] }),
        estimators: registry,
      });
      expect(grown.report.chosen.family).toBe('trees');
      expect(refusalOf(grown)).toBe(said);
    }
  });
});

describe('words for why', () => {
  const folder = 'src/lenses/predict/portable';
  const sources = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  const codes = new Set(sources.flatMap((source) => source.match(/portable\.refused\.[a-z]+(?:-[a-z]+)*/g) ?? []));
  const words: Readonly<Record<string, string>> = { ...en, ...later };

  it.each([...codes])('%s has a sentence', (code) => expect(words[code]).toBeTypeOf('string'));
  it('has no sentence that nothing says', () => {
    expect(Object.keys(words).filter((key) => key.startsWith('portable.') && !codes.has(key))).toEqual([]);
  });
});
