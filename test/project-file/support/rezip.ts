import { createHash } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import { bytesOf } from './contents.ts';

export type Files = Record<string, Uint8Array<ArrayBuffer>>;

export const unzipped = async (file: Blob): Promise<Files> => unzipSync(await bytesOf(file)) as Files;

export const zipped = (files: Files): Blob => new Blob([zipSync(files, { level: 1 })]);

const encode = (value: unknown): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

export const jsonOf = (files: Files, path: string): unknown =>
  JSON.parse(Buffer.from(files[path] ?? []).toString()) as unknown;

/** A manifest that says of the parts what they are now: what is then wrong with them is no checksum. */
export function resealed(files: Files): Files {
  const manifest = jsonOf(files, 'manifest.json') as { parts: object };
  const parts = Object.entries(files)
    .filter(([path]) => path !== 'manifest.json')
    .map(([path, bytes]) => ({ path, length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }));
  return { ...files, 'manifest.json': encode({ ...manifest, parts }) };
}

/** The file with one JSON part changed and everything else as it would have been written. */
export function withPart(files: Files, path: string, change: (value: never) => unknown): Files {
  const changed = { ...files, [path]: encode(change(jsonOf(files, path) as never)) };
  return path === 'manifest.json' ? changed : resealed(changed);
}
