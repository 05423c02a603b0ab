import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isLocked, ITERATIONS, lock, unlock } from '../../src/storage/project-file/locked.ts';
import { bytesOf, codeOf, open, sampleContents, samplePacked } from './support/contents.ts';

const PASSPHRASE = 'correct horse – ﬁve 馬';
const CHUNK = 2 ** 20;
const HEAD = 55;
const fast = { iterations: 10 };

/** 2.5 chunks that differ. */
const plain = Uint8Array.from({ length: 2.5 * CHUNK }, (_, i) => (i * 31 + (i >> 20)) & 255);
const locked = async (): Promise<Uint8Array<ArrayBuffer>> => bytesOf(await lock(new Blob([plain]), PASSPHRASE, fast));
const opening = (bytes: Uint8Array<ArrayBuffer>, passphrase = PASSPHRASE): Promise<Blob> =>
  unlock(new Blob([bytes]), passphrase);

afterEach(() => vi.unstubAllGlobals());

describe('a locked file', () => {
  it('is what Node’s PBKDF2 and AES-GCM make of the description', async () => {
    const file = Buffer.from(await locked());
    const head = file.subarray(0, 39);
    expect(head.toString('latin1', 0, 8)).toBe('SGLOCKED');
    const key = pbkdf2Sync(PASSPHRASE.normalize('NFKC'), head.subarray(16, 32), head.readUInt32BE(12), 32, 'sha256');
    const chunks: Buffer[] = [];
    const size = CHUNK + 16;
    for (let number = 0, at = HEAD; at < file.length; number++, at += size) {
      const sealed = file.subarray(at, at + size);
      const nonce = Buffer.alloc(12);
      head.copy(nonce, 0, 32, 39);
      nonce.writeUInt32BE(number, 7);
      nonce[11] = at + size >= file.length ? 1 : 0;
      const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
      cipher.setAAD(head);
      cipher.setAuthTag(sealed.subarray(sealed.length - 16));
      chunks.push(Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]));
    }
    expect(Buffer.concat(chunks).equals(plain)).toBe(true);
  });

  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1])('brings %i bytes back', async (length) => {
    const bytes = plain.slice(0, length);
    const file = await lock(new Blob([bytes]), PASSPHRASE, fast);
    expect(await isLocked(file)).toBe(true);
    expect(Buffer.from(await bytesOf(await unlock(file, PASSPHRASE))).equals(bytes)).toBe(true);
  });

  it('never has the same key or nonces twice', async () => {
    const [one, two] = [await locked(), await locked()];
    expect(one.slice(16, 39)).not.toEqual(two.slice(16, 39));
    expect(one.slice(HEAD, HEAD + 64)).not.toEqual(two.slice(HEAD, HEAD + 64));
  });

  it('takes the passphrase however the keyboard encodes it, and no other', async () => {
    const file = await locked();
    const opened = await bytesOf(await opening(file, PASSPHRASE.normalize('NFKD')));
    expect(Buffer.from(opened).equals(plain)).toBe(true);
    for (const other of ['', ' ', `${PASSPHRASE} `, PASSPHRASE.toUpperCase()]) {
      expect(await codeOf(opening(file, other))).toBe('project-file.wrong-passphrase');
    }
  });

  it('is refused where a chunk is missing, doubled, moved or cut', async () => {
    const file = await locked();
    const size = CHUNK + 16;
    const chunk = (n: number): Uint8Array => file.subarray(HEAD + n * size, HEAD + (n + 1) * size);
    const put = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
      Uint8Array.from(Buffer.concat([file.subarray(0, HEAD), ...parts]));
    expect(await codeOf(opening(put(chunk(0), chunk(1), chunk(2))))).toBe('opened');
    for (const [name, bytes] of Object.entries({
      'last dropped': put(chunk(0), chunk(1)),
      'first dropped': put(chunk(1), chunk(2)),
      swapped: put(chunk(1), chunk(0), chunk(2)),
      doubled: put(chunk(0), chunk(0), chunk(1), chunk(2)),
      'cut in a chunk': file.slice(0, -1),
      'cut in a tag': file.slice(0, HEAD + 2 * size + 5),
      'nothing behind the head': put(),
      'more behind the end': put(chunk(0), chunk(1), chunk(2), Uint8Array.of(0)),
    })) {
      expect([name, await codeOf(opening(bytes))]).toEqual([name, 'project-file.damaged']);
    }
  });

  it('is refused wherever a bit of it is turned', async () => {
    const small = await bytesOf(await lock(new Blob(['some bytes']), PASSPHRASE, fast));
    for (let at = 8; at < small.length; at++) {
      const turned = small.slice();
      turned[at] = (turned[at] ?? 0) ^ 1;
      // More iterations are as good as another passphrase, but for those that would take too long.
      expect(await codeOf(opening(turned))).toMatch(/^project-file\.(damaged|wrong-passphrase|newer)$/u);
    }
  });

  it('does not start a derivation that would take for ever', async () => {
    const file = await locked();
    const deriveKey = vi.spyOn(crypto.subtle, 'deriveKey');
    for (const iterations of [0, 10_000_001, 0xffffffff]) {
      new DataView(file.buffer).setUint32(12, iterations);
      expect(await codeOf(opening(file))).toBe('project-file.damaged');
    }
    expect(deriveKey).not.toHaveBeenCalled();
    deriveKey.mockRestore();
  });

  it('of a newer form says so', async () => {
    const file = await locked();
    file[8] = 2;
    expect(await codeOf(opening(file))).toBe('project-file.newer');
  });

  it('needs the browser’s cryptography, and is not written without', async () => {
    const file = await locked();
    vi.stubGlobal('crypto', { getRandomValues: (array: Uint8Array) => array });
    expect(await codeOf(lock(new Blob(['x']), PASSPHRASE, fast))).toBe('project-file.no-crypto');
    expect(await codeOf(opening(file))).toBe('project-file.no-crypto');
  });

  it('is derived with at least as many iterations as OWASP asks for', () => {
    expect(ITERATIONS).toBeGreaterThanOrEqual(600_000);
  });
});

describe('a locked project', () => {
  it('opens with its passphrase alone, and shows nothing of what is inside', async () => {
    const file = await samplePacked({ passphrase: PASSPHRASE });
    expect(Buffer.from(await bytesOf(file)).includes('telco')).toBe(false);
    expect(await codeOf(open(file))).toBe('project-file.needs-passphrase');
    expect(await codeOf(open(file, 'another'))).toBe('project-file.wrong-passphrase');
    expect((await open(file, PASSPHRASE)).models).toStrictEqual(sampleContents().expected.models);
  });

  it('with the iterations of the page is opened by the page', async () => {
    const { iterations: _usual, ...usual } = { ...fast };
    const file = await lock(new Blob(['x']), PASSPHRASE, usual);
    expect(new DataView((await bytesOf(file)).buffer).getUint32(12)).toBe(ITERATIONS);
    expect(await (await unlock(file, PASSPHRASE)).text()).toBe('x');
  });
});
