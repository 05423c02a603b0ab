import type { PictureSize } from './picture-rows.ts';

/** A picture's size once squares of `pool` × `pool` pixels have become one; what is left at the edges makes one, too. */
export function pooledSize({ height, width, channels }: PictureSize, pool: number): PictureSize {
  return { height: Math.ceil(height / pool), width: Math.ceil(width / pool), channels };
}

/** Means of squares of pixels, channel by channel; squares at the right and lower edge may be cut off. */
export function poolInto(
  pixels: ArrayLike<number>,
  size: PictureSize,
  pool: number,
  out: Float64Array,
  at: number,
): void {
  const { height, width, channels } = size;
  const to = pooledSize(size, pool);
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const bottom = Math.min(height, (y + 1) * pool);
      const right = Math.min(width, (x + 1) * pool);
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let py = y * pool; py < bottom; py++) {
          for (let px = x * pool; px < right; px++) sum += pixels[(py * width + px) * channels + c] as number;
        }
        const count = (bottom - y * pool) * (right - x * pool);
        out[at + (y * to.width + x) * channels + c] = sum / count;
      }
    }
  }
}
