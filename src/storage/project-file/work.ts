import { createPacer, type Pacer } from '../../core/learn/pacer.ts';

/** How a long piece of work on a file is watched and stopped. */
export interface WorkOptions {
  readonly signal?: AbortSignal;
  /** Share done, 0 … 1. */
  readonly onProgress?: (share: number) => void;
}

/** Lets others work about every 16 ms; throws CancelledError once the signal is aborted. */
export const pacerOf = ({ signal }: WorkOptions): Pacer => createPacer(signal ?? new AbortController().signal);

/** Bytes read at a time. */
const SLICE = 262_144;

/** The bytes in pieces, with a pause before each. */
export async function* slices(blob: Blob, pacer: Pacer): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (let at = 0; at < blob.size; at += SLICE) {
    await pacer.pause();
    yield new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer());
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
