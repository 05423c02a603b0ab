import { describe, expect, it } from 'vitest';
import { allRows } from '../../src/core/prepare/split.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { columnLength, type Column } from '../../src/core/table/column.ts';
import { takeRows } from '../../src/core/table/take.ts';
import type { Table } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';

const ROWS = 240;

/** One column of every kind, with gaps, rare levels, a constant, an empty one and awkward names. */
function messyTable(seed: number): Table {
  const random = createRandom(seed);
  const some = <T>(make: () => T, gap: T, share = 0.1): T[] =>
    Array.from({ length: ROWS }, () => (random.next() < share ? gap : make()));
  const columns: Column[] = [
    { kind: 'number', name: '__proto__', values: Float64Array.from(some(() => random.normal() * 100, Number.NaN)) },
    { kind: 'number', name: 'whole', values: Float64Array.from(some(() => random.integer(9), 3)) },
    { kind: 'number', name: 'constant', values: new Float64Array(ROWS).fill(7) },
    { kind: 'number', name: 'empty', values: new Float64Array(ROWS).fill(Number.NaN) },
    {
      kind: 'date',
      name: 'when',
      hasTime: true,
      values: Float64Array.from(some(() => 1.6e12 + random.integer(1e9) * 100, Number.NaN)),
    },
    makeCategoryColumn(
      'plan',
      some(() => ['basic', 'pro', 'team'][random.integer(3)] as string, null as unknown as string),
    ),
    makeCategoryColumn(
      '',
      some(() => (random.next() < 0.02 ? `rare ${random.integer(9)}` : 'usual'), 'other', 0.4),
    ),
    makeTextColumn(
      'note',
      some(() => 'late, again 再次', null as unknown as string),
    ),
  ];
  return { rowCount: ROWS, columns };
}

const trainRows = allRows(Int32Array.from({ length: 160 }, (_, i) => i));
const testRows = Int32Array.from({ length: ROWS - 160 }, (_, i) => 160 + i);

/** The same table with every row that is no training row replaced by others, new levels included. */
function withOtherTestRows(table: Table): Table {
  const columns = table.columns.map((column): Column => {
    switch (column.kind) {
      case 'number':
      case 'date':
        return { ...column, values: column.values.map((value, row) => (row < 160 ? value : 1e12 + row)) };
      case 'category':
        return {
          ...column,
          levels: [...column.levels, 'never seen'],
          codes: column.codes.map((code, row) => (row < 160 ? code : column.levels.length)),
        };
      case 'text':
        return makeTextColumn(
          column.name,
          Array.from({ length: ROWS }, (_, row) => (row < 160 ? 'late, again 再次' : 'x'.repeat(row))),
        );
      case 'image':
        return { ...column, pixels: column.pixels.map((value, i) => (i < 160 ? value : 255 - value)) };
    }
  });
  return { rowCount: table.rowCount, columns };
}

describe.each([...STEPS.values()])('step $id', (step) => {
  const variants = step.whenOff === undefined ? [step.defaults] : [step.defaults, step.whenOff];

  it.each(variants)('learns from the training rows alone (%j)', (params) => {
    const table = messyTable(1);
    const text = table.columns.find((column) => column.name === 'note');
    expect(text && columnLength(text)).toBe(ROWS);
    expect(step.fit(withOtherTestRows(table), trainRows, params)).toEqual(step.fit(table, trainRows, params));
  });

  it.each(variants)('gives the same for the same, forgets on refit, and changes nothing it is given (%j)', (params) => {
    const table = messyTable(1);
    const before = structuredClone(table);
    const state = step.fit(table, trainRows, params);
    const kept = structuredClone(state);
    const output = step.transform(table, state);
    step.fit(messyTable(2), trainRows, params);
    expect(step.fit(table, trainRows, params)).toEqual(state);
    expect(step.transform(table, state)).toEqual(output);
    expect(table).toEqual(before);
    expect(state).toEqual(kept);
  });

  it.each(variants)('has a state that is plain data: saved and loaded it transforms alike (%j)', (params) => {
    const table = messyTable(1);
    const state = step.fit(table, trainRows, params);
    expect(step.transform(table, structuredClone(state))).toEqual(step.transform(table, state));
    expect(step.transform(table, JSON.parse(JSON.stringify(state)))).toEqual(step.transform(table, state));
  });

  it.each(variants)('transforms a row the same whatever rows stand beside it (%j)', (params) => {
    const table = messyTable(1);
    const state = step.fit(table, trainRows, params);
    const whole = takeRows(step.transform(table, state), testRows);
    const alone = step.transform(takeRows(table, testRows), state);
    expect(alone.columns.map(({ name }) => name)).toEqual(whole.columns.map(({ name }) => name));
    expect(alone).toEqual(whole);
  });

  it.each(variants)('passes over columns that are absent, and keeps the row count of an empty table (%j)', (params) => {
    const table = messyTable(1);
    const state = step.fit(table, trainRows, params);
    const fewer = { rowCount: ROWS, columns: table.columns.slice(1, 2) };
    expect(step.transform(fewer, state).rowCount).toBe(ROWS);
    expect(step.transform({ rowCount: 0, columns: [] }, state)).toEqual({ rowCount: 0, columns: [] });
  });

  it.each(variants)('describes itself in codes, naming columns that exist (%j)', (params) => {
    const table = messyTable(1);
    const names = new Set(table.columns.map(({ name }) => name));
    for (const note of step.describe(step.fit(table, trainRows, params))) {
      expect(note.code).toMatch(/^step\.[a-z-]+(\.[a-z-]+)?$/);
      for (const column of note.columns) expect(names.has(column)).toBe(true);
    }
  });
});
