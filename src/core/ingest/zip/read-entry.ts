import type { Pacer } from '../../learn/pacer.ts';
import { Refused } from '../../refused.ts';
import type { ByteSource } from '../types.ts';
import { crc32 } from './crc32.ts';
import type { ZipEntry } from './directory.ts';
import { inflateEntry } from './entry.ts';
import { concat } from './inflate.ts';

/** Deflate makes at most 1,032 bytes of one; tables and pictures come nowhere near, beyond what is small anyway. */
const MOST_RATIO = 200;
const RATIO_FROM = 8_000_000;

/** A part that unpacks to far more than it takes up: made to fill the memory. */
export class Bomb extends Refused {}

/**
 * All bytes of a part, checked against its checksum.
 * @throws Bomb, Refused, CancelledError
 */
export async function readEntry(source: ByteSource, entry: ZipEntry, pacer: Pacer): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  let sum = 0;
  await inflateEntry(source, entry, pacer, (chunk) => {
    length += chunk.length;
    if (length > RATIO_FROM && length > MOST_RATIO * entry.compressedLength) throw new Bomb('inflates too far');
    sum = crc32(chunk, sum);
    chunks.push(chunk);
  });
  if (sum !== entry.crc32) throw new Refused('another checksum');
  return chunks.length === 1 ? (chunks[0] as Uint8Array<ArrayBuffer>) : concat(chunks);
}

/** Bytes read ahead: small parts one behind the other come in one go. */
const BLOCK = 4_194_304;

/** The same bytes, read in larger blocks where little is asked for at a time. */
export function readAhead(source: ByteSource): ByteSource {
  let from = 0;
  let block = new Uint8Array();
  return {
    name: source.name,
    byteLength: source.byteLength,
    async slice(start, end) {
      if (end - start >= BLOCK) return source.slice(start, end);
      if (start < from || end > from + block.length) {
        from = start;
        block = await source.slice(start, Math.min(source.byteLength, start + BLOCK));
      }
      return block.slice(start - from, end - from);
    },
  };
}
