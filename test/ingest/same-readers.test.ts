import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/core/ingest/read-table.ts';
import type { ByteSource, ReadOptions, ReadResult } from '../../src/core/ingest/types.ts';
import { cellText } from '../../src/core/table/cells.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column } from '../../src/core/table/column.ts';
import { tableToCsv, withoutFormula } from '../../src/core/table/csv.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { encode, gzip, pacer, read, tableCells } from './support.ts';

/** A gzip whose inflated pieces come in whatever sizes the platform likes, and a plain file in pieces of a few bytes. */
function choppy(bytes: Uint8Array, piece: number): ByteSource {
  return {
    name: 'choppy.csv',
    byteLength: bytes.length,
    slice: (start, end) => Promise.resolve(Uint8Array.from(bytes.subarray(start, Math.min(end, start + piece)))),
  };
}

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -1000, max: 1000 }).map(String) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'yes',
      'no',
      'é',
      '数据',
      '',
      ' ',
      'NA',
      '2024-01-31',
      '2024-01-31 10:00:00',
      '1,5',
      '007',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', '\u00a0', 'ß'), maxLength: 5 }),
  },
);

/** A file as programs write them; quoted where it must be, or anyhow. */
const regularFile = fc
  .record({
    width: fc.integer({ min: 2, max: 4 }),
    rows: fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
    newline: fc.constantFrom('\n', '\r\n'),
    quoteAll: fc.boolean(),
    final: fc.boolean(),
    mark: fc.boolean(),
  })
  .map(({ width, rows, newline, quoteAll, final, mark }) => {
    const write = (text: string): string =>
      quoteAll || /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    const header = ['one', 'two', 'three', 'four'].slice(0, width).join(',');
    const lines = rows.map((row) => row.slice(0, width).map(write).join(','));
    return (mark ? '\ufeff' : '') + [header, ...lines].join(newline) + (final ? newline : '');
  });

/** Anything at all made of the characters that matter. */
const wildFile = fc
  .string({ unit: fc.constantFrom('"', ',', '\n', '\r', '1', '2', 'a', ' ', 'é'), minLength: 1, maxLength: 60 })
  .map((text) => `x,y\n1,2\n${text}`);

const outcome = async (run: Promise<ReadResult>): Promise<unknown> => {
  try {
    const { table, reading } = await run;
    const { reader: _, ...rest } = reading;
    return { table, reading: rest };
  } catch (error) {
    return (error as { code?: string }).code ?? error;
  }
};
const options: ReadOptions = { delimiter: ',', header: true };

describe('the byte reader and PapaParse', () => {
  it('make the same table of regular files', async () => {
    let byBytes = 0;
    await fc.assert(
      fc.asyncProperty(regularFile, async (text) => {
        const bytes = await outcome(read(text, options, 'bytes'));
        expect(bytes).toEqual(await outcome(read(text, options, 'papaparse')));
        if ((await read(text, options, 'bytes').catch(() => undefined))?.reading.reader === 'bytes') byBytes++;
      }),
      { numRuns: 400, seed: 11 },
    );
    // Otherwise the comparison would be of PapaParse with itself.
    expect(byBytes).toBeGreaterThan(200);
  });

  it('make the same of whatever else', async () => {
    await fc.assert(
      fc.asyncProperty(wildFile, async (text) => {
        expect(await outcome(read(text, options, 'bytes'))).toEqual(await outcome(read(text, options, 'papaparse')));
      }),
      { numRuns: 600, seed: 12 },
    );
  });

  it('agree over a file of several pieces, plain and compressed', async () => {
    const row = (i: number): string =>
      `${i},${(i * 7919) % 1000}.25,"say ""é"" ${i % 50}",2024-01-${String((i % 28) + 1).padStart(2, '0')}`;
    const text = `id,value,note,day\n${Array.from({ length: 60_000 }, (_, i) => row(i)).join('\r\n')}\r\n`;
    const bytes = await read(text, {}, 'bytes');
    const papa = await read(text, {}, 'papaparse');
    expect(bytes.reading.reader).toBe('bytes');
    expect(papa.reading.reader).toBe('papaparse');
    expect(bytes.table).toEqual(papa.table);
    expect((await read(gzip(encode(text)), {}, 'bytes')).table).toEqual(papa.table);
  });
});

describe('every reading', () => {
  it('accounts for each record: in = kept + rejected, and lines ascend', async () => {
    await fc.assert(
      fc.asyncProperty(wildFile, async (text) => {
        const result = await read(text, options).catch(() => undefined);
        if (!result) return;
        const { rowsIn, rowsKept, rowsRejected, rejects } = result.reading;
        expect(rowsIn).toBe(rowsKept + rowsRejected);
        expect(result.table.rowCount).toBe(rowsKept);
        expect(rejects.length).toBe(rowsRejected);
        const lines = rejects.map((row) => row.line);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
        const all = text.split('\n');
        // The line named is the one that begins the rejected record (cells are shown unquoted).
        for (const row of rejects) {
          const first = (row.text.split('\n')[0] ?? '').replaceAll('"', '').trim();
          expect((all[row.line - 1] ?? '').replaceAll('"', '').replaceAll('\r', '')).toContain(
            first.replaceAll('\r', ''),
          );
        }
      }),
      { numRuns: 500, seed: 13 },
    );
  });

  it('gives back a written table', async () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'b', '"', ',', ';', '\n', ' ', 'é', '数', '=', '-'),
      minLength: 1,
      maxLength: 8,
    });
    const rows = fc.array(fc.tuple(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), fc.option(word)), {
      minLength: 2,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(rows, async (data) => {
        // A last column without blanks keeps every row a record.
        const columns: Column[] = [
          { kind: 'number', name: 'n', values: Float64Array.from(data, ([n]) => n ?? NaN) },
          makeTextColumn(
            't',
            data.map(([, t]) => t),
          ),
          makeCategoryColumn(
            'c',
            data.map((_, i) => (i % 2 ? 'odd' : 'even')),
          ),
        ];
        const written = tableToCsv(makeTable(columns)).join('');
        const { table, reading } = await read(written, {
          ...options,
          kinds: [
            ['n', 'number'],
            ['t', 'text'],
            ['c', 'category'],
          ],
        });
        expect(reading.rowsRejected).toBe(0);
        expect(tableCells(table)).toEqual({
          n: data.map((_, row) => cellText(columns[0] as Column, row)),
          t: data.map(([, t]) => (t === null || t.trim() === '' ? null : withoutFormula(t).trim())),
          c: data.map((_, i) => (i % 2 ? 'odd' : 'even')),
        });
      }),
      { numRuns: 300, seed: 14 },
    );
  });
});

describe('readTable', () => {
  it('reports progress up to the last byte', async () => {
    const bytes = encode(`a,b\n${'1,2\n'.repeat(600_000)}`);
    const run = readTable(choppy(bytes, Number.POSITIVE_INFINITY), {}, pacer(), 'papaparse');
    const seen: number[] = [];
    for (let step = await run.next(); !step.done; step = await run.next()) seen.push(step.value.bytes);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(bytes.length);
  });
});
