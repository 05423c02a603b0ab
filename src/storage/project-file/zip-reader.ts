import { CodedError } from '../../core/errors.ts';
import { blobSource } from '../../core/ingest/byte-source.ts';
import type { ByteSource } from '../../core/ingest/types.ts';
import { looksZipped as beginsAsZip, readDirectory, type ZipEntry as Entry } from '../../core/ingest/zip/directory.ts';
import { inflateEntry as inflate } from '../../core/ingest/zip/entry.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { Refused } from '../../core/refused.ts';
import { MOST_BYTES, MOST_PARTS } from './limits.ts';
import { MANIFEST_PATH } from './manifest.ts';

/** A part of a project file. */
export interface ZipEntry extends Entry {
  readonly source: ByteSource;
}

const MOST_DIRECTORY = 1_000_000;
const PATH = /^[a-z0-9][a-z0-9.-]{0,60}(\/[a-z0-9][a-z0-9.-]{0,60}){0,3}$/u;

/** Whether this begins as a zip does. */
export async function looksZipped(file: Blob): Promise<boolean> {
  return beginsAsZip(new Uint8Array(await file.slice(0, 4).arrayBuffer()));
}

/**
 * What the zip holds, by path.
 * @throws project-file.not-one where it is a zip of something else, Refused
 */
export async function readZip(file: Blob): Promise<ReadonlyMap<string, ZipEntry>> {
  const source = blobSource(file, '');
  const listed = await readDirectory(source, { entries: MOST_PARTS, directoryBytes: MOST_DIRECTORY });
  if (!listed.some(({ path }) => path === MANIFEST_PATH)) throw new CodedError('project-file.not-one');
  if (!listed.every(({ path }) => PATH.test(path))) throw new Refused('a name that no project file has');
  if (listed.some(({ encrypted, method }) => encrypted || method === 'other')) {
    throw new Refused('packed in a way that no project file is');
  }
  const declared = listed.reduce((sum, entry) => sum + entry.length, 0);
  if (declared > MOST_BYTES) throw new Refused('longer than it may be');
  const entries = new Map<string, ZipEntry>();
  for (const entry of listed) {
    if (entries.has(entry.path)) throw new Refused('two parts of one name');
    entries.set(entry.path, { ...entry, source });
  }
  return entries;
}

/**
 * Hands on the bytes of a part in pieces.
 * @throws Refused where they are not what was declared, CancelledError
 */
export const inflateEntry = (
  entry: ZipEntry,
  pacer: Pacer,
  onChunk: (chunk: Uint8Array<ArrayBuffer>) => void,
): Promise<void> => inflate(entry.source, entry, pacer, onChunk);
