// Moving, adding up and blanking out rows and channels.
import { bytes } from './bytes';

export function gather(from: i32, indices: i32, count: i32, width: i32, to: i32): void {
  const size = bytes(width);
  for (let i = 0; i < count; i++) {
    const index = load<i32>(bytes(indices + i));
    const target = bytes(to + i * width);
    if (index < 0) memory.fill(target, 0, size);
    else memory.copy(target, bytes(from + index * width), size);
  }
}

/** y += a · x over n words; addresses in bytes. */
export function addScaled(y: usize, a: f32, x: usize, n: i32): void {
  const factor = f32x4.splat(a);
  let left = n;
  for (; left >= 4; left -= 4) {
    v128.store(y, f32x4.add(v128.load(y), f32x4.mul(factor, v128.load(x))));
    y += 16;
    x += 16;
  }
  for (; left > 0; left--) {
    store<f32>(y, load<f32>(y) + a * load<f32>(x));
    y += 4;
    x += 4;
  }
}

export function scatter(from: i32, indices: i32, count: i32, width: i32, to: i32, first: i32): void {
  for (let i = 0; i < count; i++) {
    const index = load<i32>(bytes(indices + i));
    if (index >= first) addScaled(bytes(to + index * width), 1, bytes(from + i * width), width);
  }
}

export function copyRows(from: i32, fromStep: i32, count: i32, width: i32, to: i32, toStep: i32): void {
  const size = bytes(width);
  for (let i = 0; i < count; i++) memory.copy(bytes(to + i * toStep), bytes(from + i * fromStep), size);
}

export function columnSums(x: i32, rows: i32, width: i32, to: i32): void {
  for (let row = 0; row < rows; row++) addScaled(bytes(to), 1, bytes(x + row * width), width);
}

export function multiply(x: i32, factors: i32, n: i32): void {
  let a = bytes(x);
  let b = bytes(factors);
  let left = n;
  for (; left >= 4; left -= 4) {
    v128.store(a, f32x4.mul(v128.load(a), v128.load(b)));
    a += 16;
    b += 16;
  }
  for (; left > 0; left--) {
    store<f32>(a, load<f32>(a) * load<f32>(b));
    a += 4;
    b += 4;
  }
}

export function multiplyRows(x: i32, factors: i32, starts: i32, rows: i32, width: i32): void {
  for (let row = 0; row < rows; row++) {
    const to = load<i32>(bytes(starts + row + 1));
    for (let i = load<i32>(bytes(starts + row)); i < to; i++) multiply(x + i * width, factors + row * width, width);
  }
}

export function relu(x: i32, n: i32): void {
  const zero = f32x4.splat(0);
  const end = bytes(x + n);
  let a = bytes(x);
  for (; a + 16 <= end; a += 16) {
    const value = v128.load(a);
    // Not a number stays so: it must be seen in the loss.
    v128.store(a, v128.andnot(value, f32x4.lt(value, zero)));
  }
  for (; a < end; a += 4) {
    const value = load<f32>(a);
    if (value < 0) store<f32>(a, 0);
  }
}

export function reluBackward(y: i32, dy: i32, n: i32): void {
  const zero = f32x4.splat(0);
  const end = bytes(y + n);
  let a = bytes(y);
  let d = bytes(dy);
  for (; a + 16 <= end; a += 16) {
    v128.store(d, v128.and(v128.load(d), f32x4.gt(v128.load(a), zero)));
    d += 16;
  }
  for (; a < end; a += 4) {
    if (!(load<f32>(a) > 0)) store<f32>(d, 0);
    d += 4;
  }
}

export function transpose(from: i32, rows: i32, columns: i32, to: i32): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      store<f32>(bytes(to + column * rows + row), load<f32>(bytes(from + row * columns + column)));
    }
  }
}

export function spread(
  x: i32,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  to: i32,
  toHeight: i32,
  toWidth: i32,
  top: i32,
  left: i32,
  step: i32,
): void {
  memory.fill(bytes(to), 0, bytes(images * toHeight * toWidth * channels));
  const size = bytes(channels);
  for (let image = 0; image < images; image++) {
    for (let line = 0; line < height; line++) {
      const source = x + (image * height + line) * width * channels;
      const target = to + ((image * toHeight + top + line * step) * toWidth + left) * channels;
      if (step == 1) {
        memory.copy(bytes(target), bytes(source), bytes(width * channels));
        continue;
      }
      for (let column = 0; column < width; column++) {
        memory.copy(bytes(target + column * step * channels), bytes(source + column * channels), size);
      }
    }
  }
}
