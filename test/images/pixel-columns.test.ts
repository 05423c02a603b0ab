import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPixels } from '../../src/core/images/picture-reader.ts';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import { createRandom } from '../../src/core/random.ts';
import type { NumberColumn } from '../../src/core/table/column.ts';
import { getColumn, makeTable, type Table } from '../../src/core/table/table.ts';
import { pacer, read } from '../ingest/support.ts';
import { DATA_FOLDER, sharedData } from '../support/shared-data.ts';

const pixelsOf = async (table: Table) => (await profileTable(table, pacer())).pixels;

const numbers = (name: string, values: ArrayLike<number>): NumberColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});

/** Bright discs somewhere on a dark ground: value of a pixel by picture, row, column and channel. */
function discs(
  count: number,
  side: number,
  channels: number,
): (row: number, y: number, x: number, c: number) => number {
  const random = createRandom(7);
  const made = Array.from({ length: count }, () => ({
    y: random.next() * side,
    x: random.next() * side,
    reach: 1 + (random.next() * side) / 3,
    colour: Array.from({ length: channels }, () => 80 + random.integer(176)),
  }));
  return (row, y, x, c) => {
    const disc = made[row] as (typeof made)[number];
    return Math.hypot(y - disc.y, x - disc.x) < disc.reach ? (disc.colour[c] as number) : 0;
  };
}

const ROWS = 60;

/** A table of pictures, named and ordered as `name` and `order` say. */
function pictureTable(
  side: number,
  channels: 1 | 3,
  name: (y: number, x: number, c: number) => string,
  around: readonly NumberColumn[] = [],
): Table {
  const value = discs(ROWS, side, channels);
  const columns: NumberColumn[] = [];
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let c = 0; c < channels; c++)
        columns.push(
          numbers(
            name(y, x, c),
            Array.from({ length: ROWS }, (_, row) => value(row, y, x, c)),
          ),
        );
  return makeTable([...around.slice(0, 1), ...columns, ...around.slice(1)]);
}

const label = numbers(
  'label',
  Array.from({ length: ROWS }, (_, i) => (i * 7) % 10),
);

/** Names in the order in which pixels should come out. */
const expected = (side: number, channels: number, name: (y: number, x: number, c: number) => string): string[] =>
  Array.from({ length: side * side * channels }, (_, i) =>
    name(Math.floor(i / channels / side), Math.floor(i / channels) % side, i % channels),
  );

type Namer = (side: number, channels: number) => (y: number, x: number, c: number) => string;

const GREY: Readonly<Record<string, Namer>> = {
  pixel_row_column: () => (y, x) => `pixel_${y}_${x}`,
  'pixel counted from 0': (side) => (y, x) => `pixel${y * side + x}`,
  'pixel counted from 1, padded': (side) => (y, x) => `px_${String(y * side + x + 1).padStart(4, '0')}`,
  'x and y': () => (y, x) => `x${x}_y${y}`,
  'column and row': () => (y, x) => `col_${x}_row_${y}`,
  'as MNIST': () => (y, x) => `${y + 1}x${x + 1}`,
  'numbers alone': (side) => (y, x) => String(y * side + x),
  'as R names them': (side) => (y, x) => `V${y * side + x + 1}`,
};

const COLOUR: Readonly<Record<string, Namer>> = {
  pixel_row_column_channel: () => (y, x, c) => `pixel_${y}_${x}_${c}`,
  'channel behind': () => (y, x, c) => `px_${y}_${x}_${'rgb'[c]}`,
  'channel in front': () => (y, x, c) => `${'rgb'[c]}_${y}_${x}`,
  'channels spelled out': (side) => (y, x, c) => `${['red', 'green', 'blue'][c]}${y * side + x}`,
  'counted, side by side': (side) => (y, x, c) => `pixel${(y * side + x) * 3 + c}`,
  'counted, one channel after another': (side) => (y, x, c) => `pixel${c * side * side + y * side + x}`,
  'numbers alone, one channel after another': (side) => (y, x, c) => String(c * side * side + y * side + x),
};

