import { describe, expect, it } from 'vitest';
import type { ColumnProfile, Role, TableProfile } from '../../src/core/profile/types.ts';
import type { ColumnKind } from '../../src/core/table/column.ts';
import { LENSES, suggestAll } from '../../src/lenses/registry.ts';
import { makeQuestion, suggestQuestions, taskFor } from '../../src/lenses/predict/suggest.ts';
import { likelyPositive } from '../../src/lenses/predict/target-words.ts';
import { ANY_LENSES } from '../../src/lenses/any.ts';

interface Sketch {
  readonly name: string;
  readonly kind?: ColumnKind;
  readonly role?: Role;
  readonly distinct?: number;
  readonly levels?: readonly (readonly [string, number])[];
  readonly integers?: boolean;
  readonly missing?: number;
}

const ROWS = 1_000;

function column({
  name,
  kind = 'number',
  role = 'feature',
  distinct,
  levels,
  integers = false,
  missing = 0,
}: Sketch): ColumnProfile {
  return {
    name,
    kind,
    role,
    rowCount: ROWS,
    missing,
    distinct: distinct ?? levels?.length ?? 500,
    ...(levels ? { levels: levels.map(([level, count]) => ({ level, count })) } : {}),
    ...(kind === 'number'
      ? {
          numeric: {
            min: 0,
            max: 1,
            mean: 0,
            standardDeviation: 1,
            zeros: 0,
            integers,
            quantiles: [0, 0, 0, 0, 0, 0, 0] as const,
            histogram: { edges: [0, 1], counts: [ROWS] },
          },
        }
      : {}),
    findings: [],
  };
}

const profile = (...columns: readonly Sketch[]): TableProfile => ({
  rowCount: ROWS,
  columns: columns.map(column),
  duplicateRows: 0,
  personal: [],
  findings: [],
});

const yesNo = [
  ['No', 700],
  ['Yes', 300],
] as const;

describe('what is likely to be asked', () => {
  it('takes the outcome wherever it stands, with its "yes", and leaves out what names or says nothing', () => {
    const [first] = suggestQuestions(
      profile(
        { name: 'customerID', kind: 'text', role: 'id' },
        { name: 'Churn', kind: 'category', levels: yesNo },
        {
          name: 'plan',
          kind: 'category',
          levels: [
            ['a', 500],
            ['b', 300],
            ['c', 200],
          ],
        },
        { name: 'nothing', role: 'empty', distinct: 0 },
        { name: 'same', role: 'constant', distinct: 1 },
        { name: 'note', kind: 'text', role: 'text' },
        { name: 'tenure' },
        { name: 'MonthlyCharges' },
      ),
    );
    expect(first?.question).toEqual({
      lens: 'predict',
      target: 'Churn',
      task: 'binary',
      positive: 'Yes',
      columns: ['plan', 'tenure', 'MonthlyCharges'],
      split: { kind: 'random', testShare: 0.2 },
    });
    expect(first?.reason.code).toBe('suggest.named-like-target');
    expect(first?.leftOut).toEqual([
      { column: 'customerID', code: 'left-out.id' },
      { column: 'nothing', code: 'left-out.empty' },
      { column: 'same', code: 'left-out.constant' },
      { column: 'note', code: 'left-out.text' },
    ]);
  });

  it.each([
    [['latitude', 'rooms', 'median_house_value', 'ocean'], 'median_house_value'],
    [['TV', 'radio', 'newspaper', 'sales'], 'sales'],
    [['年龄', '流失', '消费'], '流失'],
    [['edad', 'ciudad', 'precio'], 'precio'],
    [['a', 'b', 'c'], 'c'],
  ])('among %j takes %s', (names, expected) => {
    const [first] = suggestQuestions(profile(...names.map((name) => ({ name }))));
    expect(first?.question.target).toBe(expected);
  });

  it('proposes to split by time where there is time, and by entity where one repeats', () => {
    const base = [{ name: 'x' }, { name: 'sales' }];
    const time = { name: 'day', kind: 'date', role: 'time' } as const;
    const entity = { name: 'customer', kind: 'category', role: 'entity', distinct: 100 } as const;
    const splitOf = (...columns: readonly Sketch[]): unknown =>
      makeQuestion(profile(...columns), 'sales')?.question.split;
    expect(splitOf(...base, time, entity)).toEqual({ kind: 'time', column: 'day', testShare: 0.2 });
    expect(splitOf(...base, entity)).toEqual({ kind: 'entity', column: 'customer', testShare: 0.2 });
    expect(splitOf(...base, { ...time, missing: 3 })).toEqual({ kind: 'random', testShare: 0.2 });
  });

  it('suggests nothing where nothing can be asked', () => {
    expect(suggestQuestions(profile({ name: 'id', role: 'id' }, { name: 'c', role: 'constant', distinct: 1 }))).toEqual(
      [],
    );
    expect(suggestQuestions(profile({ name: 'sales' }))).toEqual([]);
  });

  it('asks for no single pixel of a picture', () => {
    const names = Array.from({ length: 16 }, (_, i) => `pixel${i}`);
    const table = profile({ name: 'mark', kind: 'category', levels: yesNo }, ...names.map((name) => ({ name })));
    const pictures = {
      ...table,
      pixels: { columns: names, height: 4, width: 4, channels: 1, low: 0, high: 15 } as const,
    };
    expect(suggestQuestions(table).length).toBeGreaterThan(1);
    expect(suggestQuestions(pictures).map(({ question }) => question.target)).toEqual(['mark']);
  });

  it('asks every lens', () => {
    const some = profile({ name: 'x' }, { name: 'sales' });
    expect(LENSES.map(({ id }) => id)).toEqual(ANY_LENSES);
    expect(suggestAll(some)).toEqual(suggestQuestions(some));
  });
});

