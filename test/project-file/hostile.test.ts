import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, codeOf, open, samplePacked } from './support/contents.ts';
import { resealed, unzipped, withPart, zipped, type Files } from './support/rezip.ts';

let files: Files = {};
let raw = new Uint8Array();
beforeAll(async () => {
  const packed = await samplePacked();
  files = await unzipped(packed);
  raw = await bytesOf(packed);
});

const openFiles = (changed: Files): Promise<string> => codeOf(open(zipped(changed)));
const openBytes = (bytes: Uint8Array<ArrayBuffer>): Promise<string> => codeOf(open(new Blob([bytes])));
type Fields = Record<string, unknown>;

describe('files that are no project files', () => {
  it.each([
    ['nothing', ''],
    ['text', 'a,b\n1,2\n'],
    ['the beginning of a zip', 'PK\u0003'],
  ])('%s', async (_name, text) => {
    expect(await codeOf(open(new Blob([text])))).toBe('project-file.not-one');
  });

  it('a zip of something else, such as a workbook', async () => {
    const workbook = zipSync({ '[Content_Types].xml': new Uint8Array(3), 'xl/workbook.xml': new Uint8Array(3) });
    expect(await codeOf(open(new Blob([workbook])))).toBe('project-file.not-one');
    expect(await codeOf(open(new Blob([zipSync({ 'readme.txt': new Uint8Array(3) })])))).toBe('project-file.not-one');
    const other = { 'manifest.json': Uint8Array.from(Buffer.from('{"name":"an extension","version":"1"}')) };
    expect(await openFiles(other)).toBe('project-file.not-one');
  });

  it('one of a newer page', async () => {
    expect(await openFiles(withPart(files, 'manifest.json', (one: Fields) => ({ ...one, version: 2 })))).toBe(
      'project-file.newer',
    );
    for (const path of ['project.json', 'models/0/model.json', 'models/0/summary.json', 'batches/0/batch.json']) {
      const newer = withPart(files, path, (one: Fields) => ({ ...one, version: 99 }));
      expect([path, await openFiles(newer)]).toEqual([path, 'project-file.newer']);
    }
  });
});

