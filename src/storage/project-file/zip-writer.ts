import { createSha256 } from '../../core/prepare/sha256.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import { createBlobBuilder, slices } from './work.ts';

/** What is known of a part once it is in the zip. */
export interface WrittenPart {
  readonly path: string;
  /** Bytes, inflated. */
  readonly length: number;
  readonly sha256: string;
}

export interface ZipWriter {
  /** @param packed the bytes are compressed already, and are put in as they are */
  add(path: string, bytes: Blob, packed?: boolean): Promise<WrittenPart>;
  end(): Blob;
}

/** Nearly as small as with 6 on tables of text, in six tenths of the time. */
const LEVEL = 3;

/** The same parts make the same file: no clock is read. */
const WRITTEN = new Date(1980, 0, 1);

/**
 * Writes a zip part by part, a few hundred kilobytes at a time.
 * @param onBytes told of bytes taken in
 * @throws CancelledError out of `add`, as the pacer does
 */
export async function createZipWriter(pacer: Pacer, onBytes: (count: number) => void): Promise<ZipWriter> {
  const { Zip, ZipDeflate, ZipPassThrough } = await import('fflate');
  const out = createBlobBuilder('application/zip');
  let failed: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failed = error;
    else out.add(chunk);
  });

  return {
    async add(path, bytes, packed = false) {
      const part = packed ? new ZipPassThrough(path) : new ZipDeflate(path, { level: LEVEL });
      part.mtime = WRITTEN;
      zip.add(part);
      const hash = createSha256();
      for await (const slice of slices(bytes, pacer)) {
        hash.update(slice);
        part.push(slice, false);
        onBytes(slice.length);
      }
      part.push(new Uint8Array(0), true);
      return { path, length: bytes.size, sha256: hash.hex() };
    },
    end() {
      zip.end();
      if (failed) throw failed;
      return out.blob();
    },
  };
}
