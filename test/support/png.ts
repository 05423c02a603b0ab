import { zipSync, zlibSync, type Zippable } from 'fflate';
import { crc32 } from '../../src/core/ingest/zip/crc32.ts';

/** A picture to be written: `height × width × channels` bytes. */
export interface PngPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(body, 8);
  view.setUint32(8 + body.length, crc32(bytes.subarray(4, 8 + body.length)));
  return bytes;
}

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** A PNG of 8 bits a channel, grey or colour, lines unfiltered. */
export function makePng({ width, height, channels, pixels }: PngPicture): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, channels === 3 ? 2 : 0, 0, 0, 0], 8);
  const line = width * channels;
  const lines = new Uint8Array(height * (line + 1));
  for (let y = 0; y < height; y++) lines.set(pixels.subarray(y * line, (y + 1) * line), y * (line + 1) + 1);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return joined([signature, chunk('IHDR', header), chunk('IDAT', zlibSync(lines)), chunk('IEND', new Uint8Array())]);
}

/** A picture of one colour. */
export function plainPng(width: number, height: number, colour: number | readonly [number, number, number]) {
  const channels = typeof colour === 'number' ? 1 : 3;
  const values = typeof colour === 'number' ? [colour] : colour;
  const pixels = Uint8Array.from({ length: width * height * channels }, (_, i) => values[i % channels] as number);
  return makePng({ width, height, channels, pixels });
}

/** A zip of files in the order given. */
export function makeZip(files: readonly (readonly [path: string, bytes: Uint8Array])[]): Uint8Array<ArrayBuffer> {
  const parts: Zippable = {};
  for (const [path, bytes] of files) parts[path] = [bytes, { level: 0 }];
  return Uint8Array.from(zipSync(parts));
}
