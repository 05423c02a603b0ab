import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortDropped } from '../../src/app/dropped-pictures.ts';
import { blobSource } from '../../src/core/ingest/byte-source.ts';
import { naturalOrder } from '../../src/core/ingest/images/natural-order.ts';
import { readDirectory } from '../../src/core/ingest/zip/directory.ts';
import { readEntry } from '../../src/core/ingest/zip/read-entry.ts';
import { storeZip } from '../../src/core/ingest/zip/store.ts';
import { pacer } from '../ingest/support.ts';

const file = (path: string, content = 'x'): File => {
  const made = new File([content], path.slice(path.lastIndexOf('/') + 1));
  return Object.defineProperty(made, 'path', { value: path.includes('/') ? `/${path}` : `./${path}` });
};
const LIMITS = { entries: 200_000, directoryBytes: 64_000_000 };

describe('what is dropped', () => {
  it('stands for itself where there are no pictures', () => {
    const files = [file('a.csv'), file('folder/b.csv')];
    expect(sortDropped(files)).toEqual({ rest: files });
  });

  it('goes together where it is a folder of pictures, in natural order and under the folder’s name', () => {
    const paths = [
      'animals/dog/10.png',
      'animals/dog/2.png',
      'animals/cat/1.JPG',
      'animals/labels.csv',
      'animals/notes.pdf',
    ];
    const { pack, rest } = sortDropped(paths.map((path) => file(path)));
    expect(pack?.name).toBe('animals.zip');
    expect(pack?.files.map(({ path }) => path)).toEqual([
      'animals/cat/1.JPG',
      'animals/dog/2.png',
      'animals/dog/10.png',
      'animals/labels.csv',
      'animals/notes.pdf',
    ]);
    expect(rest).toEqual([]);
  });

  it('takes loose pictures with a table beside them, and nothing else', () => {
    const { pack, rest } = sortDropped([file('2.png'), file('1.png'), file('list.csv'), file('other.zip')]);
    expect([pack?.name, pack?.files.map(({ path }) => path)]).toEqual(['pictures.zip', ['1.png', '2.png', 'list.csv']]);
    expect(rest.map(({ name }) => name)).toEqual(['other.zip']);
  });

  it('is ordered as people number, and the same whatever the order it came in', () => {
    const names = [
      'a/9.png',
      'a/10.png',
      'a/010b.png',
      'b/1.png',
      'B/2.png',
      'a.png',
      'a/b/1.png',
      'ä.png',
      '猫/1.png',
    ];
    expect(names.toSorted(naturalOrder)).toEqual([
      'a/9.png',
      'a/10.png',
      'a/010b.png',
      'a/b/1.png',
      'a.png',
      'b/1.png',
      'B/2.png',
      'ä.png',
      '猫/1.png',
    ]);
    const path = fc
      .array(fc.constantFrom('a', 'A', '1', '01', '10', '2', '.', 'ü'), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(path, { minLength: 2, maxLength: 12 }), (paths) => {
        const sorted = paths.toSorted(naturalOrder);
        expect(paths.toReversed().toSorted(naturalOrder)).toEqual(sorted);
      }),
    );
  });
});

describe('a zip of what was dropped', () => {
  it('is a zip to another reader, and the same bytes for the same files', async () => {
    const content = fc.record({
      path: fc.constantFrom('a.png', '猫/é.png', 'b/c/d.csv', '<b>.png'),
      text: fc.string({ maxLength: 400 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(content, { selector: ({ path }) => path }), async (files) => {
        const stored = files.map(({ path, text }) => ({ path, blob: new Blob([text]) }));
        const zip = await storeZip(stored, 'a.zip', pacer(), () => undefined);
        const bytes = new Uint8Array(await zip.arrayBuffer());
        const back = Object.entries(unzipSync(bytes)).map(([path, data]) => [path, new TextDecoder().decode(data)]);
        const wellFormed = ({ text }: { readonly text: string }) =>
          new TextDecoder().decode(new TextEncoder().encode(text));
        expect(new Map(back as [string, string][])).toEqual(new Map(files.map((one) => [one.path, wellFormed(one)])));
        const again = await storeZip(stored, 'a.zip', pacer(), () => undefined);
        expect(new Uint8Array(await again.arrayBuffer())).toEqual(bytes);
      }),
      { numRuns: 40 },
    );
  });

  it('holds more files than 16 bits count', async () => {
    const [empty, last] = [new Blob([]), new Blob(['the last'])];
    const files = Array.from({ length: 66_000 }, (_, i) => ({ path: `${i}.png`, blob: i < 65_999 ? empty : last }));
    let told = 0;
    const zip = await storeZip(files, 'a.zip', pacer(), (done) => (told = done));
    const source = blobSource(zip, 'a.zip');
    const entries = await readDirectory(source, LIMITS);
    expect([entries.length, told]).toEqual([66_000, 66_000]);
    expect(new TextDecoder().decode(await readEntry(source, entries.at(-1)!, pacer()))).toBe('the last');
  });

  it('says so where it would be too large', async () => {
    const huge = { path: 'a.png', blob: { size: 2_000_000_001 } as Blob };
    await expect(storeZip([huge], 'a.zip', pacer(), () => undefined)).rejects.toMatchObject({
      code: 'ingest.zip-too-large',
    });
  });
});
