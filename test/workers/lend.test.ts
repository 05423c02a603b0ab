import { expect, it } from 'vitest';
import { makeTable } from '../../src/core/table/table.ts';
import { fetchColumns, lendTable } from '../../src/workers/lend.ts';

const table = makeTable([
  { kind: 'number', name: 'a', values: Float64Array.of(1, NaN, 3) },
  { kind: 'category', name: '__proto__', codes: Int32Array.of(0, -1, 0), levels: ['x'] },
  { kind: 'text', name: '', bytes: new TextEncoder().encode('öb'), offsets: Float64Array.of(0, 2, 2, 3) },
]);

const borrow = async (names?: readonly string[]): Promise<unknown> => {
  const { port1, port2 } = new MessageChannel();
  const giveBack = lendTable(port1, table);
  try {
    return await fetchColumns(port2, names);
  } finally {
    giveBack();
  }
};

it('lends the columns asked for, in that order, as copies', async () => {
  expect(await borrow(['', 'a'])).toEqual({ rowCount: 3, columns: [table.columns[2], table.columns[0]] });
  expect(await borrow()).toEqual(table);
  expect(table.columns[0]).toMatchObject({ values: Float64Array.of(1, NaN, 3) });
});

it('says which column is not there', async () => {
  await expect(borrow(['a', 'b'])).rejects.toMatchObject({ code: 'table.no-column', params: { column: 'b' } });
});
