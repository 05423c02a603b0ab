import { describe, expect, it } from 'vitest';
import type { ReadOptions, ReadProgress } from '../../src/core/ingest/types.ts';
import { makeTable } from '../../src/core/table/table.ts';
import type { DataContract, SourceFile, TableSummary } from '../../src/workers/data-contract.ts';
import { createDataService } from '../../src/workers/data-service.ts';
import { fetchColumns } from '../../src/workers/lend.ts';
import type { JobContext } from '../../src/workers/serve.ts';

const file = (id: string, text: string, options: ReadOptions = {}): SourceFile => ({
  id,
  name: `${id}.csv`,
  blob: new Blob([text]),
  options,
});

interface Heard<Event> {
  readonly events: Event[];
  readonly context: JobContext<Event>;
  readonly stop: AbortController;
}

const listen = <Event>(): Heard<Event> => {
  const stop = new AbortController();
  const events: Event[] = [];
  const context: JobContext<Event> = {
    signal: stop.signal,
    finish: new AbortController().signal,
    gate: { whenRunning: () => Promise.resolve() },
    emit: (event) => void events.push(event),
  };
  return { events, context, stop };
};
const quiet = <Event>(): JobContext<Event> => listen<Event>().context;

type Service = ReturnType<typeof createDataService>;
const open = async (service: Service, args: DataContract['open']['args']): Promise<TableSummary> =>
  (await service.open(args, quiet())) as TableSummary;

const shop = 'id;city;spend\n1;Bonn;1,5\n2;Kiel;2,25\n3;Bonn;\n4;Köln;8\n';

