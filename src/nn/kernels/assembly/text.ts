// The largest of each filter's answers over a text.
import { bytes } from './bytes';
import { addScaled } from './rows';

export function segmentMax(
  y: i32,
  filters: i32,
  starts: i32,
  rows: i32,
  less: i32,
  to: i32,
  toStep: i32,
  places: i32,
): void {
  for (let row = 0; row < rows; row++) {
    const first = load<i32>(bytes(starts + row));
    const end = load<i32>(bytes(starts + row + 1)) - less;
    let f = 0;
    for (; f + 4 <= filters; f += 4) {
      let best = f32x4.splat(0);
      let place = i32x4.splat(-1);
      for (let p = first; p < end; p++) {
        const value = v128.load(bytes(y + p * filters + f));
        // Greater or not a number: the latter must be seen in the loss.
        const higher = v128.not(f32x4.le(value, best));
        best = v128.bitselect(value, best, higher);
        place = v128.bitselect(i32x4.splat(p), place, higher);
      }
      v128.store(bytes(to + row * toStep + f), best);
      v128.store(bytes(places + row * filters + f), place);
    }
    for (; f < filters; f++) {
      let best: f32 = 0;
      let place = -1;
      for (let p = first; p < end; p++) {
        const value = load<f32>(bytes(y + p * filters + f));
        if (!(value <= best)) {
          best = value;
          place = p;
        }
      }
      store<f32>(bytes(to + row * toStep + f), best);
      store<i32>(bytes(places + row * filters + f), place);
    }
  }
}

export function segmentMaxBackward(
  dy: i32,
  dyStep: i32,
  places: i32,
  rows: i32,
  filters: i32,
  x: i32,
  xStep: i32,
  k: i32,
  kernel: i32,
  dKernel: i32,
  dBias: i32,
  dx: i32,
): void {
  for (let row = 0; row < rows; row++) {
    for (let f = 0; f < filters; f++) {
      const place = load<i32>(bytes(places + row * filters + f));
      const d = load<f32>(bytes(dy + row * dyStep + f));
      if (place < 0 || d == 0) continue;
      if (dKernel != 0) {
        addScaled(bytes(dKernel + f * k), d, bytes(x + place * xStep), k);
        store<f32>(bytes(dBias + f), load<f32>(bytes(dBias + f)) + d);
      }
      if (dx != 0) addScaled(bytes(dx + place * xStep), d, bytes(kernel + f * k), k);
    }
  }
}
