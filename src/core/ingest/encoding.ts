import { commonShare } from './common-characters.ts';
import type { TextEncoding } from './types.ts';

export interface EncodingVerdict {
  readonly encoding: TextEncoding;
  readonly byteOrderMark: boolean;
  /** Some bytes fit no encoding: they become U+FFFD and a finding says so. */
  readonly lossy: boolean;
}

/**
 * The encoding of a sample: byte order mark, then zeros (UTF-16), then valid UTF-8, then the likeliest of the older
 * encodings by the characters that come out.
 * @param sample whole lines, as far as possible, from one or several places of the file; the first bytes come first
 */
export function detectEncoding(sample: Uint8Array): EncodingVerdict {
  const marked = byteOrderMark(sample);
  if (marked) return { encoding: marked, byteOrderMark: true, lossy: marked === 'utf-8' && !mostlyUtf8(sample) };
  const wide = utf16WithoutMark(sample);
  if (wide) return { encoding: wide, byteOrderMark: false, lossy: false };
  const { valid, invalid } = countUtf8(sample);
  if (invalid === 0) return { encoding: 'utf-8', byteOrderMark: false, lossy: false };
  if (valid >= invalid * 10) return { encoding: 'utf-8', byteOrderMark: false, lossy: true };
  return { ...likeliestOlder(sample), byteOrderMark: false };
}

/** The encoding that a byte order mark states. */
export function byteOrderMark(head: Uint8Array): TextEncoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

const mostlyUtf8 = (bytes: Uint8Array): boolean => countUtf8(bytes).invalid === 0;

/** Delimiters, digits and line ends have a zero half in UTF-16, always on the same side. */
function utf16WithoutMark(sample: Uint8Array): TextEncoding | undefined {
  const units = Math.floor(Math.min(sample.length, 1 << 16) / 2);
  if (units < 4) return undefined;
  let zeroFirst = 0;
  let zeroSecond = 0;
  for (let i = 0; i < units; i++) {
    if (sample[2 * i] === 0) zeroFirst++;
    if (sample[2 * i + 1] === 0) zeroSecond++;
  }
  const enough = Math.max(2, units * 0.05);
  const few = units * 0.005;
  if (zeroSecond > enough && zeroFirst <= few) return 'utf-16le';
  if (zeroFirst > enough && zeroSecond <= few) return 'utf-16be';
  return undefined;
}

/** Multi-byte sequences that are valid UTF-8, and bytes that are not. A sequence cut off at the end counts as neither. */
export function countUtf8(bytes: Uint8Array): { valid: number; invalid: number } {
  let valid = 0;
  let invalid = 0;
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i] as number;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const length = sequenceLength(lead);
    const end = i + length;
    if (length > 0 && end > bytes.length && continues(bytes, i + 1, bytes.length)) break;
    if (
      length > 0 &&
      end <= bytes.length &&
      continues(bytes, i + 1, end) &&
      !outOfRange(lead, bytes[i + 1] as number)
    ) {
      valid++;
      i = end;
    } else {
      invalid++;
      i++;
    }
  }
  return { valid, invalid };
}

const sequenceLength = (lead: number): number =>
  lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;

function continues(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (((bytes[i] as number) & 0xc0) !== 0x80) return false;
  return true;
}

/** Overlong forms, surrogates and what lies above U+10FFFF (Unicode, table 3-7). */
const outOfRange = (lead: number, second: number): boolean =>
  (lead === 0xe0 && second < 0xa0) ||
  (lead === 0xed && second > 0x9f) ||
  (lead === 0xf0 && second < 0x90) ||
  (lead === 0xf4 && second > 0x8f);

const EAST_ASIAN = ['gb18030', 'shift_jis', 'euc-kr'] as const;

/**
 * GB18030, Shift-JIS, EUC-KR or windows-1252: those whose bytes do not even pair up are out; of the others the one that
 * yields the most characters common in its language.
 */
export function likeliestOlder(sample: Uint8Array): { encoding: TextEncoding; lossy: boolean } {
  let best: { encoding: TextEncoding; score: number } = { encoding: 'windows-1252', score: westernShare(sample) };
  for (const encoding of EAST_ASIAN) {
    const text = decodeStrictly(sample, encoding);
    if (text === undefined) continue;
    const score = commonShare(text, encoding);
    if (score > best.score) best = { encoding, score };
  }
  return { encoding: best.encoding, lossy: false };
}

function decodeStrictly(sample: Uint8Array, encoding: TextEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
  } catch {
    return undefined;
  }
}

/**
 * Of the bytes above 127 the share that sits as in western European words: a letter of windows-1252 beside an ASCII
 * letter, or a sign such as € £ ° beside a digit or a blank, and not in a long run.
 */
function westernShare(sample: Uint8Array): number {
  let high = 0;
  let fitting = 0;
  for (let i = 0; i < sample.length; i++) {
    const byte = sample[i] as number;
    if (byte < 0x80) continue;
    high++;
    const before = i > 0 ? (sample[i - 1] as number) : 32;
    const after = i + 1 < sample.length ? (sample[i + 1] as number) : 32;
    const letter = byte >= 0xc0 || byte === 0x8a || byte === 0x9a || byte === 0x8c || byte === 0x9c || byte === 0x8e;
    if (letter ? isAsciiLetter(before) || isAsciiLetter(after) : before < 0x80 && after < 0x80) fitting++;
  }
  // Pairs of an eastern encoding touch letters now and then; a little below certainty leaves room for those that fit better.
  return high === 0 ? 1 : (fitting / high) * 0.9;
}

const isAsciiLetter = (byte: number): boolean => (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
