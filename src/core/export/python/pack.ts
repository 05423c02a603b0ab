import { deflate } from '../deflate.ts';
import type { PythonCode } from './literal.ts';

/** Arrays that a script may carry. All are little-endian, as every browser's are. */
export type PackedArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

const TYPES: readonly (readonly [abstract new (...args: never[]) => PackedArray, string])[] = [
  [Float64Array, '<f8'],
  [Float32Array, '<f4'],
  [Int32Array, '<i4'],
  [Uint32Array, '<u4'],
  [Uint8Array, '<u1'],
];

const LINE = 96;
const INDENT = ' '.repeat(8);

/** The array as a call of the script's `unpack`: zlib, then base64, in lines. */
export async function packArray(array: PackedArray): Promise<PythonCode> {
  const type = TYPES.find(([kind]) => array instanceof kind)?.[1] ?? '<u1';
  const bytes = new Uint8Array(array.buffer as ArrayBuffer, array.byteOffset, array.byteLength);
  const text = base64(await deflate(bytes));
  const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  if (lines.length === 1) return { code: `unpack("${type}", "${lines[0]}")` };
  return { code: `unpack(\n${INDENT}"${type}",\n${lines.map((line) => `${INDENT}"${line}"\n`).join('')}    )` };
}

/** By pieces: an argument list has an end. */
function base64(bytes: Uint8Array): string {
  const PIECE = 0x6000;
  let text = '';
  for (let from = 0; from < bytes.length; from += PIECE) {
    text += btoa(String.fromCharCode(...bytes.subarray(from, from + PIECE)));
  }
  return text;
}
