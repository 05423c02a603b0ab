import { CodedError } from '../../core/errors.ts';
import { createSha256 } from '../../core/prepare/sha256.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import type { AnyModel } from '../../lenses/any.ts';
import type { ScoredBatch } from '../../workers/train-contract.ts';
import { readBatch, readModel, readSummary } from '../formats.ts';
import type { ProjectRecord } from '../generations.ts';
import { readRecord, type Format } from '../record.ts';
import type { ModelSummary } from '../summaries.ts';
import { concat } from '../../core/ingest/zip/inflate.ts';
import { crc32 } from '../../core/ingest/zip/crc32.ts';
import { Refused } from '../../core/refused.ts';
import { decodeText, parseUntrusted } from '../untrusted/json.ts';
import { fromBinaryJson } from './binary-json.ts';
import { checkBatch, checkModel } from './check.ts';
import { MOST_JSON } from './limits.ts';
import { isLocked, unlock } from './locked.ts';
import {
  expectedPaths,
  MANIFEST_PATH,
  MANIFEST_VERSION,
  manifestVersion,
  MOST_MANIFEST,
  PATHS,
  readManifest,
  type Manifest,
  type ManifestPart,
} from './manifest.ts';
import { createBlobBuilder, pacerOf, type WorkOptions } from './work.ts';
import { inflateEntry, looksZipped, readZip, type ZipEntry } from './zip-reader.ts';

/** What a project file held, checked. */
export interface OpenedProject {
  readonly withData: boolean;
  readonly project: ProjectRecord;
  readonly models: readonly { readonly model: AnyModel; readonly summary: ModelSummary }[];
  readonly batches: readonly ScoredBatch[];
  readonly files: readonly { readonly id: string; readonly name: string; readonly blob: Blob }[];
}

const damaged = (where: string, cause?: unknown): CodedError =>
  new CodedError('project-file.damaged', { where }, { cause });

async function readSmall(entry: ZipEntry, most: number, pacer: Pacer): Promise<Uint8Array<ArrayBuffer>> {
  if (entry.length > most) throw new Refused('longer than it may be');
  const chunks: Uint8Array[] = [];
  await inflateEntry(entry, pacer, (chunk) => chunks.push(chunk));
  return concat(chunks);
}

/** @throws project-file.not-one, project-file.newer, Refused */
async function openManifest(entries: ReadonlyMap<string, ZipEntry>, pacer: Pacer): Promise<Manifest> {
  const entry = entries.get(MANIFEST_PATH);
  if (!entry) throw new CodedError('project-file.not-one');
  const bytes = await readSmall(entry, MOST_MANIFEST, pacer);
  // The other parts have checksums in the manifest; the manifest has the zip's.
  if (crc32(bytes) !== entry.crc32) throw new Refused('a manifest of another checksum');
  const value = parseUntrusted(decodeText(bytes));
  const version = manifestVersion(value);
  if (version === undefined) throw new CodedError('project-file.not-one');
  if (version > MANIFEST_VERSION) throw new CodedError('project-file.newer', { version, known: MANIFEST_VERSION });
  const manifest = readManifest(value);
  if (!manifest) throw new Refused('not a manifest');
  return manifest;
}

/** Each part that there must be, and nothing else. */
function matchParts(manifest: Manifest, entries: ReadonlyMap<string, ZipEntry>): ReadonlyMap<string, ManifestPart> {
  const parts = new Map(manifest.parts.map((part) => [part.path, part]));
  const expected = expectedPaths(manifest);
  const complete = expected.every((path) => parts.get(path)?.length === entries.get(path)?.length && entries.has(path));
  const exact = manifest.parts.length === expected.length && entries.size === expected.length + 1;
  if (!complete || !exact) throw new Refused('parts that are missing or too many');
  return parts;
}

