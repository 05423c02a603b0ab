import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src/core/ingest/byte-source.ts';
import { previewTable } from '../../src/core/ingest/preview.ts';
import { readTable } from '../../src/core/ingest/read-table.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { getColumn } from '../../src/core/table/table.ts';
import { codes, columnCells, encode, gzip, kinds, read, tableCells } from './support.ts';

const encodings = JSON.parse(readFileSync(new URL('./encodings.json', import.meta.url), 'utf8')) as {
  case: string;
  encoding: string;
  text: string;
  base64: string;
}[];

describe('encodings', () => {
  // encodings.json: texts encoded by Python's codecs.
  it.each(encodings)('finds $case and reads it as the same text in UTF-8', async ({ encoding, text, base64 }) => {
    const result = await read(new Uint8Array(Buffer.from(base64, 'base64')));
    expect(result.reading.encoding).toBe(encoding);
    expect(tableCells(result.table)).toEqual(tableCells((await read(text)).table));
  });

  it('takes a byte order mark off', async () => {
    for (const bytes of [encode('\ufeffa,b\n1,2\n'), new Uint8Array(Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'))]) {
      const { table, reading } = await read(bytes);
      expect(table.columns.map((column) => column.name)).toEqual(['a', 'b']);
      expect(reading.byteOrderMark).toBe(true);
    }
  });

  it('reads a file again when the first accent comes behind the sample', async () => {
    const line = 'plain,1\n';
    const early = Buffer.from(`word,n\n${line.repeat(75_000)}`, 'latin1');
    const bytes = Buffer.concat([
      early,
      Buffer.from('caf\xe9,2\n', 'latin1'),
      Buffer.from(line.repeat(75_000), 'latin1'),
    ]);
    const { table, reading } = await read(new Uint8Array(bytes));
    expect(reading.encoding).toBe('windows-1252');
    expect(columnCells(table, 'word')[75_000]).toBe('café');
  });

  it('keeps UTF-8 with a broken character, and says so', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`city,n\n${'Zürich,1\n'.repeat(30)}`),
      Buffer.from([0x4b, 0xf6, 0x6c, 0x6e]),
      Buffer.from(',2\n'),
    ]);
    const result = await read(new Uint8Array(bytes));
    expect(result.reading.encoding).toBe('utf-8');
    expect(codes(result)).toContain('ingest.undecodable-bytes');
    expect(columnCells(result.table, 'city')[0]).toBe('Zürich');
  });
});

describe('an encoding set by hand', () => {
  const latin = new Uint8Array(Buffer.from('city,n\nZ\xfcrich,1\nK\xf6ln,2\n', 'latin1'));

  it('binds, and says that bytes did not fit it', async () => {
    const result = await read(latin, { encoding: 'utf-8' });
    expect(result.reading.encoding).toBe('utf-8');
    expect(codes(result)).toContain('ingest.undecodable-bytes');
    expect(columnCells(result.table, 'city')).toEqual(['Z\ufffdrich', 'K\ufffdln']);
  });

  it('keeps large regular files on the fast way', async () => {
    const { reading } = await read('a,b\n1,é\n2,x\n', { encoding: 'utf-8' }, 'bytes');
    expect([reading.reader, reading.encoding]).toEqual(['bytes', 'utf-8']);
  });
});

