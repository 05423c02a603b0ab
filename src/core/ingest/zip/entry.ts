import type { Pacer } from '../../learn/pacer.ts';
import { Refused } from '../../refused.ts';
import type { ByteSource } from '../types.ts';
import type { ZipEntry } from './directory.ts';
import { createInflater } from './inflate.ts';

const LOCAL = { signature: 0x04034b50, bytes: 30 } as const;
/** Bytes read at a time, and bytes worked on between two pauses: about 3 ms of hashing and inflating. */
const READ = 1_048_576;
const STRETCH = 65_536;

/** Where the data of a part begins, behind its local header. @throws Refused */
function dataStart(head: Uint8Array, entry: ZipEntry): number {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.byteLength < LOCAL.bytes || view.getUint32(0, true) !== LOCAL.signature) {
    throw new Refused('a part out of place');
  }
  const nameLength = view.getUint16(26, true);
  const start = LOCAL.bytes + nameLength + view.getUint16(28, true);
  if (entry.start + start + entry.compressedLength > entry.end) throw new Refused('a part out of place');
  const sameName =
    nameLength === entry.rawPath.length && entry.rawPath.every((byte, i) => head[LOCAL.bytes + i] === byte);
  if (!sameName) throw new Refused('a part with two names');
  return start;
}

/** The compressed bytes of a part in pieces, with a pause before each. */
async function* packedPieces(
  source: ByteSource,
  entry: ZipEntry,
  pacer: Pacer,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  // Header and small parts come in one go. A header is at most 30 + 2 × 65,535 bytes.
  const first = await source.slice(entry.start, Math.min(entry.end, entry.start + READ));
  const start = dataStart(first, entry);
  let piece = first.subarray(start, start + entry.compressedLength);
  let left = entry.compressedLength;
  let at = entry.start + start;
  while (left > 0) {
    for (let from = 0; from < piece.length; from += STRETCH) {
      await pacer.pause();
      yield piece.subarray(from, from + STRETCH);
    }
    left -= piece.length;
    at += piece.length;
    if (left > 0) piece = await source.slice(at, at + Math.min(left, READ));
    if (left > 0 && piece.length === 0) throw new Refused('cut short');
  }
}

/**
 * Hands on the bytes of a part in pieces.
 * @throws Refused where they are not what was declared, or packed in a way that is not read here; CancelledError
 */
export async function inflateEntry(
  source: ByteSource,
  entry: ZipEntry,
  pacer: Pacer,
  onChunk: (chunk: Uint8Array<ArrayBuffer>) => void,
): Promise<void> {
  if (entry.encrypted || entry.method === 'other') throw new Refused('packed in another way');
  let got = 0;
  const take = (chunk: Uint8Array<ArrayBuffer>): void => {
    got += chunk.length;
    onChunk(chunk);
  };
  if (entry.method === 'stored') {
    for await (const piece of packedPieces(source, entry, pacer)) take(piece);
  } else {
    const inflater = await createInflater(entry.length, take);
    for await (const piece of packedPieces(source, entry, pacer)) {
      for (const _ of inflater.push(piece)) await pacer.pause();
    }
    inflater.end();
  }
  if (got !== entry.length) throw new Refused('lengths that differ');
}
