import { describe, expect, it } from 'vitest';
import { makeTarget } from '../../src/core/prepare/target.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { NumberColumn } from '../../src/core/table/column.ts';

const numbers = (values: readonly number[]): NumberColumn => ({
  kind: 'number',
  name: 'y',
  values: Float64Array.from(values),
});

describe('makeTarget', () => {
  it('binary: yes is 1, rows without a value are left out', () => {
    const made = makeTarget(makeCategoryColumn('y', ['No', 'Yes', null, 'Yes']), 'binary', 'Yes');
    expect(made.target).toEqual({ task: 'binary', classes: ['No', 'Yes'], codes: Int32Array.from([0, 1, -1, 1]) });
    expect([...made.rows]).toEqual([0, 1, 3]);
  });

  it('binary: one level against all others where there are more', () => {
    const made = makeTarget(makeCategoryColumn('y', ['a', 'b', 'c']), 'binary', 'b');
    expect(made.target).toMatchObject({ classes: ['not b', 'b'] });
  });

  it('binary: numbers are taken as written', () => {
    expect(makeTarget(numbers([0, 1, 1, Number.NaN]), 'binary', '1').target).toMatchObject({ classes: ['0', '1'] });
  });

  it('multiclass: class order does not depend on row order', () => {
    const a = makeTarget(makeCategoryColumn('y', ['z', 'm', 'a']), 'multiclass').target;
    const b = makeTarget(makeCategoryColumn('y', ['a', 'z', 'm']), 'multiclass').target;
    expect(a).toMatchObject({ classes: ['a', 'm', 'z'] });
    expect(b).toMatchObject({ classes: ['a', 'm', 'z'] });
  });

  it('says what is wrong', () => {
    expect(() => makeTarget(numbers([Number.NaN]), 'regression')).toThrow('train.no-target');
    expect(() => makeTarget(numbers([4, 4, 4]), 'regression')).toThrow('train.one-value');
    expect(() => makeTarget(makeCategoryColumn('y', ['a', 'a']), 'binary', 'a')).toThrow('train.one-class');
    expect(() => makeTarget(makeCategoryColumn('y', ['a', 'b']), 'binary', 'c')).toThrow('train.unknown-positive');
    expect(() => makeTarget(makeCategoryColumn('y', ['a', 'b']), 'regression')).toThrow('train.target-not-numeric');
    expect(() => makeTarget(numbers(Array.from({ length: 300 }, (_, i) => i)), 'multiclass')).toThrow(
      'train.too-many-classes',
    );
  });
});
