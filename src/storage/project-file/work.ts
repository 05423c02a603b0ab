import { createPacer, type Pacer } from '../../core/learn/pacer.ts';

/** How a long piece of work on a file is watched and stopped. */
export interface WorkOptions {
  readonly signal?: AbortSignal;
  /** Share done, 0 … 1. */
  readonly onProgress?: (share: number) => void;
}

/** Lets others work about every 16 ms; throws CancelledError once the signal is aborted. */
export const pacerOf = ({ signal }: WorkOptions): Pacer => createPacer(signal ?? new AbortController().signal);

/** Bytes read at a time, and bytes worked on between two pauses: about 3 ms of hashing and deflating. */
const READ = 1_048_576;
const STRETCH = 65_536;

/** The bytes in pieces, with a pause before each. */
export async function* slices(blob: Blob, pacer: Pacer): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (let at = 0; at < blob.size; at += READ) {
    const bytes = new Uint8Array(await blob.slice(at, at + READ).arrayBuffer());
    for (let from = 0; from < bytes.length; from += STRETCH) {
      await pacer.pause();
      yield bytes.subarray(from, from + STRETCH);
    }
  }
}

/** Pieces put together, a few megabytes at a time, so that the browser can keep what is done on disk. */
export interface BlobBuilder {
  add(bytes: Uint8Array<ArrayBuffer>): void;
  blob(): Blob;
}

const AT_A_TIME = 8_000_000;

export function createBlobBuilder(type = ''): BlobBuilder {
  const done: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  return {
    add(bytes) {
      waiting.push(bytes);
      length += bytes.length;
      if (length < AT_A_TIME) return;
      done.push(new Blob(waiting));
      waiting = [];
      length = 0;
    },
    blob: () => new Blob([...done, ...waiting], { type }),
  };
}