describe('the data service', () => {
  it('opens a file: a summary for the page, the table stays', async () => {
    const service = createDataService();
    const heard = listen<ReadProgress & { file: string }>();
    const summary = (await service.open({ files: [file('shop', shop)] }, heard.context)) as TableSummary;
    expect(summary).toMatchObject({
      rowCount: 4,
      columns: [
        { name: 'id', kind: 'number' },
        { name: 'city', kind: 'category' },
        { name: 'spend', kind: 'number' },
      ],
      combine: { kind: 'single', file: 'shop' },
    });
    expect(summary.readings[0]).toMatchObject({ delimiter: ';', decimal: ',', rowsIn: 4, rowsKept: 4 });
    expect(heard.events.at(-1)).toMatchObject({ file: 'shop.csv', rows: 4 });
    expect(heard.events.at(-1)?.bytes).toBe(heard.events.at(-1)?.totalBytes);
  });

  it('gives windows of rows as text, cut to the table', async () => {
    const service = createDataService();
    const { tableId } = await open(service, { files: [file('shop', shop)] });
    expect(await service.window({ tableId, start: 1, count: 2 }, quiet())).toEqual({
      start: 1,
      columns: ['id', 'city', 'spend'],
      rows: [
        ['2', 'Kiel', '2.25'],
        ['3', 'Bonn', null],
      ],
    });
    expect(await service.window({ tableId, start: 3, count: 50, columns: ['city'] }, quiet())).toEqual({
      start: 3,
      columns: ['city'],
      rows: [['Köln']],
    });
    expect(await service.window({ tableId, start: 99, count: 5 }, quiet())).toMatchObject({ rows: [] });
  });

  it('counts the levels of any kind of column, the most frequent first', async () => {
    const service = createDataService();
    const { tableId } = await open(service, { files: [file('shop', shop)] });
    expect(await service.levels({ tableId, column: 'city', limit: 2 }, quiet())).toEqual([
      { level: 'Bonn', count: 2 },
      { level: 'Kiel', count: 1 },
    ]);
    expect(await service.levels({ tableId, column: 'spend', limit: 9 }, quiet())).toHaveLength(3);
    await expect(service.levels({ tableId, column: 'none', limit: 1 }, quiet())).rejects.toMatchObject({
      code: 'table.no-column',
    });
  });

  it('profiles with progress, and looks for suspects of a target', async () => {
    const service = createDataService();
    const rows = Array.from({ length: 200 }, (_, i) => {
      const yes = (i * 7) % 3 === 0;
      return `${i},${(i * 37) % 11},${yes ? 'yes' : 'no'},${yes ? 1 : 0}`;
    });
    const { tableId } = await open(service, { files: [file('t', `n,x,bought,flag\n${rows.join('\n')}\n`)] });
    const heard = listen<{ done: number; total: number }>();
    const profile = await service.profile({ tableId }, heard.context);
    expect(profile).toMatchObject({ rowCount: 200, duplicateRows: 0 });
    expect(heard.events.at(-1)?.done).toBe(heard.events.at(-1)?.total);
    const suspects = await service.suspects({ tableId, target: 'bought', columns: ['n', 'x', 'flag'] }, quiet());
    expect(suspects).toMatchObject([{ code: 'profile.copy-of-target', column: 'flag' }]);
  });

  it('reads again with kinds set by hand and lets the table before go', async () => {
    const service = createDataService();
    const first = await open(service, { files: [file('shop', shop)] });
    const second = await open(service, {
      files: [file('shop', shop)],
      kinds: [['id', 'category']],
      replaces: first.tableId,
    });
    expect(second.columns[0]).toEqual({ name: 'id', kind: 'category' });
    await expect(service.window({ tableId: first.tableId, start: 0, count: 1 }, quiet())).rejects.toMatchObject({
      code: 'data.no-table',
    });
  });

  it('tells what was said of the cells, column by column', async () => {
    const people = 'id;age;city\n1;31;Bonn\n2;-1;Kiel\n3;40;Bonn\n4;28;Köln\n';
    const said = async (right: string, more: ReadOptions = {}) => {
      const { cells } = await open(createDataService(), {
        files: [file('people', people, { missing: ['-1'], ...more }), file('orders', right, { missing: ['9', '99'] })],
        combine: { kind: 'join', left: 'people', right: 'orders', leftKey: 'id', rightKey: 'id' },
      });
      return cells;
    };
    const left = ['id', 'age', 'city'].map((name) => [name, ['-1']]);
    expect(await said('id;paid\n1;9\n2;8\n3;7\n4;1\n')).toEqual({ missing: [...left, ['paid', ['9', '99']]] });
    // Sums and counts are spelled by nobody.
    expect(await said('id;paid\n1;9\n1;8\n3;7\n4;1\n')).toEqual({ missing: left });
    expect(await said('id;paid\n1;9\n1;8\n3;7\n4;1\n', { decimal: ',', delimiter: ';' })).toEqual({
      missing: left,
      decimal: ',',
    });
    const service = createDataService();
    const shops = [file('a', shop, { missing: ['8'], dateOrder: 'dmy' }), file('b', shop, { dateOrder: 'mdy' })];
    const appended = await open(service, { files: shops, combine: { kind: 'append', files: ['a', 'b'] } });
    expect(appended.cells).toEqual({ missing: ['id', 'city', 'spend'].map((name) => [name, ['8']]) });
    const alone = await open(service, { files: shops, combine: { kind: 'single', file: 'b' } });
    expect(alone.cells).toEqual({ dateOrder: 'mdy' });
    expect('cells' in (await open(service, { files: [file('shop', shop)] }))).toBe(false);
  });

  it('keeps the table before when the new one cannot be read', async () => {
    const service = createDataService();
    const first = await open(service, { files: [file('shop', shop)] });
    await expect(open(service, { files: [file('bad', '')], replaces: first.tableId })).rejects.toMatchObject({
      code: 'ingest.empty-file',
    });
    expect(await service.window({ tableId: first.tableId, start: 0, count: 1 }, quiet())).toMatchObject({ start: 0 });
  });

  it('stops reading when told to', async () => {
    const service = createDataService();
    const heard = listen<ReadProgress & { file: string }>();
    const reading = service.open({ files: [file('big', `a,b\n${'1,2\n'.repeat(600_000)}`)] }, heard.context);
    heard.stop.abort();
    await expect(reading).rejects.toMatchObject({ code: 'job.cancelled' });
  });

  it('previews under options without keeping anything', async () => {
    const preview = await createDataService().preview({ file: file('shop', shop, { header: false }) }, quiet());
    expect(preview).toMatchObject({
      rows: [['id', 'city', 'spend'], expect.anything(), expect.anything(), expect.anything(), expect.anything()],
    });
  });

  it('writes the table with columns added, formula-safe', async () => {
    const service = createDataService();
    const { tableId } = await open(service, { files: [file('t', 'who,n\n=cmd,1\nAnn,2\n')] });
    const added = makeTable([{ kind: 'number', name: 'score', values: Float64Array.from([0.5, NaN]) }]);
    const blob = (await service.csv({ tableId, added }, quiet())) as Blob;
    expect(await blob.text()).toBe("who,n,score\n'=cmd,1,0.5\nAnn,2,\n");
  });

  it('lends columns over a port until the table is closed', async () => {
    const service = createDataService();
    const { tableId } = await open(service, { files: [file('shop', shop)] });
    const { port1, port2 } = new MessageChannel();
    await service.lend({ tableId, port: port1 }, quiet());
    const table = await fetchColumns(port2, ['spend']);
    expect(table.rowCount).toBe(4);
    expect(table.columns[0]).toMatchObject({ kind: 'number', name: 'spend' });
    await service.close({ tableId }, quiet());
    const again = new MessageChannel();
    await expect(service.lend({ tableId, port: again.port1 }, quiet())).rejects.toMatchObject({
      code: 'data.no-table',
    });
    again.port1.close();
  });
});

