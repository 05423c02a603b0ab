// Pooling, averages and normalisation of channels.
import { bytes } from './bytes';

export function maxPool(
  x: i32,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  size: i32,
  y: i32,
  places: i32,
): void {
  const lines = height / size;
  const columns = width / size;
  let out = 0;
  for (let image = 0; image < images; image++) {
    for (let line = 0; line < lines; line++) {
      for (let column = 0; column < columns; column++) {
        const corner = ((image * height + line * size) * width + column * size) * channels;
        let c = 0;
        for (; c + 4 <= channels; c += 4) {
          let best = v128.load(bytes(x + corner + c));
          let place = i32x4.splat(corner);
          for (let i = 0; i < size; i++) {
            for (let j = i == 0 ? 1 : 0; j < size; j++) {
              const at = corner + (i * width + j) * channels;
              const value = v128.load(bytes(x + at + c));
              const higher = v128.not(f32x4.le(value, best));
              best = v128.bitselect(value, best, higher);
              place = v128.bitselect(i32x4.splat(at), place, higher);
            }
          }
          v128.store(bytes(y + out + c), best);
          v128.store(bytes(places + out + c), i32x4.add(place, i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(c))));
        }
        for (; c < channels; c++) {
          let best = load<f32>(bytes(x + corner + c));
          let place = corner + c;
          for (let i = 0; i < size; i++) {
            for (let j = i == 0 ? 1 : 0; j < size; j++) {
              const at = corner + (i * width + j) * channels + c;
              const value = load<f32>(bytes(x + at));
              if (!(value <= best)) {
                best = value;
                place = at;
              }
            }
          }
          store<f32>(bytes(y + out + c), best);
          store<i32>(bytes(places + out + c), place);
        }
        out += channels;
      }
    }
  }
}

export function maxPoolBackward(dy: i32, places: i32, n: i32, dx: i32): void {
  for (let i = 0; i < n; i++) {
    store<f32>(bytes(dx + load<i32>(bytes(places + i))), load<f32>(bytes(dy + i)));
  }
}

/** Rows that are added up in single precision before they join the sum: an error of 1e-6 at most, however many rows. */
const CHUNK: i32 = 64;

function zeros(to: i32, n: i32): void {
  memory.fill(bytes(to), 0, bytes(n));
}

/** part += (x − center)^power · other, a channel each; `other` and `center` may be missing (0). */
function addRows(x: i32, other: i32, from: i32, to: i32, channels: i32, center: i32, square: bool, part: i32): void {
  for (let row = from; row < to; row++) {
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      let value = v128.load(bytes(x + row * channels + c));
      if (center != 0) value = f32x4.sub(value, v128.load(bytes(center + c)));
      if (square) value = f32x4.mul(value, value);
      if (other != 0) value = f32x4.mul(value, v128.load(bytes(other + row * channels + c)));
      v128.store(bytes(part + c), f32x4.add(v128.load(bytes(part + c)), value));
    }
    for (; c < channels; c++) {
      let value = load<f32>(bytes(x + row * channels + c));
      if (center != 0) value -= load<f32>(bytes(center + c));
      if (square) value *= value;
      if (other != 0) value *= load<f32>(bytes(other + row * channels + c));
      store<f32>(bytes(part + c), load<f32>(bytes(part + c)) + value);
    }
  }
}

function chunkedSums(
  x: i32,
  other: i32,
  rows: i32,
  channels: i32,
  center: i32,
  square: bool,
  factor: f32,
  part: i32,
  to: i32,
): void {
  zeros(to, channels);
  for (let from = 0; from < rows; from += CHUNK) {
    zeros(part, channels);
    addRows(x, other, from, min(rows, from + CHUNK), channels, center, square, part);
    for (let c = 0; c < channels; c++) {
      store<f32>(bytes(to + c), load<f32>(bytes(to + c)) + factor * load<f32>(bytes(part + c)));
    }
  }
}

export function moments(x: i32, rows: i32, channels: i32, spare: i32, mean: i32, variance: i32): void {
  const share: f32 = 1 / <f32>rows;
  chunkedSums(x, 0, rows, channels, 0, false, share, spare, mean);
  chunkedSums(x, 0, rows, channels, mean, true, share, spare, variance);
}

export function normSums(
  dy: i32,
  x: i32,
  rows: i32,
  channels: i32,
  mean: i32,
  spare: i32,
  sums: i32,
  products: i32,
): void {
  chunkedSums(dy, 0, rows, channels, 0, false, 1, spare, sums);
  chunkedSums(x, dy, rows, channels, mean, false, 1, spare, products);
}

export function affine(x: i32, rows: i32, channels: i32, mean: i32, scale: i32, shift: i32, y: i32): void {
  for (let row = 0; row < rows; row++) {
    const at = row * channels;
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      const centred = f32x4.sub(v128.load(bytes(x + at + c)), v128.load(bytes(mean + c)));
      const value = f32x4.mul(centred, v128.load(bytes(scale + c)));
      v128.store(bytes(y + at + c), f32x4.add(value, v128.load(bytes(shift + c))));
    }
    for (; c < channels; c++) {
      const centred = load<f32>(bytes(x + at + c)) - load<f32>(bytes(mean + c));
      store<f32>(bytes(y + at + c), centred * load<f32>(bytes(scale + c)) + load<f32>(bytes(shift + c)));
    }
  }
}

export function normBackward(
  dy: i32,
  x: i32,
  rows: i32,
  channels: i32,
  mean: i32,
  a: i32,
  b: i32,
  shift: i32,
  dx: i32,
): void {
  for (let row = 0; row < rows; row++) {
    const at = row * channels;
    let c = 0;
    for (; c + 4 <= channels; c += 4) {
      const centred = f32x4.sub(v128.load(bytes(x + at + c)), v128.load(bytes(mean + c)));
      const first = f32x4.mul(v128.load(bytes(dy + at + c)), v128.load(bytes(a + c)));
      const second = f32x4.mul(centred, v128.load(bytes(b + c)));
      v128.store(bytes(dx + at + c), f32x4.add(f32x4.add(first, second), v128.load(bytes(shift + c))));
    }
    for (; c < channels; c++) {
      const centred = load<f32>(bytes(x + at + c)) - load<f32>(bytes(mean + c));
      const first = load<f32>(bytes(dy + at + c)) * load<f32>(bytes(a + c));
      store<f32>(bytes(dx + at + c), first + centred * load<f32>(bytes(b + c)) + load<f32>(bytes(shift + c)));
    }
  }
}

export function average(x: i32, images: i32, positions: i32, channels: i32, y: i32): void {
  const share: f32 = 1 / <f32>positions;
  for (let image = 0; image < images; image++) {
    const to = y + image * channels;
    zeros(to, channels);
    addRows(x + image * positions * channels, 0, 0, positions, channels, 0, false, to);
    for (let c = 0; c < channels; c++) store<f32>(bytes(to + c), load<f32>(bytes(to + c)) * share);
  }
}

export function averageBackward(dy: i32, images: i32, positions: i32, channels: i32, dx: i32): void {
  const share: f32 = 1 / <f32>positions;
  for (let image = 0; image < images; image++) {
    for (let position = 0; position < positions; position++) {
      for (let c = 0; c < channels; c++) {
        const value = load<f32>(bytes(dy + image * channels + c)) * share;
        store<f32>(bytes(dx + (image * positions + position) * channels + c), value);
      }
    }
  }
}
