import * as v from 'valibot';
import { MOST_BYTES, MOST_PARTS } from './limits.ts';

/** Raised when project files can no longer be read by the page before. */
export const MANIFEST_VERSION = 1;
export const MANIFEST_PATH = 'manifest.json';
export const MOST_MANIFEST = 4_000_000;

const Head = v.object({
  format: v.literal('sightglass.project-file'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_PARTS));
const Name = v.pipe(v.string(), v.maxLength(1_000));

const Manifest = v.object({
  format: v.literal('sightglass.project-file'),
  version: v.literal(MANIFEST_VERSION),
  /** Version of the page that wrote it. */
  app: v.pipe(v.string(), v.maxLength(40)),
  /** ISO 8601, the day alone. */
  createdOn: v.pipe(v.string(), v.isoDate()),
  withData: v.boolean(),
  models: Count,
  batches: Count,
  /** Data files, as the project names them. */
  files: v.pipe(v.array(v.object({ id: Name, name: Name })), v.maxLength(MOST_PARTS)),
  /** Every part but this one. */
  parts: v.pipe(
    v.array(
      v.object({
        path: v.pipe(v.string(), v.maxLength(250)),
        length: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_BYTES)),
        sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
      }),
    ),
    v.maxLength(MOST_PARTS),
  ),
});
export type Manifest = v.InferOutput<typeof Manifest>;
export type ManifestPart = Manifest['parts'][number];

/** The version that the manifest claims; undefined where it is none. */
export function manifestVersion(value: unknown): number | undefined {
  const head = v.safeParse(Head, value);
  return head.success ? head.output.version : undefined;
}

export function readManifest(value: unknown): Manifest | undefined {
  const checked = v.safeParse(Manifest, value);
  return checked.success ? checked.output : undefined;
}

/** Where things lie in the zip. */
export const PATHS = {
  project: 'project.json',
  model: (index: number) => ({ json: `models/${index}/model.json`, binary: `models/${index}/weights.bin` }),
  summary: (index: number) => `models/${index}/summary.json`,
  batch: (index: number) => ({ json: `batches/${index}/batch.json`, binary: `batches/${index}/columns.bin` }),
  file: (index: number) => `data/${index}`,
} as const;

/** Exactly the parts that a file with these contents has. */
export function expectedPaths({ models, batches, files }: Pick<Manifest, 'models' | 'batches' | 'files'>): string[] {
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  return [
    PATHS.project,
    ...upTo(models).flatMap((index) => [...Object.values(PATHS.model(index)), PATHS.summary(index)]),
    ...upTo(batches).flatMap((index) => Object.values(PATHS.batch(index))),
    ...upTo(files.length).map(PATHS.file),
  ];
}