/** Reads parts and compares their checksums. */
interface PartReader {
  /** @throws Refused, CancelledError */
  blob(path: string): Promise<Blob>;
  bytes(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** JSON, with the binary part that belongs to it. */
  plain(path: string, binary?: string): Promise<unknown>;
}

function createPartReader(
  entries: ReadonlyMap<string, ZipEntry>,
  parts: ReadonlyMap<string, ManifestPart>,
  pacer: Pacer,
  onBytes: (count: number) => void,
): PartReader {
  const read = async (path: string, onChunk: (chunk: Uint8Array<ArrayBuffer>) => void): Promise<void> => {
    const hash = createSha256();
    await inflateEntry(entries.get(path) as ZipEntry, pacer, (chunk) => {
      hash.update(chunk);
      onBytes(chunk.length);
      onChunk(chunk);
    });
    if (hash.hex() !== parts.get(path)?.sha256) throw new Refused('a part of another checksum');
  };
  const bytes = async (path: string): Promise<Uint8Array<ArrayBuffer>> => {
    const chunks: Uint8Array[] = [];
    await read(path, (chunk) => chunks.push(chunk));
    return concat(chunks);
  };
  return {
    bytes,
    async blob(path) {
      const builder = createBlobBuilder();
      await read(path, (chunk) => builder.add(chunk));
      return builder.blob();
    },
    async plain(path, binary) {
      if ((entries.get(path)?.length ?? 0) > MOST_JSON) throw new Refused('longer than it may be');
      const value = parseUntrusted(decodeText(await bytes(path)));
      return fromBinaryJson(value, binary === undefined ? new Uint8Array(0) : await bytes(binary));
    },
  };
}

/** A record's own check says `storage.*`, of what this browser keeps; here it is a file that is wrong. */
function checked<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CodedError && error.code === 'storage.newer-record') {
      throw new CodedError('project-file.newer', error.params, { cause: error });
    }
    if (error instanceof CodedError || error instanceof Refused) throw damaged(where, error);
    throw error;
  }
}

function refuseRepeats(ids: readonly string[], where: string): void {
  if (new Set(ids).size !== ids.length) throw damaged(where);
}

async function readParts(manifest: Manifest, reader: PartReader, format: Format): Promise<OpenedProject> {
  const project = await reader.plain(PATHS.project);
  const opened = checked('project', () => readRecord(format, project) as ProjectRecord);
  const models: OpenedProject['models'][number][] = [];
  for (let index = 0; index < manifest.models; index++) {
    const { json, binary } = PATHS.model(index);
    const record = await reader.plain(json, binary);
    const model = checked('models', () => checkModel(readModel(record)));
    const about = await reader.plain(PATHS.summary(index));
    const summary = checked('models', () => readSummary(about));
    if (summary.id !== model.id || summary.projectId !== opened.id) throw damaged('models');
    models.push({ model, summary });
  }
  const batches: ScoredBatch[] = [];
  for (let index = 0; index < manifest.batches; index++) {
    const { json, binary } = PATHS.batch(index);
    const record = await reader.plain(json, binary);
    batches.push(checked('batches', () => checkBatch(readBatch(record))));
  }
  const files: OpenedProject['files'][number][] = [];
  for (const [index, file] of manifest.files.entries()) {
    files.push({ ...file, blob: await reader.blob(PATHS.file(index)) });
  }
  refuseRepeats(
    models.map(({ model }) => model.id),
    'models',
  );
  refuseRepeats(
    batches.map(({ id }) => id),
    'batches',
  );
  refuseRepeats(
    files.map(({ id }) => id),
    'data',
  );
  const known = new Set(models.map(({ model }) => model.id));
  if (batches.some(({ modelId }) => !known.has(modelId))) throw damaged('batches');
  return { withData: manifest.withData, project: opened, models, batches, files };
}

/** Share of the bar that decrypting takes. */
const UNLOCKING = 0.3;

/**
 * Opens a project file as untrusted input: nothing of it is used before all of it has been checked.
 * @param format how the project document is checked
 * @throws project-file.not-one, project-file.damaged, project-file.newer, project-file.needs-passphrase,
 *   project-file.wrong-passphrase, project-file.no-crypto, CancelledError
 */
export async function openProject(
  file: Blob,
  format: Format,
  options: WorkOptions & { readonly passphrase?: string } = {},
): Promise<OpenedProject> {
  const locked = await isLocked(file);
  if (locked && options.passphrase === undefined) throw new CodedError('project-file.needs-passphrase');
  const before = locked ? UNLOCKING : 0;
  const onProgress = (share: number): void => options.onProgress?.(UNLOCKING * share);
  const zip = locked ? await unlock(file, options.passphrase ?? '', { ...options, onProgress }) : file;
  if (!(await looksZipped(zip))) throw new CodedError('project-file.not-one');
  const pacer = pacerOf(options);
  try {
    const entries = await readZip(zip);
    const manifest = await openManifest(entries, pacer);
    const parts = matchParts(manifest, entries);
    const total = Math.max(
      1,
      manifest.parts.reduce((sum, { length }) => sum + length, 0),
    );
    let done = 0;
    const reader = createPartReader(entries, parts, pacer, (count) => {
      done += count;
      options.onProgress?.(before + (1 - before) * Math.min(1, done / total));
    });
    return await readParts(manifest, reader, format);
  } catch (error) {
    if (error instanceof Refused) throw damaged('file', error);
    throw error;
  }
}