describe('damaged project files', () => {
  it('as rebuilt by the test, unchanged, opens', async () => {
    expect(await openFiles(files)).toBe('opened');
    expect(await openFiles(resealed(files))).toBe('opened');
  });

  it('cut short anywhere', async () => {
    for (let end = 4; end < raw.length; end += 97)
      expect(await openBytes(raw.slice(0, end))).toBe('project-file.damaged');
    expect(await openBytes(raw.slice(0, -1))).toBe('project-file.damaged');
  });

  it('with something in front, behind, or between', async () => {
    const more = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.concat(parts));
    expect(await openBytes(more(raw, Uint8Array.of(0)))).toBe('project-file.damaged');
    expect(await openBytes(more(raw.subarray(0, 1000), Uint8Array.of(0), raw.subarray(1000)))).toBe(
      'project-file.damaged',
    );
  });

  it('with a part that is missing, added, or not what the manifest says', async () => {
    for (const path of Object.keys(files).filter((one) => one !== 'manifest.json')) {
      const { [path]: gone, ...rest } = files;
      expect([path, await openFiles(rest)]).toEqual([path, 'project-file.damaged']);
      expect([path, await openFiles(resealed(rest))]).toEqual([path, 'project-file.damaged']);
      const turned = Uint8Array.from(gone ?? [0]);
      if (turned.length > 0) turned[0] = (turned[0] ?? 0) ^ 1;
      const changed = { ...files, [path]: turned.length > 0 ? turned : Uint8Array.of(1) };
      expect([path, await openFiles(changed)]).toEqual([path, 'project-file.damaged']);
    }
    expect(await openFiles({ ...files, 'data/1': new Uint8Array(1) })).toBe('project-file.damaged');
    expect(await openFiles(resealed({ ...files, 'data/1': new Uint8Array(1) }))).toBe('project-file.damaged');
  });

  it.each(['../escape', '/etc/passwd', 'a/../../b', 'C:\\x', 'data/\u0000', 'data/é', 'models//x', '.hidden', ''])(
    'with a part named %j',
    async (name) => {
      expect(await openFiles({ ...files, [name]: new Uint8Array(1) })).toBe('project-file.damaged');
    },
  );

  it('with two parts of one name', async () => {
    const twice = Buffer.from(zipSync({ ...files, 'data/1': new Uint8Array(1) }));
    for (let at = twice.indexOf('data/1'); at >= 0; at = twice.indexOf('data/1', at + 1)) twice.write('data/0', at);
    expect(await openBytes(Uint8Array.from(twice))).toBe('project-file.damaged');
  });

  it.each<[string, string, (one: Fields) => unknown]>([
    ['an action that is none', 'project.json', (one) => ({ ...one, actions: [{ type: 'constructor' }] })],
    ['a hostile key', 'project.json', (one) => ({ ...one, x: JSON.parse('{"__proto__":{"polluted":1}}') as unknown })],
    [
      'a threshold out of range',
      'project.json',
      (one) => ({ ...one, actions: [{ type: 'threshold-set', threshold: 2 }] }),
    ],
    ['no report', 'models/0/model.json', (one) => ({ ...one, report: {} })],
    ['members that are none', 'models/0/model.json', (one) => ({ ...one, applied: { cleaning: [], members: [1] } })],
    [
      'a curve that is none',
      'models/0/model.json',
      (one) => ({ ...one, report: { ...(one['report'] as Fields), binary: {} } }),
    ],
    ['cells that mean nothing', 'models/0/model.json', (one) => ({ ...one, cells: { missing: [['x', '-200']] } })],
    ['the same model twice', 'models/1/model.json', (one) => ({ ...one, id: 'model-binary' })],
    [
      'another project',
      'models/1/summary.json',
      (one) => ({ ...one, summary: { ...(one['summary'] as Fields), projectId: 'x' } }),
    ],
    [
      'another model',
      'models/1/summary.json',
      (one) => ({ ...one, summary: { ...(one['summary'] as Fields), id: 'x' } }),
    ],
    [
      'a batch of no model',
      'batches/0/batch.json',
      (one) => ({ ...one, batch: { ...(one['batch'] as Fields), modelId: 'x' } }),
    ],
  ])('with %s in %s', async (_name, path, change) => {
    expect(await openFiles(withPart(files, path, change as never))).toBe('project-file.damaged');
    expect(({} as Fields)['polluted']).toBeUndefined();
  });

  it.each<[string, (batch: { table: { rowCount: number; columns: Fields[] }; prediction: Fields }) => unknown]>([
    ['rows that are too few', ({ table }) => void (table.rowCount = 3)],
    ['two columns of one name', ({ table }) => void ((table.columns[0] as Fields)['name'] = 'note')],
    ['codes without levels', ({ table }) => void ((table.columns[2] as Fields)['levels'] = [])],
    ['levels that are no words', ({ table }) => void ((table.columns[2] as Fields)['levels'] = [{}])],
    ['a column of another kind', ({ table }) => void ((table.columns[0] as Fields)['kind'] = 'text')],
    ['classes that are too many', ({ prediction }) => void (prediction['classes'] = ['a', 'b', 'c'])],
  ])('with a batch with %s', async (_name, change) => {
    const damaged = withPart(files, 'batches/0/batch.json', (record: { batch: never }) => {
      change(record.batch);
      return record;
    });
    expect(await openFiles(damaged)).toBe('project-file.damaged');
  });
});

describe('bombs', () => {
  /** The same zip with what the directory says of one part changed; the local header stays. */
  const declared = (zip: Uint8Array<ArrayBuffer>, path: string, length: number): Uint8Array<ArrayBuffer> => {
    const buffer = Buffer.from(zip);
    const name = buffer.lastIndexOf(path);
    buffer.writeUInt32LE(length, name - 46 + 24);
    return Uint8Array.from(buffer);
  };

  it('a part that inflates to more than it says is stopped there', async () => {
    const bomb = zipSync(resealed({ ...files, 'data/0': new Uint8Array(200_000_000) }), { level: 9 });
    const lying = declared(bomb as Uint8Array<ArrayBuffer>, 'data/0', 1000);
    expect(await openBytes(lying)).toBe('project-file.damaged');
  });

  it('parts that say they are longer than a project file may be are not inflated', async () => {
    expect(await openBytes(declared(raw, 'data/0', 0xffff_fff0))).toBe('project-file.damaged');
    expect(await openBytes(declared(raw, 'models/0/model.json', 100_000_000))).toBe('project-file.damaged');
  });

  it('too many parts', async () => {
    const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`data/${i}`, new Uint8Array(0)]));
    expect(await openFiles({ ...files, ...many })).toBe('project-file.damaged');
  });

  it('parts that lie over each other', async () => {
    const buffer = Buffer.from(raw);
    const one = buffer.lastIndexOf('models/0/model.json') - 46;
    const two = buffer.lastIndexOf('models/1/model.json') - 46;
    buffer.copyWithin(two + 42, one + 42, one + 46);
    expect(await openBytes(Uint8Array.from(buffer))).toBe('project-file.damaged');
  });
});
