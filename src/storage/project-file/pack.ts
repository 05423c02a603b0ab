import { CodedError } from '../../core/errors.ts';
import type { AnyModel } from '../../lenses/any.ts';
import type { ScoredBatch } from '../../workers/train-contract.ts';
import { BATCH, inFormat, SUMMARY } from '../formats.ts';
import type { ProjectRecord } from '../generations.ts';
import type { ModelSummary } from '../summaries.ts';
import { toBinaryJson } from './binary-json.ts';
import { MOST_BYTES, MOST_JSON, MOST_PARTS } from './limits.ts';
import { lock } from './locked.ts';
import { MANIFEST_PATH, MANIFEST_VERSION, PATHS, type Manifest, type ManifestPart } from './manifest.ts';
import { pacerOf, type WorkOptions } from './work.ts';
import { createZipWriter } from './zip-writer.ts';

/** What goes into a project file, each thing fetched when its turn comes. */
export interface ProjectContents {
  readonly project: ProjectRecord;
  readonly models: readonly { readonly summary: ModelSummary; readonly load: () => Promise<AnyModel> }[];
  /** Scored batches and data files hold rows. */
  readonly withRows?: {
    readonly batches: readonly { readonly load: () => Promise<ScoredBatch> }[];
    readonly files: readonly { readonly id: string; readonly name: string; readonly blob: Blob }[];
  };
}

export interface PackOptions extends WorkOptions {
  readonly appVersion: string;
  /** ISO 8601, the day alone. */
  readonly createdOn: string;
  readonly passphrase?: string;
  /** Fewer than usual, for tests. */
  readonly iterations?: number;
}

/** Deflating these again gains nothing. */
const PACKED = /\.(gz|zip|xlsx|parquet|zst|bz2|7z|png|jpe?g)$/iu;

/** Share of the bar that encrypting takes. */
const LOCKING = 0.3;

/**
 * The project as one file: a zip with versioned JSON and binary weights, encrypted where a passphrase is given.
 * @throws project-file.too-large, project-file.no-crypto, CancelledError, and whatever loading throws
 */
export async function packProject(contents: ProjectContents, options: PackOptions): Promise<Blob> {
  const { project, models, withRows } = contents;
  const { passphrase } = options;
  const batches = withRows?.batches ?? [];
  const files = withRows?.files ?? [];
  const rowBytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
  if (rowBytes > MOST_BYTES) throw new CodedError('project-file.too-large', { bytes: rowBytes, most: MOST_BYTES });

  const zipping = passphrase === undefined ? 1 : 1 - LOCKING;
  // Models and batches are small beside the data; their sizes are not known before they are loaded.
  const known = Math.max(1, rowBytes + models.reduce((sum, { summary }) => sum + summary.byteLength, 0));
  let taken = 0;
  let written = 0;
  const zip = await createZipWriter(pacerOf(options), (count) => {
    taken += count;
    options.onProgress?.(Math.min(1, taken / known) * zipping);
  });
  const parts: ManifestPart[] = [];
  const add = async (path: string, bytes: Blob, packed = false): Promise<void> => {
    written += bytes.size;
    if (written > MOST_BYTES) throw new CodedError('project-file.too-large', { bytes: written, most: MOST_BYTES });
    parts.push(await zip.add(path, bytes, packed));
    if (parts.length >= MOST_PARTS) throw new CodedError('project-file.too-many', { most: MOST_PARTS });
  };
  const addPlain = async (value: unknown, json: string, binary?: string): Promise<void> => {
    const plain = toBinaryJson(value);
    const text = new Blob([plain.json]);
    if (text.size > MOST_JSON) throw new CodedError('project-file.too-large', { bytes: text.size, most: MOST_JSON });
    await add(json, text);
    if (binary !== undefined) await add(binary, new Blob([...plain.binary]));
  };

  await addPlain(project, PATHS.project);
  for (const [index, { summary, load }] of models.entries()) {
    const { json, binary } = PATHS.model(index);
    await addPlain(await load(), json, binary);
    await addPlain(inFormat(SUMMARY, { summary }), PATHS.summary(index));
  }
  for (const [index, { load }] of batches.entries()) {
    const { json, binary } = PATHS.batch(index);
    await addPlain(inFormat(BATCH, { batch: await load() }), json, binary);
  }
  for (const [index, { name, blob }] of files.entries()) await add(PATHS.file(index), blob, PACKED.test(name));

  const manifest: Manifest = {
    format: 'sightglass.project-file',
    version: MANIFEST_VERSION,
    app: options.appVersion,
    createdOn: options.createdOn,
    withData: withRows !== undefined,
    models: models.length,
    batches: batches.length,
    files: files.map(({ id, name }) => ({ id, name })),
    parts,
  };
  await zip.add(MANIFEST_PATH, new Blob([JSON.stringify(manifest)]));
  const zipped = zip.end();
  if (passphrase === undefined) return zipped;
  const onProgress = (share: number): void => options.onProgress?.(zipping + LOCKING * share);
  return lock(zipped, passphrase, { ...options, onProgress });
}
