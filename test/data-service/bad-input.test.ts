import { describe, expect, it } from 'vitest';
import { makeTable } from '../../src/core/table/table.ts';
import type { TableProfile } from '../../src/core/profile/types.ts';
import type { RowWindow, TableSummary } from '../../src/workers/data-contract.ts';
import { createDataService } from '../../src/workers/data-service.ts';
import type { JobContext } from '../../src/workers/serve.ts';

const quiet = <Event>(): JobContext<Event> => ({
  signal: new AbortController().signal,
  finish: new AbortController().signal,
  gate: { whenRunning: () => Promise.resolve() },
  emit: () => undefined,
});

interface Opened {
  readonly summary: TableSummary;
  readonly profile: TableProfile;
  readonly window: RowWindow;
  readonly csv: string;
}

/** A file the whole way through the worker: read, profiled, looked at, written. */
async function through(text: string | Uint8Array): Promise<Opened> {
  const service = createDataService();
  const blob = new Blob([typeof text === 'string' ? text : text.slice()]);
  const summary = (await service.open(
    { files: [{ id: 'f', name: 'f.csv', blob, options: {} }] },
    quiet(),
  )) as TableSummary;
  const { tableId } = summary;
  const csv = (await service.csv({ tableId, added: makeTable([], summary.rowCount) }, quiet())) as Blob;
  return {
    summary,
    profile: (await service.profile({ tableId }, quiet())) as TableProfile,
    window: (await service.window({ tableId, start: 0, count: 100 }, quiet())) as RowWindow,
    csv: await csv.text(),
  };
}

const findings = ({ summary }: Opened): string[] => summary.findings.map(({ code }) => code);

describe('what is no table is refused by its name', () => {
  it.each([
    ['nothing at all', '', 'ingest.empty-file'],
    ['blank lines', '\n\n \n', 'ingest.empty-file'],
    ['a header alone', 'a,b,c\n', 'ingest.header-only'],
    [
      'a picture',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
      'ingest.not-a-table',
    ],
    ['a page', '<!DOCTYPE html><html><body>hello</body></html>', 'ingest.not-a-table'],
  ])('%s', async (_, text, code) => {
    await expect(through(text)).rejects.toMatchObject({ code });
  });
});

describe('what is hardly a table goes through', () => {
  it('one row', async () => {
    const opened = await through('a,b\n1,x\n');
    expect(opened.summary.rowCount).toBe(1);
    expect(findings(opened)).toContain('ingest.one-row');
    expect(opened.window.rows).toEqual([['1', 'x']]);
    expect(opened.profile.columns).toHaveLength(2);
  });

  it('one column', async () => {
    const opened = await through('a\n1\n2\n3\n');
    expect(findings(opened)).toContain('ingest.one-column');
    expect(opened.csv).toBe('a\n1\n2\n3\n');
  });

  it('names that are doubled, empty, or of the language’s own', async () => {
    const opened = await through('__proto__,a,a,,constructor\n1,2,3,4,5\n6,7,8,9,10\n');
    const names = opened.summary.columns.map(({ name }) => name);
    expect(names[0]).toBe('__proto__');
    expect(names[4]).toBe('constructor');
    expect(new Set(names).size).toBe(5);
    expect(opened.profile.columns.map(({ name }) => name)).toEqual(names);
    expect(opened.profile.columns[0]?.numeric?.max).toBe(6);
    expect(opened.window.rows[1]).toEqual(['6', '7', '8', '9', '10']);
    expect(({} as Record<string, unknown>)['max']).toBeUndefined();
  });

  it('ragged rows: kept and rejected make the rows that came in', async () => {
    const { summary } = await through('a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n');
    const reading = summary.readings[0];
    expect(reading?.rowsIn).toBe(4);
    expect((reading?.rowsKept ?? 0) + (reading?.rowsRejected ?? 0)).toBe(4);
    expect(summary.rowCount).toBe(reading?.rowsKept);
    expect(reading?.rejects).toMatchObject([
      { line: 3, code: 'ingest.too-few-cells', cells: 2 },
      { line: 4, code: 'ingest.too-many-cells', cells: 4 },
    ]);
  });

  it('a column without a cell, a constant one, an id as the only other', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `k${i},,same`);
    const { profile } = await through(`customer_id,blank,one\n${rows.join('\n')}\n`);
    expect(profile.columns.map(({ name, role }) => [name, role])).toEqual([
      ['customer_id', 'id'],
      ['blank', 'empty'],
      ['one', 'constant'],
    ]);
  });

  it('300 columns and fewer rows', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `c${i}`);
    const rows = Array.from({ length: 40 }, (_, r) => names.map((_name, c) => (r * 31 + c * 17) % 101).join(','));
    const opened = await through(`${names.join(',')}\n${rows.join('\n')}\n`);
    expect(findings(opened)).toContain('ingest.more-columns-than-rows');
    expect(opened.profile.columns).toHaveLength(300);
    expect(opened.window.rows[39]?.[299]).toBe(String((39 * 31 + 299 * 17) % 101));
    expect(opened.csv.split('\n')[0]).toBe(names.join(','));
  });

  it('cells that a spreadsheet would run are written so that it does not', async () => {
    const { csv, window } = await through('who,n\n"=HYPERLINK(""x"")",1\n@SUM(A1),2\n+1+2,3\n-cmd,4\n-5,5\n');
    expect(window.rows[0]).toEqual(['=HYPERLINK("x")', '1']);
    const first = csv
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => (line[0] === '"' ? line[1] : line[0]));
    expect(first).toEqual(["'", "'", "'", "'", '-']);
  });
});

