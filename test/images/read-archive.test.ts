import { readFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { packPictures, pictureReader } from '../../src/core/images/picture-reader.ts';
import type { ReadResult } from '../../src/core/ingest/types.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import type { ImageColumn, NumberColumn } from '../../src/core/table/column.ts';
import { tableToCsv } from '../../src/core/table/csv.ts';
import { getColumn } from '../../src/core/table/table.ts';
import { appendTables } from '../../src/core/table/take.ts';
import { columnCells, kinds, pacer, read } from '../ingest/support.ts';
import { makePng, makeZip, plainPng } from '../support/png.ts';
import { sharedData } from '../support/shared-data.ts';
import { readOrCode, readZipped, refusal } from './support.ts';

const found = ({ reading }: ReadResult): string[] => reading.findings.map(({ code }) => code);
const picture = ({ table }: ReadResult): ImageColumn => getColumn(table, 'picture') as ImageColumn;
const text = (value: string): Uint8Array => strToU8(value);

const CATS_AND_DOGS = [
  ['animals/cat/1.png', plainPng(8, 8, 10)],
  ['animals/cat/2.png', plainPng(8, 8, 20)],
  ['animals/dog/1.png', plainPng(8, 8, 30)],
] as const;

describe('a zip of pictures', () => {
  it('becomes a table with names, labels from folders, pictures and sizes, in the archive’s order', async () => {
    const result = await readZipped(makeZip(CATS_AND_DOGS));
    const { table, reading } = result;
    expect(kinds(table)).toEqual(['file:text', 'label:category', 'picture:image', 'width:number', 'height:number']);
    expect(columnCells(table, 'file')).toEqual(CATS_AND_DOGS.map(([path]) => path));
    expect(columnCells(table, 'label')).toEqual(['cat', 'cat', 'dog']);
    expect(picture(result)).toMatchObject({ width: 8, height: 8, channels: 1 });
    expect([...picture(result).pixels]).toEqual([10, 20, 30].flatMap((value) => Array<number>(64).fill(value)));
    expect(reading).toMatchObject({ rowsIn: 3, rowsKept: 3, rowsRejected: 0, reader: 'pictures' });
    expect(reading.pictures).toEqual({ width: 8, height: 8, channels: 1, resized: false });
  });

  const digits = sharedData('digits-8x8/digits.csv');

  it.skipIf(!digits)('of digits gives the same inputs and labels as their columns, bit for bit', async () => {
    const { table: columns } = await read(await readFile(digits as string));
    const { pixels: layout } = await profileTable(columns, pacer());
    const names = layout?.columns ?? [];
    const labels = columnCells(columns, 'label');
    const files = labels.map((label, row): [string, Uint8Array] => {
      const pixels = Uint8Array.from(
        names,
        (name) => 15 * ((getColumn(columns, name) as NumberColumn).values[row] as number),
      );
      return [`${label}/${row}.png`, makePng({ width: 8, height: 8, channels: 1, pixels })];
    });
    const { table } = await readZipped(makeZip(files));
    expect(columnCells(table, 'label')).toEqual(labels);
    const rows = Int32Array.from(labels.keys());
    const train = rows.subarray(0, 1000);
    const [ofColumns, ofFiles] = [
      pictureReader(columns, { kind: 'columns', layout: layout! }),
      pictureReader(table, { kind: 'column', name: 'picture' }),
    ];
    expect([ofColumns.highest(train), ofFiles.highest(train)]).toEqual([16, 240]);
    const packed = packPictures(ofColumns, rows, 16);
    expect(packPictures(ofFiles, rows, 240)).toEqual(packed);
    expect(new Set(packed).size).toBe(17);
  });

  it('leaves out what all paths begin with, and keeps the folders above the labels', async () => {
    const zip = makeZip([
      ['set/train/cat/1.png', plainPng(4, 4, 1)],
      ['set/train/dog/2.png', plainPng(4, 4, 2)],
      ['set/test/cat/3.png', plainPng(4, 4, 3)],
    ]);
    const { table } = await readZipped(zip);
    expect(columnCells(table, 'label')).toEqual(['cat', 'dog', 'cat']);
    expect(columnCells(table, 'folder')).toEqual(['train', 'train', 'test']);
  });

  it('takes the deepest level that all have, and none for pictures in no folder', async () => {
    const result = await readZipped(
      makeZip([
        ['cats/persian/1.png', plainPng(4, 4, 1)],
        ['dogs/2.png', plainPng(4, 4, 2)],
        ['3.png', plainPng(4, 4, 3)],
      ]),
    );
    expect(columnCells(result.table, 'label')).toEqual(['cats', 'dogs', null]);
    expect(found(result)).toContain('ingest.pictures-unlabelled');
  });

  it('has no labels where there is one folder', async () => {
    const { table } = await readZipped(
      makeZip([
        ['all/1.png', plainPng(4, 4, 1)],
        ['all/2.png', plainPng(4, 4, 2)],
      ]),
    );
    expect(kinds(table)).toEqual(['file:text', 'picture:image', 'width:number', 'height:number']);
  });

  it('joins a list in the archive by file names, with all its columns', async () => {
    const list =
      'image,breed,age,weight\n2.png,tabby,4,3.5\n1.png,persian,7,4.25\nabsent.png,none,1,1\n1.png,again,2,2\n';
    const result = await readZipped(
      makeZip([
        ['photos/1.png', plainPng(4, 4, 1)],
        ['photos/2.png', plainPng(4, 4, 2)],
        ['photos/3.png', plainPng(4, 4, 3)],
        ['labels.csv', text(list)],
      ]),
    );
    expect(columnCells(result.table, 'breed')).toEqual(['persian', 'tabby', null]);
    expect(columnCells(result.table, 'age')).toEqual(['7', '4', null]);
    expect(kinds(result.table)).toContain('weight:number');
    expect(kinds(result.table).some((kind) => kind.startsWith('image:'))).toBe(false);
    const counts = result.reading.findings.map(({ code, params }) => [code, params['count']]);
    expect(counts).toEqual([
      ['ingest.pictures-table', undefined],
      ['ingest.pictures-unlisted', 1],
      ['ingest.pictures-unfound', 1],
      ['ingest.pictures-repeated', 1],
    ]);
  });

  it('finds names without endings, with folders, and numbers; puts lists of the same columns together', async () => {
    const pictures = ['a/0', 'a/1', 'b/0'].map((path, i): [string, Uint8Array] => [`${path}.png`, plainPng(4, 4, i)]);
    const { table } = await readZipped(
      makeZip([
        ...pictures,
        ['train.csv', text('name,kind\na/0,x\na/1,y\n')],
        ['test.csv', text('name,kind\nb\\0.png,z\n')],
        ['notes.txt', text('Taken in spring.')],
      ]),
    );
    expect(columnCells(table, 'kind')).toEqual(['x', 'y', 'z']);
    expect(columnCells(table, 'folder')).toEqual(['a', 'a', 'b']);
    const numbered = await readZipped(
      makeZip([
        ['7.png', plainPng(4, 4, 1)],
        ['8.png', plainPng(4, 4, 2)],
        ['l.csv', text('id,y\n8,no\n7,yes\n')],
      ]),
    );
    expect(columnCells(numbered.table, 'y')).toEqual(['yes', 'no']);
  });

  it('sets damaged pictures aside with their names and why; nothing is lost', async () => {
    const good = plainPng(8, 8, 7);
    const result = await readZipped(
      makeZip([
        ['x/good.png', good],
        ['x/cut.png', good.slice(0, good.length - 20)],
        ['y/empty.png', new Uint8Array()],
        ['y/text.png', text('I am no picture')],
        ['y/photo.heic', text('....ftypheic')],
        ['y/<b>bold</b>.png', good.slice(0, 12)],
        ['y/猫 é.png', good],
      ]),
    );
    const { reading } = result;
    expect(reading.rejects.map(({ text: name, code, line }) => [name, code, line])).toEqual([
      ['x/cut.png', 'ingest.picture-broken', 2],
      ['y/empty.png', 'ingest.picture-empty', 3],
      ['y/text.png', 'ingest.picture-kind', 4],
      ['y/photo.heic', 'ingest.picture-kind', 5],
      ['y/<b>bold</b>.png', 'ingest.picture-broken', 6],
    ]);
    expect([reading.rowsIn, reading.rowsKept, reading.rowsRejected]).toEqual([7, 2, 5]);
    expect(columnCells(result.table, 'file')).toEqual(['x/good.png', 'y/猫 é.png']);
    expect(found(result)).toContain('ingest.pictures-rejected');
  });

  it('passes over what systems leave behind, and names what else lies there', async () => {
    const result = await readZipped(
      makeZip([
        ...CATS_AND_DOGS,
        ['__MACOSX/animals/cat/._1.png', text('x')],
        ['animals/.DS_Store', text('x')],
        ['animals/cat/Thumbs.db', text('x')],
        ['readme.md', text('hello')],
        ['more.zip', text('PK')],
      ]),
    );
    const counts = Object.fromEntries(result.reading.findings.map(({ code, params }) => [code, params['count']]));
    expect(counts).toMatchObject({ 'ingest.pictures-skipped': 3, 'ingest.pictures-others': 2 });
    expect(result.table.rowCount).toBe(3);
  });

  it('keeps no picture out silently: as many rows and rejects as pictures, whatever they are', async () => {
    const piece = fc.oneof(
      fc
        .record({ w: fc.integer({ min: 1, max: 12 }), h: fc.integer({ min: 1, max: 12 }), v: fc.nat(255) })
        .map(({ w, h, v }) => plainPng(w, h, v)),
      fc.uint8Array({ maxLength: 60 }),
      fc.record({ cut: fc.integer({ min: 1, max: 60 }) }).map(({ cut }) => plainPng(5, 5, [9, cut, 3]).slice(0, -cut)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
        const files = pieces.map((bytes, i): [string, Uint8Array] => [`${i % 2}/${i}.png`, bytes]);
        const result = await readOrCode(makeZip([...files, ['z/last.png', plainPng(3, 3, 1)]]));
        const { table, reading } = result as ReadResult;
        expect(reading.rowsIn).toBe(files.length + 1);
        expect(reading.rowsKept + reading.rowsRejected).toBe(reading.rowsIn);
        expect(table.rowCount).toBe(reading.rowsKept);
        expect(reading.rejects.length).toBe(reading.rowsRejected);
      }),
      { numRuns: 60 },
    );
  });

  it('tells how far it is, and stops when asked', async () => {
    const files = Array.from({ length: 60 }, (_, i): [string, Uint8Array] => [`${i}.png`, plainPng(8, 8, i)]);
    const told: number[] = [];
    await readZipped(makeZip(files), {}, { onProgress: ({ bytes, totalBytes }) => told.push(bytes / totalBytes) });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBeCloseTo(1, 12);
    const stop = new AbortController();
    const reading = readZipped(makeZip(files), {}, { onProgress: () => stop.abort(), signal: stop.signal });
    await expect(reading).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('sizes and colours', () => {
  it('of small pictures of one size stay, others become squares of 32', async () => {
    const same = await readZipped(
      makeZip([
        ['1.png', plainPng(96, 20, 1)],
        ['2.png', plainPng(96, 20, 2)],
      ]),
    );
    expect(picture(same)).toMatchObject({ width: 96, height: 20 });
    const mixed = await readZipped(
      makeZip([
        ['1.png', plainPng(8, 8, 1)],
        ['2.png', plainPng(8, 8, 2)],
        ['3.png', plainPng(9, 8, 3)],
      ]),
    );
    expect(picture(mixed)).toMatchObject({ width: 32, height: 32 });
    expect([...new Set(picture(mixed).pixels)]).toEqual([1, 2, 3]);
    expect(columnCells(mixed.table, 'width')).toEqual(['8', '8', '9']);
    expect(found(mixed)).toContain('ingest.pictures-resized');
    const large = await readZipped(makeZip([['1.png', plainPng(200, 100, 50)]]));
    expect(picture(large)).toMatchObject({ width: 32, height: 32 });
  });

  it('follow what is asked for', async () => {
    const result = await readZipped(makeZip(CATS_AND_DOGS), { pictureSize: 64 });
    expect(picture(result)).toMatchObject({ width: 64, height: 64 });
    expect(result.reading.pictures?.resized).toBe(true);
  });

  it('do not depend on the order of the pictures', async () => {
    const files: [string, Uint8Array][] = [
      ['a.png', plainPng(10, 6, 40)],
      ['b.png', plainPng(6, 10, [200, 10, 30])],
      ['c.png', plainPng(10, 6, 90)],
    ];
    const rowsOf = async (order: readonly number[]) => {
      const result = await readZipped(makeZip(order.map((i) => files[i] as [string, Uint8Array])));
      const { pixels, channels } = picture(result);
      expect(channels).toBe(3);
      const names = columnCells(result.table, 'file');
      return Object.fromEntries(names.map((name, row) => [name, [...pixels.subarray(row * 3072, (row + 1) * 3072)]]));
    };
    expect(await rowsOf([2, 1, 0])).toEqual(await rowsOf([0, 1, 2]));
  });

  it('put transparent pictures over white', async () => {
    const clear = await readZipped(
      makeZip([['1.png', plainPng(4, 4, 0)]]),
      {},
      {
        decode: async () => ({ width: 2, height: 1, rgba: Uint8Array.of(0, 0, 0, 0, 100, 100, 100, 51) }),
      },
    );
    expect([...picture(clear).pixels]).toEqual([255, 224]);
  });

  it('refuse 50 million pixels by the header alone', async () => {
    const huge = plainPng(4, 4, 1);
    new DataView(huge.buffer).setUint32(16, 100_000);
    new DataView(huge.buffer).setUint32(20, 501);
    const { reading } = await readZipped(
      makeZip([
        ['huge.png', huge],
        ['small.png', plainPng(4, 4, 1)],
      ]),
      {},
      {
        decode: async (bytes) => {
          expect(new DataView(bytes.buffer, bytes.byteOffset).getUint32(16)).toBe(4);
          return { width: 4, height: 4, rgba: new Uint8Array(64) };
        },
      },
    );
    expect(reading.rejects).toEqual([{ line: 1, code: 'ingest.picture-too-large', cells: 0, text: 'huge.png' }]);
  });
});

describe('archives that are refused', () => {
  const zeros = new Uint8Array(20_000_000);

  it('a bomb: stops long before its end', async () => {
    const bomb = Uint8Array.from(zipSync({ 'a.png': plainPng(4, 4, 1), 'bomb.png': [zeros, { level: 9 }] }));
    expect((await refusal(readZipped(bomb)))[0]).toBe('ingest.zip-bomb');
  });

  it('a part that says it is larger than any picture is set aside unread', async () => {
    const zip = Uint8Array.from(
      zipSync({ 'big.png': [new Uint8Array(64_000_001), { level: 1 }], 'a.png': plainPng(4, 4, 1) }),
    );
    const { reading } = await readZipped(zip);
    expect(reading.rejects.map(({ code }) => code)).toEqual(['ingest.picture-too-long']);
  });

  it('one that lies about its lengths is damaged there', async () => {
    const zip = Uint8Array.from(
      zipSync({ 'liar.png': [zeros.subarray(0, 100_000), { level: 9 }], 'a.png': plainPng(4, 4, 1) }),
    );
    const view = new DataView(zip.buffer);
    for (let at = 0; at + 4 < zip.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 100_000)
        view.setUint32(at + 24, 50, true);
    }
    const { reading } = await readZipped(zip);
    expect(reading.rejects.map(({ code, text: name }) => [code, name])).toEqual([
      ['ingest.picture-damaged', 'liar.png'],
    ]);
  });

  it.each([
    ['cut short', makeZip(CATS_AND_DOGS).slice(0, -30), 'ingest.zip-damaged'],
    [
      'with bytes in front',
      Uint8Array.from([...text('PK\u0003\u0004 else'), ...makeZip(CATS_AND_DOGS)]),
      'ingest.zip-damaged',
    ],
    ['empty', makeZip([]), 'ingest.zip-nothing'],
    ['of other files', makeZip([['a.md', text('x')]]), 'ingest.zip-nothing'],
    ['of archives', makeZip([['inner.zip', makeZip(CATS_AND_DOGS)]]), 'ingest.zip-nested'],
    [
      'of several tables',
      makeZip([
        ['a.csv', text('a\n1\n')],
        ['b.csv', text('b\n1\n')],
      ]),
      'ingest.zip-several-tables',
    ],
    [
      'that is a workbook',
      makeZip([
        ['[Content_Types].xml', text('<x/>')],
        ['xl/a.xml', text('<x/>')],
      ]),
      'ingest.not-a-table',
    ],
    ['of broken pictures alone', makeZip([['a.png', text('x')]]), 'ingest.no-pictures-kept'],
  ])('one %s', async (_, bytes, code) => {
    expect((await refusal(readZipped(bytes)))[0]).toBe(code);
  });

  it('one under a password', async () => {
    const zip = makeZip(CATS_AND_DOGS);
    const view = new DataView(zip.buffer);
    for (let at = 0; at + 4 < zip.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true);
    }
    expect((await refusal(readZipped(zip)))[0]).toBe('ingest.zip-encrypted');
  });

  it('any damage to a single byte is refused or set aside', async () => {
    const zip = makeZip(CATS_AND_DOGS);
    await fc.assert(
      fc.asyncProperty(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const spoiled = zip.slice();
        spoiled[at] = (spoiled[at] as number) ^ change;
        const result = await readOrCode(spoiled);
        const lost =
          typeof result === 'string'
            ? !result.startsWith('ingest.')
            : result.table.rowCount + result.reading.rejects.length !== result.reading.rowsIn;
        expect(lost).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a zip with one table', () => {
  it('is read as that table', async () => {
    const result = await readZipped(
      makeZip([
        ['data/orders.csv', text('a,b\n1,x\n2,y\n')],
        ['readme.md', text('x')],
      ]),
    );
    expect(kinds(result.table)).toEqual(['a:number', 'b:category']);
    expect(result.reading).toMatchObject({ fileName: 'pictures.zip', compressed: true, rowsKept: 2 });
    expect(found(result)).toContain('ingest.zip-table');
  });
});

describe('a table with pictures', () => {
  it.each([...STEPS.values()])('goes through the step $id with its pictures as they were', async (step) => {
    const { table } = await readZipped(makeZip(CATS_AND_DOGS));
    const rows = allRows(Int32Array.of(0, 1, 2));
    for (const params of step.whenOff === undefined ? [step.defaults] : [step.defaults, step.whenOff]) {
      const made = step.transform(table, step.fit(table, rows, params));
      expect(getColumn(made, 'picture')).toEqual(getColumn(table, 'picture'));
    }
  });

  it('is profiled, written without them, and put together with another', async () => {
    const { table } = await readZipped(makeZip(CATS_AND_DOGS));
    const profile = await profileTable(table, pacer());
    expect(profile.columns.find(({ name }) => name === 'picture')).toMatchObject({
      kind: 'image',
      role: 'image',
      distinct: 3,
      missing: 0,
    });
    expect(tableToCsv(table).join('').split('\n')[0]).toBe('file,label,width,height');
    const more = await readZipped(
      makeZip([
        ['fish/1.png', plainPng(8, 8, [200, 0, 0])],
        ['bird/1.png', plainPng(8, 8, [0, 99, 0])],
      ]),
    );
    const all = appendTables([table, more.table]);
    const { pixels, channels } = getColumn(all, 'picture') as ImageColumn;
    expect([channels, all.rowCount]).toEqual([3, 5]);
    expect([...pixels.subarray(0, 3), ...pixels.subarray(3 * 192, 3 * 192 + 3)]).toEqual([10, 10, 10, 200, 0, 0]);
  });
});