describe('pixel columns', () => {
  it.each(Object.entries(GREY))('are found when named %s', async (_, namer) => {
    const name = namer(8, 1);
    const found = await pixelsOf(pictureTable(8, 1, name, [label]));
    expect(found).toMatchObject({ height: 8, width: 8, channels: 1, low: 0, high: 255 });
    expect(found?.columns).toEqual(expected(8, 1, name));
  });

  it.each(Object.entries(COLOUR))('of colour are found when named %s', async (_, namer) => {
    const name = namer(8, 3);
    const found = await pixelsOf(
      pictureTable(8, 3, name, [
        label,
        numbers(
          'id',
          Array.from({ length: ROWS }, (_, i) => i),
        ),
      ]),
    );
    expect(found).toMatchObject({ height: 8, width: 8, channels: 3 });
    expect(found?.columns).toEqual(expected(8, 3, name));
  });

  it('are found whatever the order of the columns', async () => {
    const name = (y: number, x: number) => `pixel_${y}_${x}`;
    const { columns } = pictureTable(6, 1, name);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...columns], { minLength: columns.length }), async (shuffled) => {
        const found = await pixelsOf(makeTable([label, ...shuffled]));
        expect(found?.columns).toEqual(expected(6, 1, name));
      }),
      { numRuns: 10 },
    );
  });

  it.each(['first', 'last'])('leave out an answer that is numbered along with them, %s', async (place) => {
    const at = (y: number, x: number): string => `column_${y * 8 + x + (place === 'first' ? 2 : 1)}`;
    const answer = { ...label, name: place === 'first' ? 'column_1' : 'column_65' };
    const { columns } = pictureTable(8, 1, at);
    const found = await pixelsOf(makeTable(place === 'first' ? [answer, ...columns] : [...columns, answer]));
    expect(found?.columns).toEqual(expected(8, 1, at));
  });

  it('that are merely numbered are none when neighbours have nothing to do with each other', async () => {
    const random = createRandom(3);
    const columns = Array.from({ length: 64 }, (_, i) =>
      numbers(
        `V${i + 1}`,
        Array.from({ length: 200 }, () => random.integer(256)),
      ),
    );
    expect(await pixelsOf(makeTable(columns))).toBeUndefined();
  });

  it('are none among the answers to a survey of four times four questions, or features that all go together', async () => {
    const random = createRandom(5);
    const mood = Array.from({ length: 300 }, () => random.integer(6));
    const answers = (name: (i: number) => string, count: number) =>
      Array.from({ length: count }, (_, i) =>
        numbers(
          name(i),
          mood.map((m) => Math.min(5, Math.max(0, m + random.integer(3) - 1))),
        ),
      );
    expect(await pixelsOf(makeTable(answers((i) => `q${(i >> 2) + 1}_${(i % 4) + 1}`, 16)))).toBeUndefined();
    expect(await pixelsOf(makeTable(answers((i) => `f${i}`, 64)))).toBeUndefined();
  });

  it.each([
    ['a column too few', (columns: readonly NumberColumn[]) => columns.slice(1)],
    [
      'a negative',
      (columns: readonly NumberColumn[]) =>
        columns.map((c, i) =>
          i === 9
            ? numbers(
                c.name,
                c.values.map((v) => v - 3),
              )
            : c,
        ),
    ],
    [
      'values past 255',
      (columns: readonly NumberColumn[]) =>
        columns.map((c) =>
          numbers(
            c.name,
            c.values.map((v) => v * 3),
          ),
        ),
    ],
  ])('are none with %s', async (_, spoil) => {
    const { columns } = pictureTable(8, 1, (y, x) => `pixel_${y}_${x}`);
    expect(await pixelsOf(makeTable(spoil(columns as NumberColumn[])))).toBeUndefined();
  });

  it('say nothing about single pixels', async () => {
    const table = pictureTable(8, 1, (y, x) => `pixel_${y}_${x}`, [label]);
    const { findings } = await profileTable(table, pacer());
    expect(findings.map(({ code }) => code)).toContain('profile.pixels-grey');
    expect(findings.filter(({ column }) => column?.startsWith('pixel'))).toEqual([]);
  });
});

describe('real tables', () => {
  const digits = sharedData('digits-8x8/digits.csv');

  it.skipIf(!digits)('of digits are pictures of 8 × 8, with or without names', async () => {
    const text = await readFile(digits as string, 'utf8');
    const named = await read(text);
    const found = await pixelsOf(named.table);
    expect(found).toMatchObject({ height: 8, width: 8, channels: 1, low: 0, high: 16 });
    expect(found?.columns).toEqual(expected(8, 1, (y, x) => `pixel_${y}_${x}`));
    const bare = await read(text.slice(text.indexOf('\n') + 1));
    const columns = (await pixelsOf(bare.table))?.columns;
    expect(columns).toEqual(bare.table.columns.slice(0, 64).map(({ name }) => name));
    const packed = packPixels(named.table, found!, [0, 1]);
    const second = named.table.columns.slice(0, 64).map((column) => (column as NumberColumn).values[1]);
    expect([...packed.subarray(64)]).toEqual(second);
  });

  it.skipIf(!digits)('of digits are told apart from the same columns in disorder', async () => {
    const { table } = await read(await readFile(digits as string));
    const random = createRandom(11);
    const order = Array.from({ length: 64 }, (_, i) => i).toSorted(() => random.next() - 0.5);
    const mixed = order.map((from, i) => ({
      ...getColumn(table, `pixel_${from >> 3}_${from % 8}`),
      name: `V${i + 1}`,
    }));
    expect(await pixelsOf(makeTable(mixed))).toBeUndefined();
  });

  const others = sharedData('')
    ? readdirSync(DATA_FOLDER, { recursive: true, encoding: 'utf8' }).filter(
        (path) => path.endsWith('.csv') && !path.startsWith('digits') && !path.startsWith('csv-spectrum'),
      )
    : [];

  it.skipIf(others.length === 0)('of another kind hold no pictures', { timeout: 60_000 }, async () => {
    const found: string[] = [];
    for (const path of others) {
      const bytes = await readFile(join(DATA_FOLDER, path));
      // Whether columns are pixels is in their names and ranges: the beginning of a large file tells.
      const { table } = await read(bytes.subarray(0, bytes.lastIndexOf(10, 400_000) + 1 || bytes.length));
      if (await pixelsOf(table)) found.push(path);
    }
    expect(found).toEqual([]);
    expect(others.length).toBeGreaterThan(20);
  });
});
