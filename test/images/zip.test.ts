import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src/core/ingest/byte-source.ts';
import { readDirectory } from '../../src/core/ingest/zip/directory.ts';
import { readEntry } from '../../src/core/ingest/zip/read-entry.ts';
import { pacer } from '../ingest/support.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const LIMITS = { entries: 200_000, directoryBytes: 64_000_000 };

/** Runs a script that writes the zip at its first argument. */
function written(script: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  try {
    const path = join(folder, 'a.zip');
    const run = spawnSync('python3', ['-c', script, path], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function contents(zip: Uint8Array): Promise<[string, string][]> {
  const source = bytesSource(zip, 'a.zip');
  const entries = await readDirectory(source, LIMITS);
  const texts: [string, string][] = [];
  for (const entry of entries) {
    texts.push([entry.path, new TextDecoder().decode(await readEntry(source, entry, pacer()))]);
  }
  return texts;
}

describe.skipIf(!hasPython)('zips that Python writes', () => {
  it('streamed, stored, deflated, with a comment and 64-bit fields, are read', async () => {
    const zip = written(`
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as zip:
    zip.writestr('stored.txt', 'as it is')
    zip.writestr(zipfile.ZipInfo('folder/deflated.txt'), 'again and again ' * 500, zipfile.ZIP_DEFLATED)
    with zip.open('large.txt', 'w', force_zip64=True) as part:
        part.write(b'64-bit lengths')
    zip.writestr('猫/é.txt', 'names')
    zip.comment = b'a comment at the end'
`);
    expect(await contents(zip)).toEqual([
      ['stored.txt', 'as it is'],
      ['folder/deflated.txt', 'again and again '.repeat(500)],
      ['large.txt', '64-bit lengths'],
      ['猫/é.txt', 'names'],
    ]);
  });

  it('of more parts than 16 bits count are read', async () => {
    const zip = written(`
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as zip:
    for i in range(66_000):
        zip.writestr(zipfile.ZipInfo(str(i)), b'')
`);
    const entries = await readDirectory(bytesSource(zip, 'a.zip'), LIMITS);
    expect([entries.length, entries.at(-1)?.path]).toEqual([66_000, '65999']);
  });

  it('with names in an older encoding are read in the likeliest', async () => {
    const zip = written(`
import sys, zipfile
names = ['图片/正常的产品/一月的照片.png', '图片/有问题的产品/我们在工厂的第二张照片.png', '图片/正常的产品/这是上个月的.png']
places = {name: 'x' * len(name.encode('gb18030')) + str(i) for i, name in enumerate(names)}
with zipfile.ZipFile(sys.argv[1], 'w') as zip:
    for place in places.values():
        zip.writestr(zipfile.ZipInfo(place), 'content')
data = open(sys.argv[1], 'rb').read()
for name, place in places.items():
    data = data.replace(place.encode(), name.encode('gb18030') + place[-1].encode())
open(sys.argv[1], 'wb').write(data)
`);
    const paths = (await contents(zip)).map(([path]) => path);
    expect(paths).toEqual([
      '图片/正常的产品/一月的照片.png0',
      '图片/有问题的产品/我们在工厂的第二张照片.png1',
      '图片/正常的产品/这是上个月的.png2',
    ]);
  });
});