describe('a target chosen by hand', () => {
  it('asks for the task that its values allow', () => {
    const task = (sketch: Omit<Sketch, 'name'> & { name?: string }): unknown =>
      taskFor(column({ name: 'q', ...sketch }));
    expect(task({ distinct: 2 })).toBe('binary');
    expect(task({ kind: 'category', distinct: 2 })).toBe('binary');
    expect(task({ kind: 'category', distinct: 7 })).toBe('multiclass');
    expect(task({ kind: 'category', distinct: 51 })).toBeUndefined();
    expect(task({ distinct: 12, integers: true })).toBe('regression');
    expect(task({ name: 'label', distinct: 10, integers: true })).toBe('multiclass');
    expect(task({ name: 'label', distinct: 10, integers: false })).toBe('regression');
    expect(task({ distinct: 1 })).toBeUndefined();
    expect(task({ kind: 'date' })).toBeUndefined();
    expect(task({ kind: 'text' })).toBeUndefined();
  });

  it('is not learned from columns that are made of it', () => {
    const made = makeQuestion(profile({ name: 'a' }, { name: 'b' }, { name: 'count' }), 'count', [
      { level: 'stop', code: 'profile.copy-of-target', column: 'a', params: {} },
      { level: 'careful', code: 'profile.leak-suspect', column: 'b', params: {} },
    ]);
    expect(made?.question.columns).toEqual(['b']);
    expect(made?.leftOut).toEqual([{ column: 'a', code: 'left-out.leak' }]);
  });

  it.each([
    ['Yes', 'No', 'Yes'],
    ['FALSE', 'TRUE', 'TRUE'],
    ['0', '1', '1'],
    ['B', 'M', 'M'],
    ['not churned', 'churned', 'churned'],
    ['未购买', '购买', '购买'],
    ['ja', 'nein', 'ja'],
    ['2', '10', '10'],
    ['common', 'rare', 'rare'],
  ])('of %s and %s, %s is "yes"', (a, b, yes) => {
    const count = (level: string): number => (level === yes ? 300 : 700);
    const levels = [a, b].map((level) => ({ level, count: count(level) }));
    expect(likelyPositive(levels)).toBe(yes);
    expect(likelyPositive(levels.toReversed())).toBe(yes);
  });
});
