import { createInflater, concat } from '../ingest/zip/inflate.ts';
import type { DecodedPicture } from '../ingest/images/decode.ts';

/** Channels a pixel has, by colour type (PNG, 11.2.2): grey, colour, palette, grey and alpha, colour and alpha. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PALETTE = 3;
/** Bytes of the filtered lines; larger pictures are left to the browser. */
const MOST_BYTES = 64_000_000;

interface Chunks {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colourType: number;
  readonly palette: Uint8Array;
  readonly data: readonly Uint8Array[];
}

/** Undefined for what is left to the browser: interlaced, animated, turned, with a transparent colour, or damaged. */
function readChunks(bytes: Uint8Array): Chunks | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  let palette = new Uint8Array();
  let ended = false;
  for (let at = 33; at + 12 <= bytes.length && !ended;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (body.length < length) return undefined;
    if (type === 'IDAT') data.push(body);
    else if (type === 'PLTE') palette = Uint8Array.from(body);
    else if (type === 'tRNS' || type === 'acTL' || type === 'eXIf') return undefined;
    ended = type === 'IEND';
    at += 12 + length;
  }
  if (!ended || data.length === 0 || bytes[28] !== 0) return undefined;
  const [depth, colourType] = [bytes[24] as number, bytes[25] as number];
  return { width: view.getUint32(16), height: view.getUint32(20), depth, colourType, palette, data };
}

async function inflateZlib(data: readonly Uint8Array[], length: number): Promise<Uint8Array> {
  const packed = concat(data);
  const chunks: Uint8Array[] = [];
  const inflater = await createInflater(length, (chunk) => chunks.push(chunk));
  // Two bytes of zlib's own in front.
  for (const _ of inflater.push(packed.subarray(2))) continue;
  inflater.end();
  return concat(chunks);
}

/** Undoes the filter of each line (PNG, 9.2) in place. @returns false where a line names no filter */
function unfilter(lines: Uint8Array, height: number, lineBytes: number, step: number): boolean {
  for (let y = 0; y < height; y++) {
    const start = y * (lineBytes + 1);
    const filter = lines[start] as number;
    if (filter > 4) return false;
    for (let x = 1; x <= lineBytes; x++) {
      const at = start + x;
      const left = x > step ? (lines[at - step] as number) : 0;
      const up = y > 0 ? (lines[at - lineBytes - 1] as number) : 0;
      const corner = x > step && y > 0 ? (lines[at - lineBytes - 1 - step] as number) : 0;
      lines[at] = (lines[at] as number) + predicted(filter, left, up, corner);
    }
  }
  return true;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      return 0;
  }
}

/** Samples of the unfiltered lines as 0 … 255; of 16 bits the upper 8; palette entries as they are numbered. */
function samplesOf(lines: Uint8Array, { width, height, depth, colourType }: Chunks, channels: number): Uint8Array {
  const samples = new Uint8Array(width * height * channels);
  const perLine = width * channels;
  const lineBytes = Math.ceil((perLine * depth) / 8);
  const most = depth < 8 ? (1 << depth) - 1 : 255;
  const scale = colourType === PALETTE || depth >= 8 ? 1 : 255 / most;
  for (let y = 0; y < height; y++) {
    const start = y * (lineBytes + 1) + 1;
    for (let i = 0; i < perLine; i++) {
      const bit = i * depth;
      const byte = lines[start + (bit >> 3)] as number;
      const value = depth >= 8 ? byte : (byte >> (8 - depth - (bit & 7))) & most;
      samples[y * perLine + i] = value * scale;
    }
  }
  return samples;
}

function toRgba(samples: Uint8Array, channels: number, { width, height, colourType, palette }: Chunks): Uint8Array {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  const isGrey = colourType === 0 || colourType === 4;
  for (let i = 0; i < width * height; i++) {
    const from = i * channels;
    for (let c = 0; c < 3; c++) {
      rgba[4 * i + c] =
        colourType === PALETTE
          ? (palette[(samples[from] as number) * 3 + c] ?? 0)
          : (samples[isGrey ? from : from + c] as number);
    }
    if (colourType === 4 || colourType === 6) rgba[4 * i + 3] = samples[from + channels - 1] as number;
  }
  return rgba;
}

/**
 * Draws a PNG (ISO/IEC 15948) as its samples are, colour profiles and gamma aside: faster for many small pictures than
 * through the browser, and the same everywhere.
 * @returns undefined where the browser should draw it, or find it damaged
 */
export async function decodePng(bytes: Uint8Array): Promise<DecodedPicture | undefined> {
  const chunks = readChunks(bytes);
  const channels = chunks && CHANNELS[chunks.colourType];
  if (!chunks || !channels || ![1, 2, 4, 8, 16].includes(chunks.depth)) return undefined;
  const { width, height, depth } = chunks;
  const lineBytes = Math.ceil((width * channels * depth) / 8);
  const length = height * (lineBytes + 1);
  if (length > MOST_BYTES) return undefined;
  try {
    const lines = await inflateZlib(chunks.data, length);
    const isWhole = lines.length === length && unfilter(lines, height, lineBytes, Math.max(1, (channels * depth) >> 3));
    return isWhole ? { width, height, rgba: toRgba(samplesOf(lines, chunks, channels), channels, chunks) } : undefined;
  } catch {
    // Damaged: whether something can be seen of it all the same is the browser's business.
    return undefined;
  }
}
