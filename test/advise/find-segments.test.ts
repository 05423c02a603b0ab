import { describe, expect, it } from 'vitest';
import { findSegments, type SegmentSearch } from '../../src/core/advise/find-segments.ts';
import { membersOf } from '../../src/core/advise/membership.ts';
import type { Segment } from '../../src/core/advise/types.ts';
import type { Target } from '../../src/core/learn/task.ts';
import type { TrainRows, ValidationRows } from '../../src/core/prepare/rows.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { numbers, pacer, planted, range, type Planted } from './support.ts';

const search = (
  { table, target, train, validation }: Omit<Planted, 'truth'>,
  groups?: Int32Array,
): Promise<SegmentSearch> =>
  findSegments({
    table,
    target,
    trainRows: train,
    validationRows: validation,
    columns: table.columns.map(({ name }) => name),
    seed: 1,
    pacer,
    ...(groups ? { groups } : {}),
  });

/** Mean truth of the rows of a large table of the same kind that are in the segment. */
function trueRate({ conditions }: Segment, { table, truth }: Planted): number {
  const rows = range(0, table.rowCount);
  const masks = conditions.map((condition) => membersOf(table, rows, condition));
  const inside = truth.filter((_, row) => masks.every((mask) => mask[row] === 1));
  return inside.reduce((sum, p) => sum + p, 0) / inside.length;
}

