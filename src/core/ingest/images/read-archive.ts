import { CodedError, type Finding } from '../../errors.ts';
import type { Pacer } from '../../learn/pacer.ts';
import { OverLimit, readDirectory, type ZipEntry } from '../zip/directory.ts';
import { Bomb, readEntry } from '../zip/read-entry.ts';
import { Refused } from '../../refused.ts';
import { bytesSource } from '../byte-source.ts';
import { readTable } from '../read-table.ts';
import type { ByteSource, ReadOptions, ReadProgress, ReadResult } from '../types.ts';
import { listArchive, type ArchiveList } from './archive-list.ts';
import type { DecodePicture } from './decode.ts';
import { readPictures } from './read-pictures.ts';

/** Limits of what is taken from an archive. Nothing it says of itself is trusted: inflating stops where they end. */
const LIMITS = { entries: 200_000, directoryBytes: 64_000_000 } as const;
const MOST_BYTES = 2_000_000_000;
const MOST_ENTRY_BYTES = 64_000_000;
const NAMED = 5;

const namesOf = (entries: readonly ZipEntry[]): string[] => entries.slice(0, NAMED).map(({ path }) => path);

/** @throws ingest.zip-damaged, ingest.not-a-table, ingest.zip-too-many, ingest.zip-encrypted, ingest.zip-too-large */
async function openArchive(source: ByteSource): Promise<ArchiveList> {
  const { name: file } = source;
  let entries: readonly ZipEntry[];
  try {
    entries = await readDirectory(source, LIMITS);
  } catch (cause) {
    if (cause instanceof OverLimit)
      throw new CodedError('ingest.zip-too-many', { file, most: LIMITS.entries }, { cause });
    // Under another name it may be a workbook, or no zip at all.
    if (cause instanceof Refused && !/\.zip$/i.test(file)) {
      throw new CodedError('ingest.not-a-table', { file, kind: 'zip-or-xlsx' }, { cause });
    }
    if (cause instanceof Refused) throw new CodedError('ingest.zip-damaged', { file }, { cause });
    throw cause;
  }
  const list = listArchive(entries);
  const wanted = [...list.pictures, ...list.tables];
  if (wanted.some(({ encrypted }) => encrypted)) throw new CodedError('ingest.zip-encrypted', { file });
  const bytes = wanted.reduce((sum, { length }) => sum + Math.min(length, MOST_ENTRY_BYTES), 0);
  if (bytes > MOST_BYTES) throw new CodedError('ingest.zip-too-large', { file, most: '2 GB' });
  return list;
}

/** What is wrong with an archive without pictures and with no table, or several. */
function refusal({ tables, archives, isOffice }: ArchiveList, file: string): CodedError {
  if (isOffice) return new CodedError('ingest.not-a-table', { file, kind: 'zip-or-xlsx' });
  if (tables.length > 1) return new CodedError('ingest.zip-several-tables', { file, names: namesOf(tables) });
  if (archives.length > 0) return new CodedError('ingest.zip-nested', { file, names: namesOf(archives) });
  return new CodedError('ingest.zip-nothing', { file });
}

/**
 * The bytes of the only table in an archive without pictures, as a file of its own.
 * @throws ingest.zip-* where it holds something else or cannot be read
 */
async function onlyTable(source: ByteSource, list: ArchiveList, pacer: Pacer): Promise<ByteSource> {
  const { name: file } = source;
  const [entry] = list.tables;
  if (!entry || list.tables.length > 1 || list.isOffice) throw refusal(list, file);
  if (entry.length > MOST_ENTRY_BYTES) throw new CodedError('ingest.zip-too-large', { file, most: '64 MB' });
  try {
    return bytesSource(await readEntry(source, entry, pacer), entry.path);
  } catch (cause) {
    if (cause instanceof Bomb) throw new CodedError('ingest.zip-bomb', { file }, { cause });
    if (cause instanceof Refused) throw new CodedError('ingest.zip-damaged', { file }, { cause });
    throw cause;
  }
}

/**
 * Reads a zip: of pictures, with labels from its folders or from a table in it; or of a single table of text.
 * @param decode draws a picture file
 * @throws ingest.zip-*, ingest.no-pictures-kept, ingest.pictures-too-much, CancelledError; of a table, as `readTable`
 */
export async function* readArchive(
  source: ByteSource,
  options: ReadOptions,
  decode: DecodePicture,
  pacer: Pacer,
): AsyncGenerator<ReadProgress, ReadResult> {
  const list = await openArchive(source);
  if (list.pictures.length > 0) {
    return yield* readPictures({ source, list, options, decode, pacer, mostBytes: MOST_ENTRY_BYTES });
  }
  const table = await onlyTable(source, list, pacer);
  const { table: read, reading } = yield* readTable(table, options, pacer);
  const told: Finding = { code: 'ingest.zip-table', level: 'note', params: { file: source.name, name: table.name } };
  return {
    table: read,
    reading: {
      ...reading,
      fileName: source.name,
      byteLength: source.byteLength,
      compressed: true,
      findings: [told, ...reading.findings],
    },
  };
}

/**
 * What a preview of the archive shows: its only table, or undefined where it holds pictures.
 * @throws ingest.zip-*
 */
export async function tableInArchive(source: ByteSource, pacer: Pacer): Promise<ByteSource | undefined> {
  const list = await openArchive(source);
  return list.pictures.length > 0 ? undefined : onlyTable(source, list, pacer);
}
