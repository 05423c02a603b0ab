import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { createRandom } from '../../src/core/random.ts';
import { packProject } from '../../src/storage/project-file/pack.ts';
import { bytesOf, codeOf, CSV, FAST, open, sampleContents, samplePacked } from './support/contents.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('a project file', () => {
  it('brings everything back, with the data', async () => {
    const opened = await open(await samplePacked());
    const { files, ...expected } = sampleContents().expected;
    const { files: openedFiles, ...rest } = opened;
    expect(rest).toStrictEqual(expected);
    expect(openedFiles.map(({ id, name }) => ({ id, name }))).toEqual(files.map(({ id, name }) => ({ id, name })));
    expect(await openedFiles[0]?.blob.text()).toBe(CSV);
  });

  it('holds no row without the data', async () => {
    const file = await samplePacked({ withData: false });
    const { expected } = sampleContents(false);
    expect(await open(file)).toStrictEqual(expected);
    const { unzipSync } = await import('fflate');
    const parts = unzipSync(await bytesOf(file));
    const text = Object.values(parts)
      .map((part) => Buffer.from(part).toString('latin1'))
      .join('\n');
    expect(Object.keys(parts).filter((path) => /^(data|batches)\//u.test(path))).toEqual([]);
    for (const canary of ['One year,30', 'onerror', 'g\u00c3\u00bcnstig']) expect(text).not.toContain(canary);
  });

  it('is the same file for the same project', async () => {
    const [one, two] = [await bytesOf(await samplePacked()), await bytesOf(await samplePacked())];
    expect(Buffer.from(one).equals(two)).toBe(true);
  });

  it.skipIf(!hasPython)('is a zip to Python’s zipfile, checksums included', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sightglass-'));
    try {
      const path = join(folder, 'project.sightglass');
      writeFileSync(path, await bytesOf(await samplePacked()));
      const script = [
        'import hashlib, json, sys, zipfile',
        'z = zipfile.ZipFile(sys.argv[1])',
        'assert z.testzip() is None',
        'manifest = json.loads(z.read("manifest.json"))',
        'for part in manifest["parts"]:',
        '    data = z.read(part["path"])',
        '    assert len(data) == part["length"] and hashlib.sha256(data).hexdigest() == part["sha256"], part',
        'print(len(manifest["parts"]), z.read("data/0").decode(), end="")',
      ].join('\n');
      const run = spawnSync('python3', ['-c', script, path], { encoding: 'utf8' });
      expect(run.stderr).toBe('');
      expect(run.stdout).toBe(`13 ${CSV}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('takes large data in pieces, tells how far it is, and stops when asked', async () => {
    const random = createRandom(5);
    const lines = Array.from({ length: 200_000 }, () => `${random.integer(1000)},${random.next().toFixed(6)}`).join(
      '\n',
    );
    const blob = new Blob([lines]);
    const withRows = { batches: [], files: [{ id: 'file-1', name: 'big.csv', blob }] };
    const shares: number[] = [];
    const contents = { ...sampleContents(false), withRows };
    const file = await packProject(contents, { ...FAST, passphrase: 'x', onProgress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    const opened = await open(file, 'x');
    expect((await opened.files[0]?.blob.text()) === lines).toBe(true);

    const stop = new AbortController();
    const stopped = packProject(contents, { ...FAST, signal: stop.signal, onProgress: () => stop.abort() });
    await expect(stopped).rejects.toThrow(CancelledError);
  });

  it('puts compressed data in as it is', async () => {
    const random = createRandom(6);
    const noise = Uint8Array.from({ length: 50_000 }, () => random.integer(256));
    const withRows = { batches: [], files: [{ id: 'f', name: 'a.csv.gz', blob: new Blob([noise]) }] };
    const file = await packProject({ ...sampleContents(false), withRows }, FAST);
    expect(Buffer.from(await bytesOf(file)).includes(Buffer.from(noise))).toBe(true);
    const opened = await open(file);
    expect(await bytesOf(opened.files[0]?.blob as Blob)).toEqual(noise);
  });

  it('is refused where it would be too long to be opened again', async () => {
    const huge = Object.defineProperty(new Blob([]), 'size', { value: 2_000_000_001 });
    const withRows = { batches: [], files: [{ id: 'f', name: 'a.csv', blob: huge }] };
    expect(await codeOf(packProject({ ...sampleContents(false), withRows }, FAST))).toBe('project-file.too-large');
  });
});
