import { CodedError } from '../../core/errors.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { createInflater } from '../untrusted/inflate.ts';
import { Refused } from '../untrusted/json.ts';
import { MOST_BYTES, MOST_PARTS } from './limits.ts';
import { MANIFEST_PATH } from './manifest.ts';
import { slices } from './work.ts';

/**
 * Zip files (PKWARE's APPNOTE 6.3) as untrusted input: the central directory alone is believed, and only where the parts
 * it names lie in the file one behind the other. No encryption, no 64-bit extension, no several disks.
 */
export interface ZipEntry {
  readonly path: string;
  readonly crc32: number;
  /** Bytes, inflated, as declared; reading stops there. */
  readonly length: number;
  readonly deflated: boolean;
  readonly compressed: Blob;
}

const END = { signature: 0x06054b50, bytes: 22, mostComment: 0xffff } as const;
const CENTRAL = { signature: 0x02014b50, bytes: 46 } as const;
const LOCAL = { signature: 0x04034b50, bytes: 30 } as const;
const MOST_DIRECTORY = 1_000_000;
const ENCRYPTED = 1;
const PATH = /^[a-z0-9][a-z0-9.-]{0,60}(\/[a-z0-9][a-z0-9.-]{0,60}){0,3}$/u;

const bytesOf = async (blob: Blob, start: number, end: number): Promise<DataView> =>
  new DataView(await blob.slice(start, end).arrayBuffer());

const ascii = (view: DataView, at: number, length: number): string => {
  if (at + length > view.byteLength) throw new Refused('a name past its end');
  return String.fromCharCode(...new Uint8Array(view.buffer, at, length));
};

interface Directory {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** The zip's own checksum of a part that was read. */
export async function crc32(bytes: Uint8Array): Promise<number> {
  const { ZipPassThrough } = await import('fflate');
  const part = new ZipPassThrough('');
  part.ondata = () => undefined;
  part.push(bytes, true);
  return part.crc >>> 0;
}

/** Whether this begins as a zip does. */
export async function looksZipped(file: Blob): Promise<boolean> {
  const head = await bytesOf(file, 0, 4);
  return head.byteLength === 4 && head.getUint32(0, true) === LOCAL.signature;
}

async function findDirectory(file: Blob): Promise<Directory> {
  const from = Math.max(0, file.size - END.bytes - END.mostComment);
  const tail = await bytesOf(file, from, file.size);
  for (let at = tail.byteLength - END.bytes; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END.signature) continue;
    if (at + END.bytes + tail.getUint16(at + 20, true) !== tail.byteLength) continue;
    const count = tail.getUint16(at + 10, true);
    const size = tail.getUint32(at + 12, true);
    const start = tail.getUint32(at + 16, true);
    const end = start + size;
    if (tail.getUint32(at + 4, true) !== 0 || tail.getUint16(at + 8, true) !== count)
      throw new Refused('several disks');
    if (end !== from + at || size > MOST_DIRECTORY || count > MOST_PARTS) throw new Refused('a directory out of place');
    return { count, start, end };
  }
  throw new Refused('cut short');
}

interface Listed extends Omit<ZipEntry, 'compressed'> {
  readonly compressedLength: number;
  readonly localStart: number;
}

function list(view: DataView, count: number): Listed[] {
  const listed: Listed[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL.bytes > view.byteLength || view.getUint32(at, true) !== CENTRAL.signature) {
      throw new Refused('a directory with too few entries');
    }
    const method = view.getUint16(at + 10, true);
    const nameLength = view.getUint16(at + 28, true);
    const path = ascii(view, at + CENTRAL.bytes, nameLength);
    if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0 || (method !== 0 && method !== 8)) {
      throw new Refused('packed in a way that no project file is');
    }
    const entry: Listed = {
      path,
      crc32: view.getUint32(at + 16, true),
      compressedLength: view.getUint32(at + 20, true),
      length: view.getUint32(at + 24, true),
      deflated: method === 8,
      localStart: view.getUint32(at + 42, true),
    };
    if (!entry.deflated && entry.length !== entry.compressedLength) throw new Refused('lengths that differ');
    listed.push(entry);
    at += CENTRAL.bytes + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (at !== view.byteLength) throw new Refused('a directory with more than it says');
  return listed;
}

/**
 * What the zip holds, by path.
 * @throws project-file.not-one where it is a zip of something else, Refused
 */
export async function readZip(file: Blob): Promise<ReadonlyMap<string, ZipEntry>> {
  const directory = await findDirectory(file);
  const listed = list(await bytesOf(file, directory.start, directory.end), directory.count);
  if (!listed.some(({ path }) => path === MANIFEST_PATH)) throw new CodedError('project-file.not-one');
  if (!listed.every(({ path }) => PATH.test(path))) throw new Refused('a name that no project file has');
  const declared = listed.reduce((sum, entry) => sum + entry.length, 0);
  if (declared > MOST_BYTES) throw new Refused('longer than it may be');
  const entries = new Map<string, ZipEntry>();
  let free = 0;
  // Parts that lie over each other would inflate the same bytes again and again.
  for (const { compressedLength, localStart, ...entry } of listed.toSorted((a, b) => a.localStart - b.localStart)) {
    const local = await bytesOf(file, localStart, localStart + LOCAL.bytes + entry.path.length);
    if (localStart < free || local.byteLength < LOCAL.bytes || local.getUint32(0, true) !== LOCAL.signature) {
      throw new Refused('a part out of place');
    }
    const nameLength = local.getUint16(26, true);
    const start = localStart + LOCAL.bytes + nameLength + local.getUint16(28, true);
    free = start + compressedLength;
    if (free > directory.start) throw new Refused('a part out of place');
    if (nameLength !== entry.path.length || ascii(local, LOCAL.bytes, nameLength) !== entry.path) {
      throw new Refused('a part with two names');
    }
    if (entries.has(entry.path)) throw new Refused('two parts of one name');
    entries.set(entry.path, { ...entry, compressed: file.slice(start, free) });
  }
  return entries;
}

/**
 * Hands on the bytes of a part in pieces.
 * @throws Refused where they are not what was declared, CancelledError
 */
export async function inflateEntry(
  { compressed, deflated, length }: ZipEntry,
  pacer: Pacer,
  onChunk: (chunk: Uint8Array<ArrayBuffer>) => void,
): Promise<void> {
  let got = 0;
  const take = (chunk: Uint8Array<ArrayBuffer>): void => {
    got += chunk.length;
    onChunk(chunk);
  };
  if (!deflated) {
    for await (const slice of slices(compressed, pacer)) take(slice);
  } else {
    const inflater = await createInflater(length, take);
    for await (const slice of slices(compressed, pacer)) {
      for (const _ of inflater.push(slice)) await pacer.pause();
    }
    inflater.end();
  }
  if (got !== length) throw new Refused('lengths that differ');
}
