import { CodedError } from '../core/errors.ts';
import type { SharedReport } from '../lenses/share.ts';
import { fromBase64Url, toBase64Url } from './link/base64url.ts';
import { openReport, type OpeningLens } from './open-report.ts';
import { concat, createInflater } from '../core/ingest/zip/inflate.ts';
import { Refused } from '../core/refused.ts';
import { adler32 } from './untrusted/adler32.ts';
import { decodeText, parseUntrusted } from './untrusted/json.ts';

/** Characters that a link should stay under: longer ones are cut by some mail and chat programs. */
export const AIM = 8_000;
/** Characters past which a file is offered instead of a link. */
export const MOST = 32_000;

/** Raised when payloads can no longer be read by the page before. */
const VERSION = 1;
const MOST_INFLATED = 2_000_000;

/** What the opening of a report says, as it is said of a link. */
const SAID_OF_LINKS: Readonly<Record<string, string>> = {
  'report-file.damaged': 'share.damaged',
  'report-file.newer': 'share.newer',
  'report-file.other-lens': 'share.unknown-lens',
};

/**
 * The report as it stands in an address: `1.` and base64url of the JSON in zlib's form (RFC 1950: deflate with a checksum,
 * so that a character that got lost or changed on the way is noticed). It may be longer than `MOST`: then no page opens it.
 */
export async function encodeShared(report: SharedReport): Promise<string> {
  const { strToU8, zlibSync } = await import('fflate');
  return `${VERSION}.${toBase64Url(zlibSync(strToU8(JSON.stringify(report)), { level: 9 }))}`;
}

/** The page's address without what follows `#`, and the payload in its hash path. */
export const shareAddress = (base: string, payload: string): string => `${base.replace(/#.*$/su, '')}#/r/${payload}`;

/** Characters of the payload: what `AIM` and `MOST` are about. */
export async function linkLength(report: SharedReport): Promise<number> {
  return (await encodeShared(report)).length;
}

/** Bytes that zlib's form has in front of the deflate data, and the checksum's behind. */
const HEAD = 2;
const TAIL = 4;

/** @throws Refused where it is not in zlib's form, too long, or not what was packed */
async function inflateText(packed: Uint8Array): Promise<string> {
  const [method = 0, flags = 0] = packed;
  // Deflate, without a dictionary of its own, and the first two bytes a multiple of 31.
  const isZlib = (method & 15) === 8 && (flags & 32) === 0 && (method * 256 + flags) % 31 === 0;
  if (!isZlib || packed.length < HEAD + TAIL) throw new Refused('not in the form of zlib');
  const chunks: Uint8Array[] = [];
  const inflater = await createInflater(MOST_INFLATED, (chunk) => chunks.push(chunk));
  for (const _ of inflater.push(packed.subarray(HEAD, -TAIL)));
  inflater.end();
  const bytes = concat(chunks);
  const told = new DataView(packed.buffer, packed.byteOffset + packed.length - TAIL).getUint32(0);
  if (adler32(bytes) !== told) throw new Refused('not what was packed');
  return decodeText(bytes);
}

/**
 * Opens what stands behind `#/r/` in an address. Anybody can have written it: characters, length, what it inflates to,
 * depth, keys, the envelope and the lens's body are all checked before anything is used.
 * @param lenses those that this page can show
 * @throws share.damaged, share.newer, share.too-long, share.unknown-lens
 */
export async function decodeShared(payload: string, lenses: readonly OpeningLens[]): Promise<SharedReport> {
  if (payload.length > MOST) throw new CodedError('share.too-long', { characters: payload.length, most: MOST });
  const [, version = '', packed = ''] = /^(\d{1,4})\.(.*)$/su.exec(payload) ?? [];
  if (Number(version) > VERSION) throw new CodedError('share.newer', { version: Number(version), known: VERSION });
  if (version !== String(VERSION)) throw new CodedError('share.damaged');
  try {
    return openReport(parseUntrusted(await inflateText(fromBase64Url(packed))), lenses);
  } catch (cause) {
    if (cause instanceof Refused) throw new CodedError('share.damaged', {}, { cause });
    if (!(cause instanceof CodedError)) throw cause;
    throw new CodedError(SAID_OF_LINKS[cause.code] ?? cause.code, cause.params, { cause });
  }
}