describe('dialects', () => {
  it.each([',', ';', '\t', '|'] as const)('finds the delimiter %j', async (delimiter) => {
    const text = ['name,note,n', 'a,"x;y|z",1', 'b,"p,q",2'].map((line) =>
      line.replaceAll(/,(?![^"]*"[^"]*$)/g, delimiter),
    );
    expect((await read(text.join('\n'))).reading.delimiter).toBe(delimiter);
  });

  it.each([
    ['lf', '\n'],
    ['crlf', '\r\n'],
    ['cr', '\r'],
  ])('reads %s line ends', async (name, newline) => {
    const { table, reading } = await read(['a,b', '1,x', '2,"y"', ''].join(newline));
    expect(reading.newline).toBe(name);
    expect(tableCells(table)).toEqual({ a: ['1', '2'], b: ['x', 'y'] });
  });

  it('reads mixed line ends and a last line without one', async () => {
    expect(tableCells((await read('a,b\r\n1,x\n2,y\r\n3,z')).table)).toEqual({
      a: ['1', '2', '3'],
      b: ['x', 'y', 'z'],
    });
  });

  it('heeds a sep= line and counts it as a line', async () => {
    const { table, reading } = await read('sep=;\na;b\n1;2\n3\n');
    expect(kinds(table)).toEqual(['a:number', 'b:number']);
    expect(reading.rejects).toEqual([{ line: 4, code: 'ingest.too-few-cells', cells: 1, text: '3' }]);
  });

  it('inflates gzip by its magic bytes', async () => {
    const { table, reading } = await read(gzip(encode('a,b\n1,2\n')));
    expect(reading.compressed).toBe(true);
    expect(tableCells(table)).toEqual({ a: ['1'], b: ['2'] });
  });
});

describe('headers', () => {
  it('sees that there is none', async () => {
    const { table, reading } = await read('1,2.5,x\n2,3.5,y\n');
    expect(reading.header).toBe(false);
    expect(kinds(table)).toEqual(['column_1:number', 'column_2:number', 'column_3:category']);
  });

  it('takes names over words, years and dates over numbers', async () => {
    expect((await read('city,kind\nBonn,a\nKiel,b\n')).reading.header).toBe(true);
    expect((await read('Bonn,a\nKiel,b\nBonn,b\n')).reading.header).toBe(false);
    expect((await read('place,2019,2020,2021\nBonn,1,2,3\nKiel,4,5,6\n')).reading.header).toBe(true);
  });

  it('makes duplicate, empty and unusual names different', async () => {
    const result = await read('a,a,,__proto__,a_2,__proto__\n1,2,3,4,5,6\n7,8,9,10,11,12\n');
    expect(result.table.columns.map((column) => column.name)).toEqual([
      'a',
      'a_3',
      'column_3',
      '__proto__',
      'a_2',
      '__proto___2',
    ]);
    expect(codes(result)).toEqual(expect.arrayContaining(['ingest.duplicate-headers', 'ingest.unnamed-columns']));
    expect(columnCells(result.table, '__proto__')).toEqual(['4', '10']);
  });

  it('drops trailing columns that have neither name nor cell', async () => {
    const result = await read('a;b;;\n1;2;;\n3;4;;\n');
    expect(kinds(result.table)).toEqual(['a:number', 'b:number']);
    expect(codes(result)).toEqual(['ingest.empty-columns-dropped']);
  });

  it('can be overruled', async () => {
    const { table } = await read('a,b\n1,2\n', { header: false });
    expect(tableCells(table)).toEqual({ column_1: ['a', '1'], column_2: ['b', '2'] });
  });
});

describe('types', () => {
  const column = async (cells: string[], options = {}): Promise<(string | null)[]> => {
    const { table } = await read(`k;v\n${cells.map((cell, i) => `${i};${cell}`).join('\n')}\n`, options);
    return [getColumn(table, 'v').kind, ...columnCells(table, 'v')];
  };

  it('keeps ids as they are written', async () => {
    expect(await column(['00123', '00124', '7'])).toEqual(['category', '00123', '00124', '7']);
    expect(await column(['12345678901234567890', '1'])).toEqual(['category', '12345678901234567890', '1']);
    expect((await read('phone,n\n2095257564,1\n2095257565,2\n')).table.columns[0]?.kind).not.toBe('number');
  });

  it('reads a column whole in the locale that some of its cells show', async () => {
    expect(await column(['1.234,5', '2.000', '3'])).toEqual(['number', '1234.5', '2000', '3']);
    expect(await column(['1,234.5', '2,000', '3'])).toEqual(['number', '1234.5', '2000', '3']);
  });

  it('keeps percentages and money in their form, and mixtures as words', async () => {
    expect(await column(['12%', '0', '3.5%'])).toEqual(['number', '12%', '0%', '3.5%']);
    expect(await column(['$1,200.50', '-$3', '$0'])).toEqual(['number', '$1200.5', '-$3', '$0']);
    expect((await column(['12%', '7', '3.5%']))[0]).toBe('category');
    expect((await column(['$5', '€6', '$7']))[0]).toBe('category');
  });

  it('takes the usual spellings of nothing among numbers and dates', async () => {
    const blanks = ['', '  ', 'NA', 'n/a', '#N/A', '-', '?', 'None', 'NaN', 'NULL'];
    expect(await column(['1', ...blanks])).toEqual(['number', '1', ...blanks.map(() => null)]);
    expect(await column(['2024-01-01', ...blanks])).toEqual(['date', '2024-01-01', ...blanks.map(() => null)]);
  });

  it('takes only unambiguous spellings of nothing among categories', async () => {
    expect(await column(['na', 'event', 'None', '', 'NULL', 'N/A'])).toEqual([
      'category',
      'na',
      'event',
      'None',
      null,
      null,
      null,
    ]);
    expect(await column(['DE', 'NA', 'US', 'FR'])).toEqual(['category', 'DE', 'NA', 'US', 'FR']);
    expect(await column(['yes', 'NA', 'no'])).toEqual(['category', 'yes', null, 'no']);
  });

  it('knows no more than two levels in yes and no, and keeps 0 and 1 as numbers', async () => {
    expect(await column(['TRUE', 'FALSE', 'TRUE'])).toEqual(['category', 'TRUE', 'FALSE', 'TRUE']);
    expect((await column(['0', '1', '1']))[0]).toBe('number');
  });

  it('merges levels that differ by outer blanks', async () => {
    expect(await column(['yes ', 'yes', ' no'])).toEqual(['category', 'yes', 'yes', 'no']);
  });

  it('reads a column again that the sample took for numbers', async () => {
    const cells = Array.from({ length: 3000 }, (_, i) => (i === 2500 ? 'unknown' : String(i % 7)));
    expect(await column(cells)).toEqual(['category', ...cells]);
  });

  it('reads a column again whose locale shows late', async () => {
    const cells = Array.from({ length: 3000 }, (_, i) => (i === 2500 ? '1.234,5' : String(i)));
    expect((await column(cells))[2501]).toBe('1234.5');
  });

  it('says when the order of a date or the meaning of a mark is a guess', async () => {
    const dates = await read('d,x\n01/02/2024,a\n03/04/2024,b\n');
    expect(dates.reading.findings.find((f) => f.code === 'ingest.ambiguous-dates')?.params).toEqual({
      column: 'd',
      order: 'mdy',
    });
    const clear = await read('d,e\n01/02/2024,31/12/2023\n03/04/2024,01/01/2024\n');
    expect(codes(clear)).toEqual([]);
    expect(columnCells(clear.table, 'd')).toEqual(['2024-02-01', '2024-04-03']);
    const marks = await read('a;b\n"1,234";x\n"5,678";y\n');
    expect(codes(marks)).toEqual(['ingest.ambiguous-numbers']);
    expect(columnCells(marks.table, 'a')).toEqual(['1234', '5678']);
  });

  it('does as it is told', async () => {
    expect(await column(['1,5', '2,25'], { decimal: ',' })).toEqual(['number', '1.5', '2.25']);
    expect(await column(['01/02/2024'], { dateOrder: 'dmy' })).toEqual(['date', '2024-02-01']);
    expect(await column(['-200', '5', '-200.0'], { missing: ['-200'] })).toEqual(['number', null, '5', null]);
    expect(await column(['none', 'x', 'none'], { missing: ['none'] })).toEqual(['category', null, 'x', null]);
    const dates = ['31.12.2024', '01.01.1900', '30.12.2024'];
    expect(await column(dates, { missing: ['1.1.1900'] })).toEqual(['date', '2024-12-31', null, '2024-12-30']);
    expect(await column(['1', '2'], { kinds: [['v', 'category']] })).toEqual(['category', '1', '2']);
    expect(await column(['1', '2'], { kinds: [['v', 'text']] })).toEqual(['text', '1', '2']);
    expect(await column(['1', 'many', '3'], { kinds: [['v', 'number']] })).toEqual(['number', '1', null, '3']);
  });

  it('counts the cells that a kind set by hand cannot hold', async () => {
    const result = await read('k,v\na,1\nb,many\nc,3\n', { kinds: [['v', 'number']] });
    expect(result.reading.findings.find((f) => f.code === 'ingest.unreadable-cells')?.params).toMatchObject({
      rows: 1,
    });
  });
});

describe('rows without a place', () => {
  it('are counted and named by line, and the rest is kept', async () => {
    const { table, reading } = await read('a,b,c\n1,2,3\n4,5\n\n6,7,8,9\n"x\ny",1,2\n,,\n7,8,9,\n');
    expect(table.rowCount).toBe(3);
    expect(reading.rejects.map((row) => [row.line, row.code])).toEqual([
      [3, 'ingest.too-few-cells'],
      [5, 'ingest.too-many-cells'],
      [8, 'ingest.blank-row'],
    ]);
    expect([reading.rowsIn, reading.rowsKept, reading.rowsRejected]).toEqual([6, 3, 3]);
  });

  it('lose one line to a faulty quote, not the file', async () => {
    const { table, reading } = await read('a,b\n1,x\n2,"bad"quote\n3,y\n4,"never closed\n5,z\n6,w\n');
    expect(columnCells(table, 'a')).toEqual(['1', '3', '5', '6']);
    expect(reading.rejects.map((row) => [row.line, row.code, row.text])).toEqual([
      [3, 'ingest.bad-quotes', '2,"bad"quote'],
      [5, 'ingest.unclosed-quote', '4,"never closed'],
    ]);
  });

  it('lose one line to a quote that is never closed in a large file', async () => {
    const rows = 'lorem ipsum dolor,1\n'.repeat(120_000);
    const { reading } = await read(`a,b\n"open,1\n${rows}`);
    expect([reading.rowsKept, reading.rowsRejected]).toEqual([120_000, 1]);
  });

  it('may be short where the missing cells have no name', async () => {
    const { table, reading } = await read('a,b,\n1,2,\n3,4\n5,6,\n');
    expect(table.rowCount).toBe(3);
    expect(reading.rowsRejected).toBe(0);
  });

  it('may be a title above the table', async () => {
    const { table, reading } = await read('Report of May\na,b\n1,2\n3,4\n');
    expect(kinds(table)).toEqual(['a:number', 'b:number']);
    expect(reading.rejects[0]).toMatchObject({ line: 1, code: 'ingest.preamble' });
  });
});

describe('bad input', () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0]);
  it.each([
    ['0 bytes', '', 'ingest.empty-file'],
    ['blank lines alone', '\n\n \n', 'ingest.empty-file'],
    ['an empty gzip', gzip(new Uint8Array(0)), 'ingest.empty-file'],
    ['a picture', png, 'ingest.not-a-table'],
    ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), 'ingest.not-a-table'],
    ['a PDF', '%PDF-1.4\n', 'ingest.not-a-table'],
    ['a web page', '<!DOCTYPE html>\n<html></html>', 'ingest.not-a-table'],
    ['JSON', '[{"a": 1}]', 'ingest.not-a-table'],
    ['zeros among text', 'a,b\n1,\0\n2,3\n', 'ingest.not-a-table'],
    ['a header alone', 'a,b,c\n', 'ingest.header-only'],
    ['a cut-off gzip', gzip(encode('a,b\n1,2\n'.repeat(100))).slice(0, 30), 'ingest.broken-gzip'],
    ['nothing but faulty rows', 'a,b,c\n"x,1\n', 'ingest.no-rows-kept'],
  ])('%s: a coded error', async (_, content, code) => {
    await expect(read(content)).rejects.toMatchObject({ code });
  });

  it('reads one row and one column, and says so', async () => {
    expect(codes(await read('a,b\n1,2\n'))).toContain('ingest.one-row');
    expect(codes(await read('a\n1\n2\n'))).toContain('ingest.one-column');
    expect(codes(await read('a,b,c\n1,2,3\n4,5,6\n'))).toContain('ingest.more-columns-than-rows');
  });

  it('stops when cancelled', async () => {
    const stop = new AbortController();
    const run = readTable(
      bytesSource(encode('a,b\n1,2\n'.repeat(400_000)), 'f'),
      {},
      createPacer(stop.signal),
      'papaparse',
    );
    await run.next();
    stop.abort();
    await expect(run.next()).rejects.toMatchObject({ code: 'job.cancelled' });
  });
});

describe('previewTable', () => {
  it('shows the first rows as text under the options', async () => {
    const preview = await previewTable(bytesSource(encode('a;b\n1,5;x\n'), 'f'), {});
    expect(preview).toMatchObject({
      header: ['a', 'b'],
      rows: [['1,5', 'x']],
      reading: { delimiter: ';', decimal: ',' },
    });
    const forced = await previewTable(bytesSource(encode('a;b\n1,5;x\n'), 'f'), { delimiter: ',', header: false });
    expect(forced.rows).toEqual([['a;b'], ['1', '5;x']]);
  });
});
