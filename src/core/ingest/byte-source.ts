import { CodedError } from '../errors.ts';
import type { ByteSource } from './types.ts';

/** A File or Blob. Slices are read when asked for; the whole is never in memory. */
export function blobSource(blob: Blob, name: string): ByteSource {
  return {
    name,
    byteLength: blob.size,
    slice: async (start, end) => {
      try {
        return new Uint8Array(await blob.slice(start, end).arrayBuffer());
      } catch (cause) {
        // The file was moved, changed or its drive taken away since it was chosen.
        throw new CodedError('ingest.unreadable-file', { file: name }, { cause });
      }
    },
  };
}

/** Bytes in memory. */
export function bytesSource(bytes: Uint8Array, name: string): ByteSource {
  return {
    name,
    byteLength: bytes.length,
    slice: (start, end) => Promise.resolve(Uint8Array.from(bytes.subarray(start, end))),
  };
}

/** A piece of a file, decompressed, and how far into the file as it lies on disk it ends. */
export interface BytePiece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly position: number;
}

const PIECE = 1 << 20;

/** The file from its beginning in pieces of about 1 MB; the next one is being read while one is worked on. */
export async function* pieces(source: ByteSource, compressed: boolean): AsyncGenerator<BytePiece> {
  if (compressed) yield* inflatedPieces(source);
  else yield* plainPieces(source);
}

async function* plainPieces(source: ByteSource): AsyncGenerator<BytePiece> {
  const read = (start: number): Promise<Uint8Array<ArrayBuffer>> => {
    const piece = source.slice(start, Math.min(source.byteLength, start + PIECE));
    // Awaited later, or never when the reader stops early: a failure must not go unhandled meanwhile.
    piece.catch(() => undefined);
    return piece;
  };
  let next = read(0);
  for (let start = 0; start < source.byteLength; start += PIECE) {
    const bytes = await next;
    const end = Math.min(source.byteLength, start + PIECE);
    if (end < source.byteLength) next = read(end);
    yield { bytes, position: end };
  }
}

async function* inflatedPieces(source: ByteSource): AsyncGenerator<BytePiece> {
  let position = 0;
  const compressedPieces = plainPieces(source);
  const feed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const piece = await compressedPieces.next();
      if (piece.done) return controller.close();
      position = piece.value.position;
      controller.enqueue(piece.value.bytes);
    },
  });
  const reader = feed.pipeThrough(new DecompressionStream('gzip')).getReader();
  const gathered = new Gatherer();
  try {
    for (;;) {
      const step = await reader.read();
      if (step.done) break;
      gathered.add(step.value);
      if (gathered.length >= PIECE) yield { bytes: gathered.take(), position };
    }
  } catch (cause) {
    throw new CodedError('ingest.broken-gzip', { file: source.name }, { cause });
  } finally {
    // Ends the feed when the consumer stopped early; after an error there is nothing left to cancel.
    await reader.cancel().catch(() => undefined);
  }
  if (gathered.length > 0) yield { bytes: gathered.take(), position };
}

/** Puts small pieces together. */
class Gatherer {
  #parts: Uint8Array[] = [];
  length = 0;

  add(part: Uint8Array): void {
    this.#parts.push(part);
    this.length += part.length;
  }

  take(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    this.length = 0;
    return all;
  }
}

/** Two magic bytes and the only compression method there is (RFC 1952). */
export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;

/** The first bytes of the content, at least `atLeast` where there are as many. */
export async function readHead(source: ByteSource, compressed: boolean, atLeast: number): Promise<Uint8Array> {
  const gathered = new Gatherer();
  for await (const piece of pieces(source, compressed)) {
    gathered.add(piece.bytes);
    if (gathered.length >= atLeast) break;
  }
  return gathered.take();
}
