import { describe, expect, it } from 'vitest';
import { drift } from '../../src/core/monitor/drift.ts';
import type { DriftRow } from '../../src/core/monitor/types.ts';
import { createRandom, type Random } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { describeColumn } from '../../src/lenses/predict/columns.ts';

/** Kinds of columns that founders have; `shift` moves them by so many standard deviations, or turns so many rows. */
const MAKERS: Readonly<Record<string, (random: Random, shift: number) => number | string | null>> = {
  normal: (random, shift) => random.normal() + shift,
  skewed: (random, shift) => Math.exp(1.5 * (random.normal() + shift)),
  zeros: (random, shift) => (random.next() < 0.6 - 0.5 * shift ? 0 : 1 + random.next()),
  rating: (random, shift) => Math.max(1, Math.min(5, Math.round(3.6 + random.normal() + shift))),
  gaps: (random, shift) => (random.next() < 0.2 + 0.4 * shift ? null : random.next()),
  flag: (random, shift) => (random.next() < 0.1 + 0.4 * shift ? 1 : 0),
  plan: (random, shift) => (random.next() < 0.5 + 0.5 * shift ? 'basic' : random.next() < 0.7 ? 'plus' : 'team'),
  city: (random, shift) => `c${Math.floor(200 * random.next() ** (2 - 1.6 * shift))}`,
};

function made(rows: number, seed: number, shift = 0): Table {
  const random = createRandom(seed);
  return makeTable(
    Object.entries(MAKERS).map(([name, make]): Column => {
      const cells = Array.from({ length: rows }, () => make(random, shift));
      if (cells.some((cell) => typeof cell === 'string')) return makeCategoryColumn(name, cells as string[]);
      return { kind: 'number', name, values: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))) };
    }),
  );
}

const remember = (table: Table) => table.columns.map(describeColumn);
const byName = (rows: readonly DriftRow[]): Record<string, DriftRow> =>
  Object.fromEntries(rows.map((row) => [row.column, row]));

describe('drift', () => {
  it('is none where nothing moved, whatever the column and however few the rows', () => {
    const reference = remember(made(3_000, 1));
    const alarms: string[] = [];
    for (const [rows, least] of [
      [1_000, 0.95],
      [60, 0.95],
    ] as const) {
      for (const name of Object.keys(MAKERS)) {
        let none = 0;
        for (let seed = 0; seed < 60; seed++) {
          if (byName(drift(reference, made(rows, 100 + seed), [], 3_000))[name]?.size === 'none') none++;
        }
        if (none / 60 < least) alarms.push(`${name}, ${rows} rows: ${none}`);
      }
    }
    expect(alarms).toEqual([]);
  }, 60_000);

  it('is found where half a standard deviation, or a good part of the rows, moved', () => {
    const reference = remember(made(3_000, 1));
    for (const name of Object.keys(MAKERS)) {
      let found = 0;
      for (let seed = 0; seed < 20; seed++) {
        if (byName(drift(reference, made(1_000, 100 + seed, 0.5), [], 3_000))[name]?.size !== 'none') found++;
      }
      expect(found / 20, `${name}`).toBeGreaterThanOrEqual(0.95);
    }
  }, 60_000);

  it('measures the shift in standard deviations, and of categories in rows', () => {
    const reference = remember(made(20_000, 1));
    const moved = byName(drift(reference, made(20_000, 2, 0.5), []));
    expect(moved['normal']?.effect).toBeGreaterThan(0.42);
    expect(moved['normal']?.effect).toBeLessThan(0.58);
    expect(byName(drift(reference, made(20_000, 2, -0.5), []))['normal']?.effect).toBeLessThan(-0.42);
    // Half of what was not basic became basic: a quarter of the rows.
    expect(moved['plan']?.effect).toBeCloseTo(0.25, 1);
    const still = byName(drift(reference, made(20_000, 3), []));
    // 21 quantiles place the share of a value that fills several to within a fortieth of the rows.
    for (const row of Object.values(still)) expect(Math.abs(row.effect), `${row.column}`).toBeLessThan(0.1);
    // A population shift of half a deviation: ∫ (φ(x − ½) − φ(x)) ln(φ(x − ½) / φ(x)) dx = ¼ before binning.
    expect(moved['normal']?.psi).toBeGreaterThan(0.2);
    expect(moved['normal']?.psi).toBeLessThan(0.27);
  });

  it('is not made by one outlier', () => {
    const reference = remember(made(3_000, 1));
    const later = made(1_000, 5);
    const columns = later.columns.map((column) =>
      column.name === 'normal' && column.kind === 'number'
        ? { ...column, values: column.values.map((value, row) => (row === 7 ? 1e12 : value)) }
        : column,
    );
    const row = byName(drift(reference, makeTable(columns), []))['normal'];
    expect(row?.size).toBe('none');
    expect(Math.abs(row?.effect ?? 1)).toBeLessThan(0.1);
  });

  it('sees levels never met, blank and absent columns, text and constants', () => {
    const rows = 500;
    const fill = (value: string | null): (string | null)[] => Array.from({ length: rows }, () => value);
    const before = makeTable([
      makeCategoryColumn('shop', fill('here')),
      makeTextColumn('note', fill('words')),
      { kind: 'number', name: 'one', values: new Float64Array(rows).fill(1) },
      { kind: 'number', name: 'gone', values: new Float64Array(rows).fill(2) },
      { kind: 'number', name: 'blank', values: new Float64Array(rows).fill(NaN) },
      { kind: 'date', name: 'day', values: Float64Array.from({ length: rows }, (_, i) => i * 864e5), hasTime: false },
    ]);
    const reference = remember(before);
    const same = drift(reference, before, []);
    expect(same.map(({ psi }) => psi)).toEqual(same.map(() => expect.closeTo(0, 9)));
    expect(same.every(({ size, importance }) => size === 'none' && importance === 0)).toBe(true);
    const after = makeTable([
      makeCategoryColumn('shop', fill('elsewhere')),
      makeTextColumn('note', fill(null)),
      { kind: 'number', name: 'one', values: new Float64Array(rows).fill(3) },
      { kind: 'number', name: 'blank', values: new Float64Array(rows).fill(5) },
      {
        kind: 'date',
        name: 'day',
        values: Float64Array.from({ length: rows }, (_, i) => (i + 400) * 864e5),
        hasTime: false,
      },
    ]);
    for (const row of drift(reference, after, [])) {
      expect(row.size, `${row.column}`).toBe('large');
      expect(Number.isFinite(row.psi) && Number.isFinite(row.effect)).toBe(true);
    }
    expect(drift(reference, { rowCount: 0, columns: [] }, []).every(({ psi }) => Number.isFinite(psi))).toBe(true);
  });

  it('shares importance among the columns that help', () => {
    const rows = drift(remember(made(200, 1)), made(200, 2), [
      { column: 'normal', value: 3 },
      { column: 'plan', value: 1 },
      { column: 'city', value: -2 },
    ]);
    const { normal, plan, city, flag } = byName(rows);
    expect([normal, plan, city, flag].map((row) => row?.importance)).toEqual([0.75, 0.25, 0, 0]);
  });
});