describe('several files', () => {
  const january = file('january', 'id,spend\n1,5\n2,6\n');
  const february = file('february', 'spend,id\n7,3\n');
  const customers = file('customers', 'customer_id,city\nc1,Bonn\nc2,Kiel\nc3,Ulm\n');
  const orders = file('orders', 'order,customer_id,amount\no1,c1,10\no2,c1,20\no3,c2,5\no4,c9,1\n');

  it('of the same shape are appended, by name', async () => {
    const service = createDataService();
    const summary = await open(service, { files: [january, february] });
    expect(summary.combine).toEqual({ kind: 'append', files: ['january', 'february'] });
    expect(await service.window({ tableId: summary.tableId, start: 0, count: 9 }, quiet())).toMatchObject({
      columns: ['id', 'spend'],
      rows: [
        ['1', '5'],
        ['2', '6'],
        ['3', '7'],
      ],
    });
  });

  it('with a common key are joined, with the match rate and what found no partner', async () => {
    const summary = await open(createDataService(), { files: [orders, customers] });
    expect(summary.proposals[0]).toEqual({
      choice: { kind: 'join', left: 'orders', right: 'customers', leftKey: 'customer_id', rightKey: 'customer_id' },
      matchRate: 0.75,
      manyToOne: true,
    });
    expect(summary.combine).toEqual(summary.proposals[0]?.choice);
    expect(summary.columns.map(({ name }) => name)).toEqual(['order', 'customer_id', 'amount', 'city']);
    expect(summary.findings.find(({ code }) => code === 'data.join-unmatched')?.params).toMatchObject({
      matched: 3,
      unmatched: 1,
    });
  });

  it('are combined as chosen: one row a customer, their orders summed up in the open', async () => {
    const service = createDataService();
    const combine = {
      kind: 'join',
      left: 'customers',
      right: 'orders',
      leftKey: 'customer_id',
      rightKey: 'customer_id',
    } as const;
    const { tableId, findings, rowCount } = await open(service, { files: [orders, customers], combine });
    expect(rowCount).toBe(3);
    expect(findings.map(({ code }) => code)).toContain('data.join-aggregated');
    const columns = ['customer_id', 'amount (sum)', 'amount (mean)', 'rows'];
    expect(await service.window({ tableId, start: 0, count: 3, columns }, quiet())).toMatchObject({
      rows: [
        ['c1', '30', '15', '2'],
        ['c2', '5', '5', '1'],
        ['c3', null, null, '0'],
      ],
    });
  });

  it('that have nothing in common stay apart, and that is said', async () => {
    const summary = await open(createDataService(), { files: [january, file('other', 'word,n\nx,1.5\ny,2.5\n')] });
    expect(summary.combine).toEqual({ kind: 'single', file: 'january' });
    expect(summary.findings.map(({ code }) => code)).toContain('data.files-apart');
  });
});
