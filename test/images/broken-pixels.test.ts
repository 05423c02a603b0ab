import { expect, it } from 'vitest';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import type { NumberColumn } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { pacer } from '../ingest/support.ts';

const SIDE = 8;
const ROWS = 40;

/** Pictures of stripes in columns `pixel0` …, one cell of which is `cell`. */
function stripes(cell: number): Table {
  const columns = Array.from({ length: SIDE * SIDE }, (_, at): NumberColumn => {
    const values = Float64Array.from({ length: ROWS }, (_, row) => ((at + row) % SIDE < 4 ? 250 : 3));
    if (at === 12) values[7] = cell;
    return { kind: 'number', name: `pixel${at}`, values };
  });
  return makeTable(columns);
}

const look = async (cell: number) => {
  const { pixels, findings } = await profileTable(stripes(cell), pacer());
  return { side: pixels?.height, findings: findings.filter(({ code }) => code.startsWith('profile.pixels')) };
};

it('a pixel that is missing leaves pictures pictures, and is counted', async () => {
  const { side, findings } = await look(NaN);
  expect(side).toBe(SIDE);
  expect(findings).toContainEqual({ code: 'profile.pixels-gaps', level: 'careful', params: { count: 1 } });
});

it.each([-1, 300, 0.5])('a pixel of %d is told of by the name of its column', async (cell) => {
  const { side, findings } = await look(cell);
  expect(side).toBeUndefined();
  const params = { count: SIDE * SIDE, broken: 1, columns: ['pixel12'] };
  expect(findings).toEqual([{ code: 'profile.pixels-broken', level: 'careful', params }]);
});

it('whole pictures have nothing to be told', async () => {
  const { side, findings } = await look(3);
  expect(side).toBe(SIDE);
  expect(findings.map(({ code }) => code)).toEqual(['profile.pixels-grey']);
});
