import type { LiveView } from '../../../core/learn/estimator.ts';
import type { PictureCells } from '../../../core/images/picture-cells.ts';

/** First-layer filters as pictures: grey is nothing, light is wanted, dark is not; each by its own largest weight. */
export function filterPictures({
  count,
  height,
  width,
  channels,
  values,
}: NonNullable<LiveView['filters']>): PictureCells {
  const size = height * width * channels;
  const shown: 1 | 3 = channels === 3 ? 3 : 1;
  const pixels = new Uint8Array(count * height * width * shown);
  for (let i = 0; i < count; i++) {
    const own = values.subarray(i * size, (i + 1) * size);
    const most = own.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
    for (let at = 0; at < height * width * shown; at++) {
      // Of channels that are no colours the first is shown.
      const value = own[shown === 3 ? at : at * channels] as number;
      pixels[i * height * width * shown + at] = Math.round(127.5 + (127.5 * value) / most);
    }
  }
  return { width, height, channels: shown, pixels, missing: new Uint8Array(count) };
}
