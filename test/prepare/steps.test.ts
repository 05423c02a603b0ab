import { describe, expect, it } from 'vitest';
import { derivedName, oneHotName, parseDerivedName } from '../../src/core/prepare/derived-name.ts';
import {
  applySteps,
  cleaningRecipe,
  defaultRecipe,
  describeSteps,
  encodingRecipe,
  fitRecipe,
} from '../../src/core/prepare/recipe.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { OTHER_LEVEL, categories } from '../../src/core/prepare/steps/categories.ts';
import { constants } from '../../src/core/prepare/steps/constants.ts';
import { dates } from '../../src/core/prepare/steps/dates.ts';
import { MISSING_LEVEL, missing } from '../../src/core/prepare/steps/missing.ts';
import { oneHot } from '../../src/core/prepare/steps/one-hot.ts';
import { outliers } from '../../src/core/prepare/steps/outliers.ts';
import { scale } from '../../src/core/prepare/steps/scale.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { CategoryColumn, Column, NumberColumn } from '../../src/core/table/column.ts';
import { getColumn, makeTable, type Table } from '../../src/core/table/table.ts';

const numberColumn = (name: string, values: readonly number[]): NumberColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});
const all = (table: Table) => allRows(Int32Array.from({ length: table.rowCount }, (_, i) => i));
const numbersOf = (table: Table, name: string): number[] => [...(getColumn(table, name) as NumberColumn).values];
const levelsOf = (table: Table, name: string): (string | null)[] => {
  const column = getColumn(table, name) as CategoryColumn;
  return [...column.codes].map((code) => (code < 0 ? null : (column.levels[code] as string)));
};

describe('dates', () => {
  it('become days, month, weekday and hour in UTC', () => {
    const times = ['2024-02-29T13:00Z', '2024-03-01T00:00Z', '2025-12-31T23:59Z'].map((iso) => Date.parse(iso));
    const table = makeTable([
      { kind: 'date', name: 'd', hasTime: true, values: Float64Array.from([...times, Number.NaN]) },
    ]);
    const out = dates.transform(table, dates.fit(table, all(table), null));
    expect(numbersOf(out, derivedName('d', 'days')).map((x) => Math.round(x * 1000) / 1000)).toEqual([
      0,
      0.458,
      671.458,
      Number.NaN,
    ]);
    expect(levelsOf(out, derivedName('d', 'month'))).toEqual(['2', '3', '12', null]);
    // 29 February 2024 was a Thursday.
    expect(levelsOf(out, derivedName('d', 'weekday'))).toEqual(['4', '5', '3', null]);
    expect(numbersOf(out, derivedName('d', 'hour'))).toEqual([13, 0, 23, Number.NaN]);
  });

  it('leave out the parts that do not vary, also before 1970', () => {
    const table = makeTable([
      {
        kind: 'date',
        name: 'd',
        hasTime: true,
        values: Float64Array.from([Date.parse('1969-05-05T00:00Z'), Date.parse('1969-05-12T00:00Z')]),
      },
    ]);
    const out = dates.transform(table, dates.fit(table, all(table), null));
    expect(out.columns.map(({ name }) => name)).toEqual([derivedName('d', 'days')]);
    expect(numbersOf(out, derivedName('d', 'days'))).toEqual([0, 7]);
  });
});

describe('categories', () => {
  it('puts rare and new levels together, the frequent ones first', () => {
    const train = makeTable([makeCategoryColumn('c', ['b', 'a', 'a', 'rare', 'b', 'a', null])]);
    const state = categories.fit(train, all(train), { minRows: 2, maxLevels: 10 });
    const out = categories.transform(makeTable([makeCategoryColumn('c', ['new', 'b', 'rare', null])]), state);
    expect((getColumn(out, 'c') as CategoryColumn).levels).toEqual(['a', 'b', OTHER_LEVEL]);
    expect(levelsOf(out, 'c')).toEqual([OTHER_LEVEL, 'b', OTHER_LEVEL, null]);
  });

  it('takes a new level for missing where none was rare', () => {
    const train = makeTable([makeCategoryColumn('c', ['b', 'a'])]);
    const state = categories.fit(train, all(train), { minRows: 1, maxLevels: 10 });
    expect(levelsOf(categories.transform(makeTable([makeCategoryColumn('c', ['new', 'a'])]), state), 'c')).toEqual([
      null,
      'a',
    ]);
  });
});

describe('constants', () => {
  it('keeps a column that has a value in some rows and a gap in others', () => {
    const table = makeTable([
      numberColumn('same', [1, 1]),
      numberColumn('gap', [1, Number.NaN]),
      numberColumn('empty', [Number.NaN, Number.NaN]),
      makeCategoryColumn('level', ['x', 'x']),
    ]);
    expect(constants.fit(table, all(table), null)).toEqual({ columns: ['same', 'empty', 'level'] });
  });
});

describe('missing', () => {
  it('fills with the median of the training rows, flags each pattern once, and gives categories their own level', () => {
    const nan = Number.NaN;
    const table = makeTable([
      numberColumn('a', [1, nan, 3, 10]),
      numberColumn('b', [5, nan, 7, 8]),
      makeCategoryColumn('c', ['x', null, 'y', 'x']),
      makeCategoryColumn('full', ['x', 'z', 'x', 'x']),
    ]);
    const state = missing.fit(table, all(table), missing.defaults);
    const out = missing.transform(table, state);
    expect(numbersOf(out, 'a')).toEqual([1, 3, 3, 10]);
    expect(numbersOf(out, derivedName('a', 'missing'))).toEqual([0, 1, 0, 0]);
    expect(out.columns.some(({ name }) => name === derivedName('b', 'missing'))).toBe(false);
    expect(levelsOf(out, 'c')).toEqual(['x', MISSING_LEVEL, 'y', 'x']);
    const later = missing.transform(makeTable([makeCategoryColumn('full', [null])]), state);
    expect(levelsOf(later, 'full')).toEqual(['x']);
  });
});

