import { CodedError } from '../../core/errors.ts';
import { createBlobBuilder, pacerOf, type WorkOptions } from './work.ts';

/**
 * A file under a passphrase.
 *
 *   0   8  `SGLOCKED`
 *   8   1  version, 1
 *   9   1  how the key is derived: 1 = PBKDF2-HMAC-SHA-256 of the passphrase (NFKC, UTF-8), 256 bits
 *  10   1  how it is encrypted: 1 = AES-256-GCM
 *  11   1  bytes of a chunk, as a power of two
 *  12   4  iterations, big-endian
 *  16  16  salt
 *  32   7  first part of every nonce
 *  39  16  GCM tag of nothing under the nonce `first part ‖ 0xFFFFFFFF ‖ 2`: tells a wrong passphrase
 *  55   …  chunks, each with its tag of 16 bytes
 *
 * A nonce is the first part, the chunk's number (4 bytes) and 1 for the last chunk, else 0: the STREAM construction
 * (Hoang, Reyhanitabar, Rogaway and Vizár 2015), by which chunks that were dropped, doubled or moved fail. The first 39
 * bytes are authenticated with every chunk.
 */
const MAGIC = 'SGLOCKED';
const VERSION = 1;
const HEAD = 39;
const TAG = 16;
const CHUNK_POWER = 20;
const LEAST_POWER = 12;
const MOST_POWER = 24;

/** OWASP Password Storage Cheat Sheet: 600,000 for PBKDF2-HMAC-SHA-256. */
export const ITERATIONS = 600_000;
/** About ten seconds of a slow machine: a file from outside must not keep the page at it for longer. */
const MOST_ITERATIONS = 10_000_000;

const CHECK = { number: 0xffffffff, last: 2 } as const;

/** Where the browser has no `crypto.subtle` (a page served without TLS) nothing is ever written unprotected instead. */
function subtle(): SubtleCrypto {
  const found = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  if (!found) throw new CodedError('project-file.no-crypto');
  return found;
}

async function deriveKey(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  // The same characters can be typed in several encodings, by keyboard and system.
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await subtle().importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return subtle().deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** The parameters of AES-GCM for one chunk. */
function sealing(head: Uint8Array<ArrayBuffer>, number: number, last: number): AesGcmParams {
  const iv = new Uint8Array(12);
  iv.set(head.subarray(32, 39));
  new DataView(iv.buffer).setUint32(7, number);
  iv[11] = last;
  return { name: 'AES-GCM', iv, additionalData: head, tagLength: 8 * TAG };
}

function makeHead(iterations: number): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(HEAD);
  head.set(new TextEncoder().encode(MAGIC));
  head.set([VERSION, 1, 1, CHUNK_POWER], 8);
  new DataView(head.buffer).setUint32(12, iterations);
  crypto.getRandomValues(head.subarray(16));
  return head;
}

/**
 * @param iterations fewer than `ITERATIONS` are for tests alone
 * @throws project-file.no-crypto, CancelledError
 */
export async function lock(
  file: Blob,
  passphrase: string,
  options: WorkOptions & { readonly iterations?: number } = {},
): Promise<Blob> {
  const iterations = options.iterations ?? ITERATIONS;
  const pacer = pacerOf(options);
  const head = makeHead(iterations);
  const key = await deriveKey(passphrase, head.slice(16, 32), iterations);
  const seal = async (data: BufferSource, number: number, last: number): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await subtle().encrypt(sealing(head, number, last), key, data));

  const out = createBlobBuilder('application/octet-stream');
  out.add(head);
  out.add(await seal(new Uint8Array(0), CHECK.number, CHECK.last));
  const chunk = 2 ** CHUNK_POWER;
  const count = Math.max(1, Math.ceil(file.size / chunk));
  for (let number = 0; number < count; number++) {
    await pacer.pause();
    const data = await file.slice(number * chunk, (number + 1) * chunk).arrayBuffer();
    out.add(await seal(data, number, number === count - 1 ? 1 : 0));
    options.onProgress?.((number + 1) / count);
  }
  return out.blob();
}

/** Whether a passphrase is needed to open this. */
export async function isLocked(file: Blob): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, MAGIC.length).arrayBuffer());
  return String.fromCharCode(...start) === MAGIC;
}

/** @throws project-file.damaged, project-file.newer */
function readHead(head: Uint8Array<ArrayBuffer>): { readonly iterations: number; readonly chunk: number } {
  if (head.length < HEAD) throw new CodedError('project-file.damaged');
  const [version = 0, derivation = 0, cipher = 0, power = 0] = head.subarray(8, 12);
  if (version > VERSION) throw new CodedError('project-file.newer', { version, known: VERSION });
  const iterations = new DataView(head.buffer).getUint32(12);
  const known = version === VERSION && derivation === 1 && cipher === 1;
  const bounded = power >= LEAST_POWER && power <= MOST_POWER && iterations >= 1 && iterations <= MOST_ITERATIONS;
  if (!known || !bounded) throw new CodedError('project-file.damaged');
  return { iterations, chunk: 2 ** power };
}

/**
 * The file that lies inside. All of it is authenticated before any of it is handed out.
 * @throws project-file.wrong-passphrase, project-file.damaged, project-file.newer, project-file.no-crypto, CancelledError
 */
export async function unlock(file: Blob, passphrase: string, options: WorkOptions = {}): Promise<Blob> {
  const pacer = pacerOf(options);
  const start = new Uint8Array(await file.slice(0, HEAD + TAG).arrayBuffer());
  const head = start.slice(0, HEAD);
  const { iterations, chunk } = readHead(head);
  const sealed = file.size - HEAD - TAG;
  const count = Math.ceil(sealed / (chunk + TAG));
  if (count < 1 || sealed - (count - 1) * (chunk + TAG) < TAG) throw new CodedError('project-file.damaged');
  const key = await deriveKey(passphrase, head.slice(16, 32), iterations);
  const open = async (
    data: BufferSource,
    number: number,
    last: number,
    code: string,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    try {
      return new Uint8Array(await subtle().decrypt(sealing(head, number, last), key, data));
    } catch (cause) {
      throw new CodedError(code, {}, { cause });
    }
  };

  await open(start.slice(HEAD), CHECK.number, CHECK.last, 'project-file.wrong-passphrase');
  const out = createBlobBuilder('application/zip');
  for (let number = 0; number < count; number++) {
    await pacer.pause();
    const at = HEAD + TAG + number * (chunk + TAG);
    const data = await file.slice(at, at + chunk + TAG).arrayBuffer();
    out.add(await open(data, number, number === count - 1 ? 1 : 0, 'project-file.damaged'));
    options.onProgress?.((number + 1) / count);
  }
  return out.blob();
}
