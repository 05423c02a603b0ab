import { expect, it } from 'vitest';
import * as v from 'valibot';
import { ITERATIONS, lock, unlock } from '../../src/storage/project-file/locked.ts';
import { decodeShared, encodeShared } from '../../src/storage/share-link.ts';
import { bytesOf, codeOf, CSV, FAST, open, sampleContents, samplePacked } from '../project-file/support/contents.ts';

// What Node’s tests hold of the same code, where Blob, WebCrypto and the event loop are the browser’s.
const { iterations: _few, ...USUAL } = FAST;

it('packs, locks with the usual number of rounds, and opens again', async () => {
  const shares: number[] = [];
  const file = await samplePacked({
    ...USUAL,
    iterations: ITERATIONS,
    passphrase: 'a long enough phrase',
    onProgress: (share) => shares.push(share),
  });
  expect(shares.at(-1)).toBe(1);
  expect(await codeOf(open(file, 'a guess'))).toBe('project-file.wrong-passphrase');
  const { files, ...rest } = await open(file, 'a long enough phrase');
  const { files: _files, ...expected } = sampleContents().expected;
  expect(rest).toStrictEqual(expected);
  expect(await files[0]?.blob.text()).toBe(CSV);
});

it('a file of several chunks comes back; one that is cut does not', async () => {
  const plain = Uint8Array.from({ length: 2_500_000 }, (_, i) => i & 255);
  const file = await lock(new Blob([plain]), 'x', { iterations: 10 });
  const back = await bytesOf(await unlock(file, 'x'));
  expect(back.length === plain.length && back.every((byte, i) => byte === plain[i])).toBe(true);
  expect(await codeOf(unlock(file.slice(0, file.size - 1), 'x'))).toBe('project-file.damaged');
});

it('a link comes back', async () => {
  const report = {
    format: 'sightglass.shared',
    version: 1,
    lens: 'predict',
    title: 'Who leaves?',
    createdOn: '2026-11-23',
    appVersion: '0.1.0',
    body: { figures: [1, 2.5] },
  } as const;
  const lenses = [{ lens: 'predict', schema: v.object({ figures: v.array(v.number()) }) }];
  expect(await decodeShared(await encodeShared(report), lenses)).toEqual(report);
});
