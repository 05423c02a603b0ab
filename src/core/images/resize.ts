/** One picture: `height × width × channels` bytes, row by row from the top, the channels of a pixel side by side. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly pixels: Uint8Array;
}

/** Source cells that one target cell covers, and with which part of its length. */
interface Cover {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Each target cell's stretch of the source, in shares that add up to 1. */
function covers(from: number, to: number): Cover[] {
  const length = from / to;
  return Array.from({ length: to }, (_, i): Cover => {
    const start = i * length;
    const end = i === to - 1 ? from : start + length;
    const first = Math.min(from - 1, Math.floor(start));
    const last = Math.max(first, Math.min(from - 1, Math.ceil(end) - 1));
    const weights = new Float64Array(last - first + 1);
    for (let cell = first; cell <= last; cell++) {
      weights[cell - first] = Math.max(0, Math.min(end, cell + 1) - Math.max(start, cell));
    }
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: sum > 0 ? weights.map((weight) => weight / sum) : Float64Array.of(1) };
  });
}

/**
 * The picture in another size: each new pixel is the mean of the area that it covers (a box filter). Written out here,
 * not left to the browser's canvas, so that every browser makes the same pixels.
 */
export function resizeByArea({ width, height, channels, pixels }: Picture, toWidth: number, toHeight: number): Picture {
  if (width === toWidth && height === toHeight) return { width, height, channels, pixels: pixels.slice() };
  const across = covers(width, toWidth);
  const down = covers(height, toHeight);
  const narrow = new Float64Array(height * toWidth * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < toWidth; x++) {
      const { first, weights } = across[x] as Cover;
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        let at = (y * width + first) * channels + c;
        for (const weight of weights) {
          sum += weight * (pixels[at] as number);
          at += channels;
        }
        narrow[(y * toWidth + x) * channels + c] = sum;
      }
    }
  }
  const line = toWidth * channels;
  const resized = new Uint8Array(toHeight * line);
  for (let y = 0; y < toHeight; y++) {
    const { first, weights } = down[y] as Cover;
    for (let i = 0; i < line; i++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++)
        sum += (weights[k] as number) * (narrow[(first + k) * line + i] as number);
      resized[y * line + i] = Math.round(sum);
    }
  }
  return { width: toWidth, height: toHeight, channels, pixels: resized };
}

/** The middle value of the outermost pixels, channel by channel: what most likely lies beyond the picture. */
export function borderColour({ width, height, channels, pixels }: Picture): number[] {
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y++) border.push(y * width, (y + 1) * width - 1);
  return Array.from({ length: channels }, (_, c) => {
    const values = border.map((pixel) => pixels[pixel * channels + c] as number).toSorted((a, b) => a - b);
    return values[values.length >> 1] as number;
  });
}

/**
 * The whole picture inside the given size, its proportions kept, in the middle; the rest is filled with the colour of
 * its border. Nothing is cut off: what a picture shows at its edge may be what it is about.
 */
export function letterbox(picture: Picture, width: number, height: number): Picture {
  const scale = Math.min(width / picture.width, height / picture.height);
  const innerWidth = Math.max(1, Math.min(width, Math.round(picture.width * scale)));
  const innerHeight = Math.max(1, Math.min(height, Math.round(picture.height * scale)));
  const inner = resizeByArea(picture, innerWidth, innerHeight);
  if (innerWidth === width && innerHeight === height) return inner;
  const { channels } = picture;
  const colour = borderColour(picture);
  const pixels = new Uint8Array(width * height * channels);
  for (let i = 0; i < pixels.length; i++) pixels[i] = colour[i % channels] as number;
  const left = (width - innerWidth) >> 1;
  const top = (height - innerHeight) >> 1;
  const line = innerWidth * channels;
  for (let y = 0; y < innerHeight; y++) {
    pixels.set(inner.pixels.subarray(y * line, (y + 1) * line), ((top + y) * width + left) * channels);
  }
  return { width, height, channels, pixels };
}
