/** Columns of a table that are the pixels of one picture a row. */
export interface PixelLayout {
  /** Names in pixel order: row by row from the top, the channels of a pixel side by side. */
  readonly columns: readonly string[];
  readonly height: number;
  readonly width: number;
  /** 1: grey; 3: red, green, blue. */
  readonly channels: 1 | 3;
  /** Black. */
  readonly low: 0;
  /** White: 1, 255, or the highest value there is where that is far below. */
  readonly high: number;
}
