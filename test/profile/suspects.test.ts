import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rocAuc } from '../../src/core/metrics/binary.ts';
import { foretells } from '../../src/core/profile/foretell.ts';
import { findSuspects } from '../../src/core/profile/suspects.ts';
import { createRandom } from '../../src/core/random.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { numbers, pacer, suspects, words } from './support.ts';

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const random = createRandom(3);
const ROWS = 1000;
const noise = times(ROWS, () => random.normal());
const yesNo = times(ROWS, (i) => ((noise[i] as number) + random.normal() > 0.8 ? 'Yes' : 'No'));
const amount = times(ROWS, (i) => 50 + 10 * (noise[i] as number) + 8 * random.normal());
const other = (): Column =>
  numbers(
    'other',
    times(ROWS, () => random.normal()),
  );

describe('columns that give the target away', () => {
  it('a class by other names, in words or in numbers', async () => {
    const table = makeTable([
      words('churned', yesNo),
      words(
        'state',
        yesNo.map((cell) => (cell === 'Yes' ? 'left' : 'stays')),
      ),
      numbers(
        'flag',
        yesNo.map((cell) => Number(cell === 'Yes')),
      ),
      numbers('honest', noise),
    ]);
    expect(await suspects(table, 'churned')).toEqual(['profile.copy-of-target state', 'profile.copy-of-target flag']);
  });

  it('a number times a factor, or made of two columns', async () => {
    const net = times(ROWS, () => Math.round(100 * random.next()));
    const tax = times(ROWS, () => Math.round(20 * random.next()));
    const gross = net.map((value, i) => value + (tax[i] as number));
    const table = makeTable([
      numbers(
        'cents',
        gross.map((value) => 100 * value + 7),
      ),
      numbers('net', net),
      numbers('tax', tax),
      other(),
      numbers('gross', gross),
    ]);
    expect(await suspects(table, 'gross')).toEqual([
      'profile.copy-of-target cents',
      'profile.sum-is-target net',
      'profile.sum-is-target tax',
    ]);
    // The other way round: what is left after a difference.
    expect(
      await suspects(makeTable([numbers('gross', gross), numbers('tax', tax), other(), numbers('net', net)]), 'net'),
    ).toEqual(['profile.sum-is-target gross', 'profile.sum-is-target tax']);
  });

  it('a column that is filled in only afterwards', async () => {
    const table = makeTable([
      words(
        'reason',
        yesNo.map((cell, i) => (cell === 'Yes' ? `r${i % 4}` : null)),
      ),
      {
        kind: 'date',
        name: 'left_on',
        values: Float64Array.from(yesNo, (cell, i) => (cell === 'Yes' ? i * 864e5 : NaN)),
        hasTime: false,
      },
      numbers('honest', noise),
      words('churned', yesNo),
    ]);
    expect(await suspects(table, 'churned')).toEqual(['profile.leak-suspect reason', 'profile.leak-suspect left_on']);
  });

  it('a column far ahead of all others, but not one of several good ones, nor a trend', async () => {
    const near = (name: string): Column =>
      numbers(
        name,
        yesNo.map((cell) => (cell === 'Yes' ? 2.2 : 0) + random.normal()),
      );
    const target = words('churned', yesNo);
    expect(await suspects(makeTable([near('a'), other(), target]), 'churned')).toEqual(['profile.leak-doubtful a']);
    expect(await suspects(makeTable([near('a'), near('b'), target]), 'churned')).toEqual([]);
    const day: Column = {
      kind: 'date',
      name: 'day',
      values: Float64Array.from(amount, (_, i) => i * 864e5),
      hasTime: false,
    };
    const trend = numbers(
      'sales',
      times(ROWS, (i) => i / 10 + 5 * random.normal()),
    );
    expect(await suspects(makeTable([day, other(), trend]), 'sales')).toEqual([]);
  });

  it('earlier and later measurements by their names', async () => {
    const again = (name: string): Column =>
      numbers(
        name,
        amount.map((value) => value + 6 * random.normal()),
      );
    const table = makeTable([
      again('score_1'),
      again('score_3'),
      again('score'),
      again('grade_1'),
      numbers('score_2', amount),
    ]);
    expect(await suspects(table, 'score_2')).toEqual([
      'profile.earlier-measurement score_1',
      'profile.later-measurement score_3',
    ]);
    const unnamed = makeTable([again('column_1'), again('column_3'), numbers('column_2', amount)]);
    expect(await suspects(unnamed, 'column_2')).toEqual([]);
  });

  it('are looked for where the target is known: not among marks for "missing"', async () => {
    // A device that fails writes −200 everywhere: the mark alone would explain nearly all.
    const failed = (i: number): boolean => i % 20 === 0;
    const sensor = (name: string): Column =>
      numbers(
        name,
        times(ROWS, (i) => (failed(i) ? -200 : random.normal())),
      );
    expect(await suspects(makeTable([sensor('CO'), sensor('NOx'), sensor('AH')]), 'AH')).toEqual([]);
  });
});