describe('a window', () => {
  it.each([
    [-5, 2, 0, 2],
    [1.7, 1, 1, 1],
    [0, -1, 0, 0],
    [0, 1e9, 0, 2000],
    [2999, 5, 2999, 1],
    [1e9, 5, 3000, 0],
    [NaN, NaN, 0, 0],
  ])('from %d, %d rows: begins at %d with %d', async (start, count, from, rows) => {
    const service = createDataService();
    const blob = new Blob([`a,b\n${'1,x\n'.repeat(3000)}`]);
    const { tableId } = (await service.open(
      { files: [{ id: 'f', name: 'f.csv', blob, options: {} }] },
      quiet(),
    )) as TableSummary;
    const window = (await service.window({ tableId, start, count }, quiet())) as RowWindow;
    expect([window.start, window.rows.length]).toEqual([from, rows]);
    expect(window.rows.every((row) => row[0] === '1' && row[1] === 'x')).toBe(true);
  });
});

describe('a table that is not there', () => {
  it('is said so by every method', async () => {
    const service = createDataService();
    const tableId = 'table 9';
    const { port1 } = new MessageChannel();
    const gone = { code: 'data.no-table' };
    await expect(service.profile({ tableId }, quiet())).rejects.toMatchObject(gone);
    await expect(service.suspects({ tableId, target: 'a', columns: [] }, quiet())).rejects.toMatchObject(gone);
    await expect(service.window({ tableId, start: 0, count: 1 }, quiet())).rejects.toMatchObject(gone);
    await expect(service.levels({ tableId, column: 'a', limit: 1 }, quiet())).rejects.toMatchObject(gone);
    await expect(service.lend({ tableId, port: port1 }, quiet())).rejects.toMatchObject(gone);
    await expect(service.csv({ tableId, added: makeTable([], 0) }, quiet())).rejects.toMatchObject(gone);
    // Closing twice is no mistake.
    expect(await service.close({ tableId }, quiet())).toBeNull();
    port1.close();
    await expect(service.open({ files: [] }, quiet())).rejects.toMatchObject({ code: 'data.no-file' });
    const file = { id: 'f', name: 'f.csv', blob: new Blob(['a,b\n1,2\n']), options: {} };
    const missing = { kind: 'single', file: 'other' } as const;
    await expect(service.open({ files: [file], combine: missing }, quiet())).rejects.toMatchObject({
      code: 'data.no-file',
    });
  });
});
