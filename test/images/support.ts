import type { MessageParams } from '../../src/core/errors.ts';
import { CodedError } from '../../src/core/errors.ts';
import { decodePng } from '../../src/core/images/png.ts';
import { bytesSource } from '../../src/core/ingest/byte-source.ts';
import type { DecodePicture } from '../../src/core/ingest/images/decode.ts';
import { readArchive } from '../../src/core/ingest/images/read-archive.ts';
import type { ReadOptions, ReadProgress, ReadResult } from '../../src/core/ingest/types.ts';
import { pacer } from '../ingest/support.ts';

/** Draws PNGs; whatever else there is counts as damaged. */
export const drawPng: DecodePicture = async (bytes) => {
  const drawn = await decodePng(bytes);
  if (!drawn) throw new Error('not drawn');
  return drawn;
};

export async function readZipped(
  bytes: Uint8Array,
  options: ReadOptions = {},
  {
    decode = drawPng,
    onProgress,
    signal,
  }: {
    readonly decode?: DecodePicture;
    readonly onProgress?: (progress: ReadProgress) => void;
    readonly signal?: AbortSignal;
  } = {},
): Promise<ReadResult> {
  const run = readArchive(
    bytesSource(bytes, 'pictures.zip'),
    options,
    decode,
    signal ? { ...pacer(), signal } : pacer(),
  );
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
  }
}

/** The code of what was thrown, and what it says. */
export async function refusal(work: Promise<unknown>): Promise<readonly [string, MessageParams]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof CodedError) return [error.code, error.params];
    throw error;
  }
  throw new Error('it was read');
}

/** Reads an archive that may be anything: what was read, or the code of why not. */
export async function readOrCode(bytes: Uint8Array): Promise<ReadResult | string> {
  try {
    return await readZipped(bytes);
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
}