describe('honest columns', () => {
  it('are left in peace, ordinary predictors and noise alike', async () => {
    const table = makeTable([numbers('x', noise), other(), words('churned', yesNo), numbers('amount', amount)]);
    expect(await suspects(table, 'churned')).toEqual([]);
    expect(await suspects(table, 'amount')).toEqual([]);
  });

  it('are hardly ever accused in small tables of pure chance', async () => {
    const draw = createRandom(11);
    let accused = 0;
    for (let round = 0; round < 100; round++) {
      const table = makeTable([
        ...times(8, (i) =>
          numbers(
            `x${i}`,
            times(60, () => draw.normal()),
          ),
        ),
        words(
          'y',
          times(60, () => (draw.next() < 0.3 ? 'a' : 'b')),
        ),
      ]);
      accused += (await suspects(table, 'y')).length;
    }
    expect(accused).toBeLessThanOrEqual(1);
  });

  it('are not looked at with too few rows, and a target of one value asks nothing', async () => {
    const few = makeTable([
      numbers(
        'a',
        times(29, (i) => i),
      ),
      numbers(
        'b',
        times(29, (i) => i),
      ),
    ]);
    expect(await suspects(few, 'b')).toEqual([]);
    const same = makeTable([
      numbers(
        'a',
        times(99, (i) => i),
      ),
      numbers(
        'b',
        times(99, () => 1),
      ),
    ]);
    expect(await suspects(same, 'b')).toEqual([]);
    await expect(findSuspects(same, 'nothing', ['a'], pacer())).rejects.toMatchObject({ code: 'table.no-column' });
  });

  it('do not escape by taking turns: a case in each even row, its control in each odd one', async () => {
    const turns = words(
      'case',
      times(ROWS, (i) => (i % 2 ? 'no' : 'yes')),
    );
    const told = numbers(
      'told',
      times(ROWS, (i) => (i % 2 ? 0 : 1) + 0.2 * random.normal()),
    );
    expect(await suspects(makeTable([told, other(), turns]), 'case')).toEqual(['profile.leak-suspect told']);
  });
});

describe('what one column foretells', () => {
  it('by groups is the area under the curve of their rates, each rate from rows that it is not judged on', () => {
    // A group a level and hundreds of rows: the rates are the true shares, so the AUC is that of the true shares.
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 6 }),
        fc.integer(),
        (tenths, seed) => {
          const draw = createRandom(seed);
          const groups = times(6000, () => draw.integer(tenths.length));
          const shares = groups.map((group) => (tenths[group] as number) / 10);
          const y = shares.map((share) => Number(draw.next() < share));
          const column = words('g', groups.map(String));
          const answer = { kind: 'class', codes: Int32Array.from(y), classes: 2 } as const;
          expect(Math.abs(foretells(column, answer) - rocAuc(y, shares))).toBeLessThan(0.05);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('by a line is the share of the variance that the line explains', () => {
    const draw = createRandom(2);
    const x = times(8000, () => 1e12 + draw.normal() * 1e9);
    const y = x.map((value) => 3 * ((value - 1e12) / 1e9) + 4 * draw.normal());
    const answer = { kind: 'number', values: Float64Array.from(y) } as const;
    // 9 / (9 + 16)
    expect(foretells(numbers('x', x), answer)).toBeCloseTo(0.36, 1);
    expect(
      foretells(
        numbers(
          'x',
          times(8000, () => draw.normal()),
        ),
        answer,
      ),
    ).toBeLessThan(0.01);
  });
});

describe('wide tables', () => {
  it('of 300 columns are searched whole', async () => {
    const draw = createRandom(4);
    const y = times(2000, () => (draw.next() < 0.4 ? 'a' : 'b'));
    const table: Table = makeTable([
      ...times(300, (i) =>
        numbers(
          `v_${i}x`,
          times(2000, () => draw.normal()),
        ),
      ),
      words(
        'given',
        y.map((cell) => `is ${cell}`),
      ),
      words('y', y),
    ]);
    expect(await suspects(table, 'y')).toEqual(['profile.copy-of-target given']);
  });
});
