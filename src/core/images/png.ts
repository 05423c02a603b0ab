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
    const start = y * (lineBytes + 1) + 1;
    const line = lines.subarray(start, start + lineBytes);
    const above = y > 0 ? lines.subarray(start - lineBytes - 1, start - 1) : new Uint8Array(lineBytes);
    switch (lines[start - 1]) {
      case 0:
        break;
      case 1:
        for (let x = step; x < lineBytes; x++) line[x] = (line[x] as number) + (line[x - step] as number);
        break;
      case 2:
        for (let x = 0; x < lineBytes; x++) line[x] = (line[x] as number) + (above[x] as number);
        break;
      case 3:
        for (let x = 0; x < lineBytes; x++) {
          const left = x < step ? 0 : (line[x - step] as number);
          line[x] = (line[x] as number) + ((left + (above[x] as number)) >> 1);
        }
        break;
      case 4:
        unfilterPaeth(line, above, step);
        break;
      default:
        return false;
    }
  }
  return true;
}

/** Each byte is a difference from the neighbour nearest to left + above − corner (PNG, 9.4). */
function unfilterPaeth(line: Uint8Array, above: Uint8Array, step: number): void {
  for (let x = 0; x < line.length; x++) {
    const left = x < step ? 0 : (line[x - step] as number);
    const up = above[x] as number;
    const corner = x < step ? 0 : (above[x - step] as number);
    const guess = left + up - corner;
    const a = Math.abs(guess - left);
    const b = Math.abs(guess - up);
    const c = Math.abs(guess - corner);
    line[x] = (line[x] as number) + (a <= b && a <= c ? left : b <= c ? up : corner);
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
    if (depth === 8) {
      samples.set(lines.subarray(start, start + lineBytes), y * perLine);
      continue;
    }
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
  const isColour = colourType === 2 || colourType === 6;
  const hasAlpha = colourType === 4 || colourType === 6;
  for (let from = 0, to = 0; to < rgba.length; from += channels, to += 4) {
    const first = samples[from] as number;
    if (colourType === PALETTE) {
      for (let c = 0; c < 3; c++) rgba[to + c] = palette[first * 3 + c] ?? 0;
      continue;
    }
    rgba[to] = first;
    rgba[to + 1] = isColour ? (samples[from + 1] as number) : first;
    rgba[to + 2] = isColour ? (samples[from + 2] as number) : first;
    if (hasAlpha) rgba[to + 3] = samples[from + channels - 1] as number;
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
