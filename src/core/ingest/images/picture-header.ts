/** Formats that every browser can draw. */
export type PictureType = 'png' | 'jpeg' | 'gif' | 'bmp' | 'webp';

export interface PictureHeader {
  readonly type: PictureType;
  /** As stored, before a camera's turn is undone. */
  readonly width: number;
  readonly height: number;
}

const begins = (bytes: Uint8Array, magic: readonly number[], at = 0): boolean =>
  magic.every((byte, i) => bytes[at + i] === byte);

/**
 * What kind of picture the bytes begin as and how large it says it is, before anything is decoded. Of the first frame or
 * the whole canvas where there are several.
 * @returns undefined where it is none of them, or cut short before its size
 */
export function pictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const found = sizeOf(bytes, view);
    return found && found.width > 0 && found.height > 0 ? found : undefined;
  } catch (error) {
    // Past the end of the bytes.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function sizeOf(bytes: Uint8Array, view: DataView): PictureHeader | undefined {
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (begins(bytes, [0xff, 0xd8, 0xff])) return jpegSize(view);
  if (begins(bytes, [0x47, 0x49, 0x46, 0x38])) {
    return { type: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  if (begins(bytes, [0x42, 0x4d])) return bitmapSize(view);
  const isWebp = begins(bytes, [0x52, 0x49, 0x46, 0x46]) && begins(bytes, [0x57, 0x45, 0x42, 0x50], 8);
  return isWebp ? webpSize(bytes, view) : undefined;
}

/** The frame header (SOF0 … SOF15 without the tables among them), found from segment to segment (ITU T.81, B.1). */
function jpegSize(view: DataView): PictureHeader | undefined {
  let at = 2;
  while (at + 4 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { type: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // A fill byte before a marker, or a marker without a segment.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** The old OS/2 header has 16-bit sizes; in the others a negative height means rows from the top. */
function bitmapSize(view: DataView): PictureHeader {
  if (view.getUint32(14, true) === 12) {
    return { type: 'bmp', width: view.getUint16(18, true), height: view.getUint16(20, true) };
  }
  return { type: 'bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/** The first chunk tells: extended, lossless or lossy (RFC 9649). */
function webpSize(bytes: Uint8Array, view: DataView): PictureHeader | undefined {
  const type = 'webp';
  switch (String.fromCharCode(...bytes.subarray(12, 16))) {
    case 'VP8X': {
      const size = (at: number): number => 1 + view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
      return { type, width: size(24), height: size(27) };
    }
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { type, width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 'VP8 ':
      return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return undefined;
  }
}
