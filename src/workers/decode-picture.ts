import { CodedError } from '../core/errors.ts';
import { decodePng } from '../core/images/png.ts';
import type { DecodedPicture, DecodePicture } from '../core/ingest/images/decode.ts';

/**
 * Draws picture files: plain PNGs by itself, the rest by the browser, which undoes a camera's turn (EXIF). Colour
 * profiles are passed over, so that a picture has the same pixels everywhere.
 * @throws ingest.pictures-not-here where there is no browser; whatever it throws at a damaged file
 */
export const decodePicture: DecodePicture = async (bytes, type) => {
  const own = type === 'png' ? await decodePng(bytes) : undefined;
  if (own) return own;
  if (typeof createImageBitmap !== 'function' || typeof OffscreenCanvas !== 'function') {
    throw new CodedError('ingest.pictures-not-here');
  }
  const bitmap = await createImageBitmap(new Blob([bytes], { type: `image/${type}` }), {
    imageOrientation: 'from-image',
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  });
  try {
    return readPixels(bitmap);
  } finally {
    bitmap.close();
  }
};

function readPixels(bitmap: ImageBitmap): DecodedPicture {
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  // Read back at once: better drawn by the processor than fetched from the graphics card.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new CodedError('ingest.pictures-not-here');
  context.drawImage(bitmap, 0, 0);
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}
