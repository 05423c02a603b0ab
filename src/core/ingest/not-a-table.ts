import { CodedError } from '../errors.ts';

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

/** First bytes of formats that people drop by mistake; `xlsx` and `zip` begin alike. */
const MAGIC: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['zip-or-xlsx', [0x50, 0x4b, 3, 4]],
  ['zip-or-xlsx', [0x50, 0x4b, 5, 6]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['pdf', ascii('%PDF-')],
  ['image', [0x89, ...ascii('PNG')]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', ascii('GIF8')],
  ['parquet', ascii('PAR1')],
  ['sqlite', ascii('SQLite format 3')],
  ['rar', ascii('Rar!')],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', ascii('BZh')],
  ['rtf', ascii('{\\rtf')],
];

const MARKUP: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['html', /^\s*<(?:!doctype\s+html|html|head|body)\b/i],
  ['xml', /^\s*<\?xml\b/i],
  ['json', /^\s*(?:\[\s*[[{]|\{\s*"[^"]*"\s*:)/],
];

/**
 * Refuses content that is no text table, by its first bytes.
 * @throws ingest.not-a-table with `kind`
 */
export function refuseOtherFormats(head: Uint8Array, file: string): void {
  for (const [kind, magic] of MAGIC) {
    if (magic.every((byte, i) => head[i] === byte)) throw new CodedError('ingest.not-a-table', { file, kind });
  }
}

/**
 * Refuses decoded text that is markup or binary.
 * @throws ingest.not-a-table
 */
export function refuseOtherText(text: string, file: string): void {
  for (const [kind, pattern] of MARKUP) {
    if (pattern.test(text.slice(0, 2000))) throw new CodedError('ingest.not-a-table', { file, kind });
  }
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0) throw new CodedError('ingest.not-a-table', { file, kind: 'binary' });
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) controls++;
  }
  // Text has practically none; a stray one or two must not condemn a file.
  if (controls > 3 && controls > text.length / 100) {
    throw new CodedError('ingest.not-a-table', { file, kind: 'binary' });
  }
}