describe('one-hot', () => {
  it('has a column for each level but the most frequent', () => {
    const table = makeTable([makeCategoryColumn('c', ['x', 'y', 'x', 'z'])]);
    const out = oneHot.transform(table, oneHot.fit(table, all(table), null));
    expect(out.columns.map(({ name }) => name)).toEqual([oneHotName('c', 'y'), oneHotName('c', 'z')]);
    expect(numbersOf(out, oneHotName('c', 'y'))).toEqual([0, 1, 0, 0]);
  });
});

describe('scale and outliers', () => {
  it('standard: the population standard deviation, as scikit-learn’s StandardScaler', () => {
    const table = makeTable([numberColumn('a', [1, 2, 3, 6])]);
    const out = scale.transform(table, scale.fit(table, all(table), { method: 'standard' }));
    // StandardScaler().fit_transform([[1],[2],[3],[6]]), scikit-learn 1.9.1
    const expected = [-1.0690449676496976, -0.5345224838248488, 0, 1.6035674514745464];
    numbersOf(out, 'a').forEach((value, i) => expect(value).toBeCloseTo(expected[i] as number, 12));
  });

  it('robust: the median and half the quartile distance, which one huge value does not move', () => {
    const table = makeTable([numberColumn('a', [1, 2, 3, 4, 1e9])]);
    const out = scale.transform(table, scale.fit(table, all(table), { method: 'robust' }));
    expect(numbersOf(out, 'a').slice(0, 4)).toEqual([-2, -1, 0, 1]);
  });

  it('outliers: drawn in to the quantiles, gaps left alone', () => {
    const table = makeTable([numberColumn('a', [...Array.from({ length: 101 }, (_, i) => i), Number.NaN])]);
    const out = outliers.transform(table, outliers.fit(table, all(table), { low: 0.1, high: 0.9 }));
    expect(Math.min(...numbersOf(out, 'a').slice(0, 101))).toBe(10);
    expect(Math.max(...numbersOf(out, 'a').slice(0, 101))).toBe(90);
    expect(numbersOf(out, 'a')[101]).toBeNaN();
  });
});

describe('recipes', () => {
  const table = makeTable([
    numberColumn('n', [1, Number.NaN, 3, 4]),
    makeCategoryColumn('c', ['x', 'y', 'x', null]),
    { kind: 'date', name: 'd', hasTime: false, values: Float64Array.from([0, 864e5, 2 * 864e5, 3 * 864e5]) } as Column,
  ]);
  const rows = all(table);
  const recipe = defaultRecipe(STEPS).map((item) => (item.step === 'categories' ? { ...item, on: false } : item));

  it('dense encoding leaves numbers alone without a gap; native leaves gaps; embedded codes without a gap', () => {
    const cleaned = fitRecipe(table, rows, cleaningRecipe(recipe, STEPS), STEPS);
    const dense = fitRecipe(cleaned.table, rows, encodingRecipe('dense', recipe, STEPS), STEPS).table;
    for (const column of dense.columns) {
      expect(column.kind).toBe('number');
      expect((column as NumberColumn).values.every(Number.isFinite)).toBe(true);
    }
    const native = fitRecipe(cleaned.table, rows, encodingRecipe('native', recipe, STEPS), STEPS).table;
    expect(numbersOf(native, 'n')[1]).toBeNaN();
    const embedded = fitRecipe(cleaned.table, rows, encodingRecipe('embedded', recipe, STEPS), STEPS).table;
    const cells = embedded.columns.map((column) => [
      ...(column.kind === 'category' ? column.codes : (column as NumberColumn).values),
    ]);
    expect(embedded.columns.map(({ kind }) => kind)).toContain('category');
    for (const values of cells) expect(values.every(Number.isFinite)).toBe(true);
    const codes = embedded.columns.flatMap((column) => (column.kind === 'category' ? [...column.codes] : []));
    expect(Math.min(...codes)).toBeGreaterThanOrEqual(0);
  });

  it('applied to the same table, fitted steps give what fitting gave; each is described', () => {
    const { fitted, table: cleaned } = fitRecipe(table, rows, cleaningRecipe(recipe, STEPS), STEPS);
    expect(applySteps(table, fitted, STEPS)).toEqual(cleaned);
    expect(describeSteps(fitted, STEPS).flatMap(({ notes }) => notes.map(({ code }) => code))).toContain('step.dates');
  });

  it('refuses a step saved by another version', () => {
    const { fitted } = fitRecipe(table, rows, cleaningRecipe(recipe, STEPS), STEPS);
    const older = fitted.map((entry) => ({ ...entry, version: 99 }));
    expect(() => applySteps(table, older, STEPS)).toThrow('prepare.other-version');
  });
});

it('names of derived columns read back, whatever the column is called', () => {
  expect(parseDerivedName('plain')).toEqual({ column: 'plain', parts: [] });
  expect(parseDerivedName(derivedName('Signed up', 'month'))).toEqual({ column: 'Signed up', parts: ['month'] });
  expect(parseDerivedName(oneHotName(derivedName('d', 'month'), '12'))).toEqual({
    column: 'd',
    parts: ['month', 'level'],
    level: '12',
  });
  expect(parseDerivedName(oneHotName('c', OTHER_LEVEL))).toEqual({ column: 'c', parts: ['level'], level: OTHER_LEVEL });
});
