import { Refused } from '../../refused.ts';
import { countUtf8, likeliestOlder } from '../encoding.ts';
import type { ByteSource } from '../types.ts';

/**
 * Zip files (PKWARE's APPNOTE 6.3) as untrusted input: the central directory alone is believed, and of it only what lies
 * in the file one part behind the other. No several disks.
 */
export interface ZipEntry {
  /** As written, `/` between folders; ends in one where it is a folder. */
  readonly path: string;
  /** The path's bytes as written. */
  readonly rawPath: Uint8Array;
  readonly crc32: number;
  /** Bytes, inflated, as declared: reading stops there, and before it where the caller says so. */
  readonly length: number;
  readonly compressedLength: number;
  readonly method: 'stored' | 'deflated' | 'other';
  readonly encrypted: boolean;
  /** Bytes of the file that the part may take up, its local header first: those up to whatever comes next. */
  readonly start: number;
  readonly end: number;
}

export interface ZipLimits {
  readonly entries: number;
  /** Bytes of the central directory. */
  readonly directoryBytes: number;
}

/** More parts, or a longer directory, than the caller takes. */
export class OverLimit extends Refused {}

const END = { signature: 0x06054b50, bytes: 22, mostComment: 0xffff } as const;
const END64 = { signature: 0x06064b50, bytes: 56 } as const;
const LOCATOR64 = { signature: 0x07064b50, bytes: 20 } as const;
const CENTRAL = { signature: 0x02014b50, bytes: 46 } as const;
const FULL16 = 0xffff;
const FULL32 = 0xffffffff;
const ENCRYPTED = 1;
const UTF8 = 1 << 11;
const EXTRA_64 = 0x0001;
const EXTRA_UNICODE_PATH = 0x7075;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Past 2^53 no file is. */
const uint64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

interface Directory {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** Whether this begins as a zip does, an empty one included. */
export const looksZipped = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));

async function findDirectory(source: ByteSource): Promise<Directory> {
  const from = Math.max(0, source.byteLength - END.bytes - END.mostComment);
  const tail = viewOf(await source.slice(from, source.byteLength));
  for (let at = tail.byteLength - END.bytes; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END.signature) continue;
    if (at + END.bytes + tail.getUint16(at + 20, true) !== tail.byteLength) continue;
    const count = tail.getUint16(at + 10, true);
    const size = tail.getUint32(at + 12, true);
    const start = tail.getUint32(at + 16, true);
    if (count === FULL16 || size === FULL32 || start === FULL32) {
      const large = await findLarge(source, from + at);
      if (large) return large;
    }
    if (tail.getUint32(at + 4, true) !== 0 || tail.getUint16(at + 8, true) !== count)
      throw new Refused('several disks');
    if (start + size !== from + at) throw new Refused('a directory out of place');
    return { count, start, end: start + size };
  }
  throw new Refused('cut short');
}

/** The 64-bit directory that a locator just before `end` points to. */
async function findLarge(source: ByteSource, end: number): Promise<Directory | undefined> {
  const locator = viewOf(await source.slice(Math.max(0, end - LOCATOR64.bytes), end));
  if (locator.byteLength < LOCATOR64.bytes || locator.getUint32(0, true) !== LOCATOR64.signature) return undefined;
  const at = uint64(locator, 8);
  const record = viewOf(await source.slice(at, at + END64.bytes));
  const isWhole = record.byteLength === END64.bytes && record.getUint32(0, true) === END64.signature;
  if (!isWhole) throw new Refused('a directory out of place');
  const count = uint64(record, 32);
  const start = uint64(record, 48);
  const size = uint64(record, 40);
  if (record.getUint32(16, true) !== 0 || uint64(record, 24) !== count) throw new Refused('several disks');
  if (start + size !== at || at > end) throw new Refused('a directory out of place');
  return { count, start, end: at };
}

interface Listed extends Omit<ZipEntry, 'path' | 'end'> {
  /** Absent where the bytes may be in any encoding. */
  readonly path: string | undefined;
}

