import { CodedError } from '../errors.ts';

/** Bytes that `btoa` is given at a time: a spread of more would overflow the stack. */
const PIECE = 1 << 13;

function* varints(codes: Int32Array): Generator<number> {
  for (let start = 0; start < codes.length;) {
    const code = codes[start] as number;
    let end = start + 1;
    while (end < codes.length && codes[end] === code) end++;
    yield end - start;
    yield code + 1;
    start = end;
  }
}

/**
 * Codes from −1 on as a short word: runs of equal codes as pairs of length and code + 1, each as little-endian base-128
 * digits, in base64. A column without a code of its own is a few letters long, whatever its length.
 */
export function packCodes(codes: Int32Array): string {
  const bytes: number[] = [];
  for (let value of varints(codes)) {
    for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value & 0x7f) | 0x80);
    bytes.push(value);
  }
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += PIECE) {
    pieces.push(String.fromCharCode(...bytes.slice(start, start + PIECE)));
  }
  return btoa(pieces.join(''));
}

/**
 * @param rows how many codes there must be
 * @param levels codes are below this
 * @throws table.bad-codes where the word says anything else
 */
export function unpackCodes(packed: string, rows: number, levels: number): Int32Array {
  const codes = new Int32Array(rows);
  const values = readVarints(packed);
  let at = 0;
  for (let pair = 0; pair + 1 < values.length; pair += 2) {
    const [run = 0, next = 0] = [values[pair], values[pair + 1]];
    if (run === 0 || run > rows - at || next > levels) throw new CodedError('table.bad-codes');
    codes.fill(next - 1, at, at + run);
    at += run;
  }
  if (at !== rows || values.length % 2 === 1) throw new CodedError('table.bad-codes');
  return codes;
}

function readVarints(packed: string): number[] {
  let text: string;
  try {
    text = atob(packed);
  } catch (cause) {
    throw new CodedError('table.bad-codes', {}, { cause });
  }
  const values: number[] = [];
  let value = 0;
  let scale = 1;
  for (let i = 0; i < text.length; i++) {
    const byte = text.charCodeAt(i);
    value += (byte & 0x7f) * scale;
    scale *= 0x80;
    if (value > Number.MAX_SAFE_INTEGER) throw new CodedError('table.bad-codes');
    if (byte >= 0x80) continue;
    values.push(value);
    value = 0;
    scale = 1;
  }
  if (scale !== 1) throw new CodedError('table.bad-codes');
  return values;
}
