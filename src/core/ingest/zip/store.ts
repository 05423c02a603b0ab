import { CodedError } from '../../errors.ts';
import type { Pacer } from '../../learn/pacer.ts';
import { crc32 } from './crc32.ts';

/** A file on its way into a zip. */
export interface StoredFile {
  readonly path: string;
  readonly blob: Blob;
}

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const END64_BYTES = 56;
const LOCATOR64_BYTES = 20;
const VERSION = 20;
const VERSION64 = 45;
const UTF8 = 1 << 11;
/** 1 January 1980, the earliest that a zip can say: the same files make the same zip. */
const DAY = 0x21;
const FULL16 = 0xffff;
/** Below what lengths and places can say without their 64-bit fields. */
const MOST_BYTES = 2_000_000_000;
const READ = 1_048_576;

interface Header {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly length: number;
  readonly start: number;
}

/** Fields that both headers of a part share, from the version on. */
function writeShared(view: DataView, at: number, { name, crc, length }: Header): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, UTF8, true);
  view.setUint16(at + 8, DAY, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, length, true);
  view.setUint32(at + 18, length, true);
  view.setUint16(at + 22, name.length, true);
}

function localHeader(header: Header): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(LOCAL_BYTES + header.name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x04034b50, true);
  writeShared(view, 4, header);
  bytes.set(header.name, LOCAL_BYTES);
  return bytes;
}

function centralHeader(header: Header): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(CENTRAL_BYTES + header.name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, VERSION, true);
  writeShared(view, 6, header);
  view.setUint32(42, header.start, true);
  bytes.set(header.name, CENTRAL_BYTES);
  return bytes;
}

/** The end of the directory; with 64-bit records in front where there are more parts than 16 bits count. */
function ending(count: number, start: number, size: number): Uint8Array<ArrayBuffer> {
  const large = count >= FULL16 ? END64_BYTES + LOCATOR64_BYTES : 0;
  const bytes = new Uint8Array(large + END_BYTES);
  const view = new DataView(bytes.buffer);
  if (large > 0) {
    view.setUint32(0, 0x06064b50, true);
    view.setBigUint64(4, BigInt(END64_BYTES - 12), true);
    view.setUint16(12, VERSION64, true);
    view.setUint16(14, VERSION64, true);
    for (const at of [24, 32]) view.setBigUint64(at, BigInt(count), true);
    view.setBigUint64(40, BigInt(size), true);
    view.setBigUint64(48, BigInt(start), true);
    view.setUint32(END64_BYTES, 0x07064b50, true);
    view.setBigUint64(END64_BYTES + 8, BigInt(start + size), true);
    view.setUint32(END64_BYTES + 16, 1, true);
  }
  view.setUint32(large, 0x06054b50, true);
  for (const at of [8, 10]) view.setUint16(large + at, Math.min(count, FULL16), true);
  view.setUint32(large + 12, size, true);
  view.setUint32(large + 16, start, true);
  return bytes;
}

async function checksum(blob: Blob, name: string, pacer: Pacer): Promise<number> {
  let sum = 0;
  for (let at = 0; at < blob.size; at += READ) {
    await pacer.pause();
    try {
      sum = crc32(new Uint8Array(await blob.slice(at, at + READ).arrayBuffer()), sum);
    } catch (cause) {
      throw new CodedError('ingest.unreadable-file', { file: name }, { cause });
    }
  }
  return sum;
}

/**
 * Puts files into a zip as they are, uncompressed and in the order given. The zip refers to the files: their bytes are
 * read for their checksums, a piece at a time, and stay where they are.
 * @param name of the zip, named where there is too much
 * @param onFile told how many files are in
 * @throws ingest.zip-too-large, ingest.unreadable-file, CancelledError
 */
export async function storeZip(
  files: readonly StoredFile[],
  name: string,
  pacer: Pacer,
  onFile: (done: number) => void,
): Promise<Blob> {
  if (files.reduce((sum, { blob }) => sum + blob.size, 0) > MOST_BYTES) {
    throw new CodedError('ingest.zip-too-large', { file: name, most: '2 GB' });
  }
  const encoder = new TextEncoder();
  const parts: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let [start, size] = [0, 0];
  for (const [index, { path, blob }] of files.entries()) {
    await pacer.pause();
    const crc = await checksum(blob, path, pacer);
    const header = { name: encoder.encode(path).subarray(0, FULL16), crc, length: blob.size, start };
    const local = localHeader(header);
    const central = centralHeader(header);
    parts.push(local, blob);
    directory.push(central);
    start += local.length + blob.size;
    size += central.length;
    onFile(index + 1);
  }
  return new Blob([...parts, ...directory, ending(files.length, start, size)], { type: 'application/zip' });
}