describe('segments', () => {
  it('are found where they are, and their rates on validation rows are right', async () => {
    const world = planted(100_000, 999);
    let covered = 0;
    let shown = 0;
    let bias = 0;
    let exact = 0;
    for (let seed = 0; seed < 60; seed++) {
      const { segments } = await search(planted(4_000, seed));
      const [first] = segments;
      expect(first, `seed ${seed}`).toBeDefined();
      if (first?.conditions.map(({ column }) => column).join() === 'plan,x') exact++;
      for (const segment of segments) {
        const truth = trueRate(segment, world);
        shown++;
        bias += segment.rate.value - truth;
        if (segment.rate.low <= truth && truth <= segment.rate.high) covered++;
      }
    }
    // Both conditions are named nearly always, first; the rest are other cuts of the same.
    expect(exact).toBeGreaterThanOrEqual(54);
    expect(covered / shown).toBeGreaterThanOrEqual(0.9);
    // A rate of training rows would be too high by the search for the highest.
    expect(Math.abs(bias / shown)).toBeLessThan(0.01);
    // One thing was planted: its echoes in other cuts are no further segments.
    expect(shown).toBeLessThanOrEqual(75);
  }, 60_000);

  it('are not found where nothing differs', async () => {
    let claims = 0;
    for (let seed = 0; seed < 60; seed++) {
      const { segments, tried } = await search(planted(2_000, seed, 0));
      expect(tried).toBeGreaterThan(50);
      if (segments.length > 0) claims++;
    }
    expect(claims).toBeLessThanOrEqual(3);
  }, 60_000);

  it('are not claimed from rows of few entities that only repeat themselves', async () => {
    // 40 customers of 50 visits each; what a visit brings hangs on the customer, and so does every column.
    const repeated = (seed: number): Planted & { groups: Int32Array } => {
      const random = createRandom(seed);
      const customers = Array.from({ length: 40 }, () => ({
        x: random.next() * 100,
        p: random.next() < 0.5 ? 0.1 : 0.6,
      }));
      const of = (row: number): (typeof customers)[number] =>
        customers[Math.floor(row / 50)] as (typeof customers)[number];
      const truth = Float64Array.from({ length: 2_000 }, (_, row) => of(row).p);
      const codes = Int32Array.from(truth, (p) => (random.next() < p ? 1 : 0));
      return {
        table: makeTable([
          numbers(
            'x',
            truth.map((_, row) => of(row).x),
          ),
        ]),
        target: { task: 'binary', codes, classes: ['no', 'yes'] },
        train: range(0, 1_000) as TrainRows,
        validation: range(1_000, 2_000) as ValidationRows,
        truth,
        groups: Int32Array.from({ length: 1_000 }, (_, i) => Math.floor(i / 50)),
      };
    };
    let alone = 0;
    let together = 0;
    for (let seed = 0; seed < 40; seed++) {
      const world = repeated(seed);
      if ((await search(world)).segments.length > 0) alone++;
      if ((await search(world, world.groups)).segments.length > 0) together++;
    }
    expect(together).toBeLessThanOrEqual(4);
    // Taking rows as independent would claim much.
    expect(alone).toBeGreaterThan(together + 10);
  }, 60_000);

  it('come from rows for training and validation alone', async () => {
    const world = planted(3_000, 5);
    const half = { ...world, train: range(0, 1_500) as TrainRows, validation: range(1_500, 2_000) as ValidationRows };
    const other = planted(3_000, 6, 0);
    const spliced: Table = makeTable(
      half.table.columns.map((column, j) => {
        const theirs = other.table.columns[j];
        if (column.kind === 'category') {
          const levels = [...column.levels, 'elsewhere'];
          return {
            ...column,
            levels,
            codes: column.codes.map((code, row) => (row < 2_000 ? code : levels.length - 1)),
          };
        }
        if (column.kind !== 'number' || theirs?.kind !== 'number') throw new Error('another kind');
        return {
          ...column,
          values: column.values.map((v, row) => (row < 2_000 ? v : 1e6 + (theirs.values[row] as number))),
        };
      }),
    );
    const { codes } = half.target as Extract<Target, { codes: Int32Array }>;
    const target: Target = {
      task: 'binary',
      classes: ['no', 'yes'],
      codes: codes.map((c, row) => (row < 2_000 ? c : 1 - c)),
    };
    const found = await search(half);
    expect(found.segments.length).toBeGreaterThan(0);
    expect(await search({ ...half, table: spliced, target })).toEqual(found);
  });

  it('are the same for the same rows, whatever the order of columns', async () => {
    const world = planted(4_000, 7);
    const found = await search(world);
    expect(await search(world)).toEqual(found);
    const turned = { ...world, table: makeTable(world.table.columns.toReversed()) };
    expect((await search(turned)).segments[0]?.conditions).toEqual(found.segments[0]?.conditions);
  });

  it('say high and low of numbers, with dates, missing cells and joined levels', async () => {
    const random = createRandom(3);
    const rows = 6_000;
    const start = Date.UTC(2024, 0, 1);
    const day = Float64Array.from({ length: rows }, () => start + Math.floor(random.next() * 365) * 86_400_000);
    const shop = Array.from({ length: rows }, () => `s${random.integer(6)}`);
    const age = Float64Array.from({ length: rows }, () => (random.next() < 0.15 ? NaN : 20 + random.integer(60)));
    const mean = day.map((at, i) => {
      const late = at >= Date.UTC(2024, 9, 1) && (shop[i] === 's1' || shop[i] === 's4');
      return 100 + (late ? 60 : 0) - (Number.isNaN(age[i]) ? 40 : 0);
    });
    const values = mean.map((m) => m + 20 * random.normal());
    const { segments } = await search({
      table: makeTable([
        { kind: 'date', name: 'day', values: day, hasTime: false },
        makeCategoryColumn('shop', shop),
        numbers('age', age),
      ]),
      target: { task: 'regression', values },
      train: range(0, 4_500) as TrainRows,
      validation: range(4_500, rows) as ValidationRows,
    });
    const high = segments.find(({ direction }) => direction === 'high');
    const low = segments.find(({ direction }) => direction === 'low');
    expect(high?.conditions.map(({ column }) => column)).toEqual(['day', 'shop']);
    expect(high?.conditions[1]?.levels?.toSorted()).toEqual(['s1', 's4']);
    // The cut lies near the first of October and is the first of a month.
    expect(new Date(high?.conditions[0]?.low as number).toISOString()).toMatch(/^2024-(09|10)-01T00:00:00/);
    expect(low?.conditions.some(({ column, missing }) => column === 'age' && missing === true)).toBe(true);
    expect(low?.deviation).toBeGreaterThan(15);
    for (const { direction, rate, overallRate } of segments) {
      expect(direction === 'high' ? rate.low > overallRate : rate.high < overallRate).toBe(true);
    }
  });

  it('name the class of three that is more frequent', async () => {
    const random = createRandom(11);
    const kind = Array.from({ length: 3_000 }, () => ['a', 'b', 'c'][random.integer(3)] as string);
    const codes = Int32Array.from(kind, (k) => (random.next() < 0.5 ? ['a', 'b', 'c'].indexOf(k) : random.integer(3)));
    const { segments } = await search({
      table: makeTable([makeCategoryColumn('kind', kind)]),
      target: { task: 'multiclass', codes, classes: ['red', 'green', 'blue'] },
      train: range(0, 2_000) as TrainRows,
      validation: range(2_000, 3_000) as ValidationRows,
    });
    const said = segments.map(({ conditions, ofClass }) => `${String(conditions[0]?.levels)} ${String(ofClass)}`);
    expect(said.toSorted()).toEqual(['a red', 'b green', 'c blue']);
  });

  it('are none without columns or with constant ones, and on few rows', async () => {
    const world = planted(1_000, 1);
    const none = { segments: [], tried: 0, leastAdjustedPValue: 1 };
    expect(await search({ ...world, table: makeTable([], 1_000) })).toEqual(none);
    expect(await search({ ...world, table: makeTable([numbers('one', new Float64Array(1_000).fill(1))]) })).toEqual(
      none,
    );
    const few = { ...world, train: range(0, 40) as TrainRows, validation: range(40, 60) as ValidationRows };
    expect((await search(few)).segments).toEqual([]);
  });
});
