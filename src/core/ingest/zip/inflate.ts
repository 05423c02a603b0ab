import { Refused } from '../../refused.ts';

/** Deflate makes at most 1,032 bytes of one: 8 kB at a time is at most 8 MB before the limit is looked at. */
const STEP = 8192;

/** Takes compressed bytes in pieces and hands on what they hold. */
export interface Inflater {
  /** @throws Refused past the limit, or where the bytes are no deflate stream */
  push(bytes: Uint8Array): Generator<void, void>;
  /** @throws Refused where the stream was cut short */
  end(): void;
}

/**
 * Inflates untrusted deflate data (RFC 1951), stopping as soon as it turns out longer than `limit` bytes. `push` yields
 * after every few kilobytes, for the caller to let others work.
 */
export async function createInflater(
  limit: number,
  onChunk: (chunk: Uint8Array<ArrayBuffer>) => void,
): Promise<Inflater> {
  const { Inflate } = await import('fflate');
  let length = 0;
  const inflate = new Inflate((chunk) => {
    length += chunk.length;
    if (length > limit) throw new Refused('longer than it may be');
    if (chunk.length > 0) onChunk(chunk);
  });
  const step = (bytes: Uint8Array, final: boolean): void => {
    try {
      inflate.push(bytes, final);
    } catch (cause) {
      if (cause instanceof Refused) throw cause;
      throw new Refused('not a deflate stream', { cause });
    }
  };
  return {
    *push(bytes) {
      for (let at = 0; at < bytes.length; at += STEP) {
        step(bytes.subarray(at, at + STEP), false);
        yield;
      }
    },
    end: () => step(new Uint8Array(0), true),
  };
}

/** Pieces put together. */
export function concat(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