/** What the extra fields say instead of the entry's own. */
interface Extra {
  readonly path?: string;
  /** 64-bit lengths and place, in the order in which the entry's own were full. */
  readonly large: readonly number[];
}

function readExtra(view: DataView, from: number, to: number): Extra {
  let path: string | undefined;
  const large: number[] = [];
  for (let at = from; at + 4 <= to;) {
    const id = view.getUint16(at, true);
    const begin = at + 4;
    const end = begin + view.getUint16(at + 2, true);
    if (end > to) break;
    if (id === EXTRA_64) for (let field = begin; field + 8 <= end; field += 8) large.push(uint64(view, field));
    if (id === EXTRA_UNICODE_PATH && end - begin > 5) {
      path = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + begin + 5, end - begin - 5));
    }
    at = end;
  }
  return path === undefined ? { large } : { path, large };
}

function readEntry(view: DataView, at: number): { readonly entry: Listed; readonly next: number } {
  if (at + CENTRAL.bytes > view.byteLength || view.getUint32(at, true) !== CENTRAL.signature) {
    throw new Refused('a directory with too few entries');
  }
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const nameEnd = at + CENTRAL.bytes + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > view.byteLength) throw new Refused('a name past its end');
  const rawPath = new Uint8Array(view.buffer, view.byteOffset + at + CENTRAL.bytes, nameEnd - at - CENTRAL.bytes);
  const extra = readExtra(view, nameEnd, extraEnd);
  const large = [...extra.large];
  const full = (value: number): number => (value === FULL32 ? (large.shift() ?? value) : value);
  const length = full(view.getUint32(at + 24, true));
  const compressedLength = full(view.getUint32(at + 20, true));
  const start = full(view.getUint32(at + 42, true));
  if (method === 0 && length !== compressedLength) throw new Refused('lengths that differ');
  const isUtf8 = (flags & UTF8) !== 0 || countUtf8(rawPath).invalid === 0;
  const entry: Listed = {
    path: extra.path ?? (isUtf8 ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(rawPath) : undefined),
    rawPath,
    crc32: view.getUint32(at + 16, true),
    length,
    compressedLength,
    method: method === 0 ? 'stored' : method === 8 ? 'deflated' : 'other',
    encrypted: (flags & ENCRYPTED) !== 0,
    start,
  };
  return { entry, next };
}

/** Names of old Windows archives have no stated encoding: the likeliest for all of them together. */
function olderNames(listed: readonly Listed[]): TextDecoder {
  const names = listed.filter(({ path }) => path === undefined).map(({ rawPath }) => rawPath);
  const all = new Uint8Array(names.reduce((sum, name) => sum + name.length + 1, 0)).fill(0x0a);
  let at = 0;
  for (const name of names) {
    all.set(name, at);
    at += name.length + 1;
  }
  return new TextDecoder(names.length > 0 ? likeliestOlder(all).encoding : 'utf-8');
}

/**
 * What a zip holds, in the directory's order.
 * @throws Refused where it is damaged, OverLimit where it goes past the limits
 */
export async function readDirectory(source: ByteSource, limits: ZipLimits): Promise<readonly ZipEntry[]> {
  const { count, start, end } = await findDirectory(source);
  if (end - start > limits.directoryBytes || count > limits.entries) throw new OverLimit('more parts than it may have');
  const view = viewOf(await source.slice(start, end));
  const listed: Listed[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const { entry, next } = readEntry(view, at);
    listed.push(entry);
    at = next;
  }
  if (at !== view.byteLength) throw new Refused('a directory with more than it says');
  const order = listed.map((_, i) => i).toSorted((a, b) => (listed[a] as Listed).start - (listed[b] as Listed).start);
  const ends = new Float64Array(count);
  // Parts that lie over each other would inflate the same bytes again and again.
  order.forEach((entry, i) => {
    ends[entry] = i + 1 < count ? (listed[order[i + 1] as number] as Listed).start : start;
  });
  const older = olderNames(listed);
  return listed.map((entry, i) => ({
    ...entry,
    path: entry.path ?? older.decode(entry.rawPath),
    end: Math.min(ends[i] as number, start),
  }));
}
