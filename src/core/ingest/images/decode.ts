import type { PictureType } from './picture-header.ts';

/** Pixels row by row from the top, four bytes each: red, green, blue, how opaque. Turned as a camera's note says. */
export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

/**
 * Draws a picture file; of several frames, the first. The bytes may be taken over.
 * @throws where the file is damaged; `ingest.pictures-not-here` where nothing can draw
 */
export type DecodePicture = (bytes: Uint8Array<ArrayBuffer>, type: PictureType) => Promise<DecodedPicture>;
