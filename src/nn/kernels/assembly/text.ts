// The largest of each filter's answers over a text, and the gate arithmetic of a recurrent layer.
import { bytes } from './bytes';
import { sigmoid4, tanh4 } from './functions';
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

/** A gradient smaller than this is dropped on its way back in time: long texts would make it denormal, and slow. */
const SMALLEST: f32 = 1e-30;

/** Loads up to four numbers; the lanes behind them repeat the first. */
function some(from: usize, count: i32): v128 {
  if (count >= 4) return v128.load(from);
  let all = v128.load32_splat(from);
  if (count > 1) all = f32x4.replace_lane(all, 1, load<f32>(from, 4));
  if (count > 2) all = f32x4.replace_lane(all, 2, load<f32>(from, 8));
  return all;
}

function keep(to: usize, value: v128, count: i32): void {
  if (count >= 4) {
    v128.store(to, value);
    return;
  }
  store<f32>(to, f32x4.extract_lane(value, 0));
  if (count > 1) store<f32>(to, f32x4.extract_lane(value, 1), 4);
  if (count > 2) store<f32>(to, f32x4.extract_lane(value, 2), 8);
}

export function gruStep(gates: i32, state: i32, before: i32, rows: i32, units: i32, after: i32): void {
  const one = f32x4.splat(1);
  const u = bytes(units);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < units; j += 4) {
      const left = units - j;
      const g = bytes(gates + row * 3 * units + j);
      const s = bytes(state + row * 3 * units + j);
      const z = sigmoid4(f32x4.add(some(g, left), some(s, left)));
      const r = sigmoid4(f32x4.add(some(g + u, left), some(s + u, left)));
      const c = tanh4(f32x4.add(some(g + 2 * u, left), f32x4.mul(r, some(s + 2 * u, left))));
      const h = some(bytes(before + row * units + j), left);
      const next = f32x4.add(f32x4.mul(z, h), f32x4.mul(f32x4.sub(one, z), c));
      keep(g, z, left);
      keep(g + u, r, left);
      keep(g + 2 * u, c, left);
      keep(bytes(after + row * units + j), next, left);
    }
  }
}

export function gruStepBackward(gates: i32, state: i32, before: i32, rows: i32, units: i32, dh: i32): void {
  const one = f32x4.splat(1);
  const u = bytes(units);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < units; j += 4) {
      const left = units - j;
      const g = bytes(gates + row * 3 * units + j);
      const s = bytes(state + row * 3 * units + j);
      const at = bytes(dh + row * units + j);
      const raw = some(at, left);
      const d = v128.and(raw, f32x4.gt(f32x4.abs(raw), f32x4.splat(SMALLEST)));
      const z = some(g, left);
      const r = some(g + u, left);
      const c = some(g + 2 * u, left);
      const inner = some(s + 2 * u, left);
      const h = some(bytes(before + row * units + j), left);
      const rest = f32x4.sub(one, z);
      const dz = f32x4.mul(f32x4.mul(d, f32x4.sub(h, c)), f32x4.mul(z, rest));
      const dc = f32x4.mul(f32x4.mul(d, rest), f32x4.sub(one, f32x4.mul(c, c)));
      const dr = f32x4.mul(f32x4.mul(dc, inner), f32x4.mul(r, f32x4.sub(one, r)));
      keep(g, dz, left);
      keep(g + u, dr, left);
      keep(g + 2 * u, dc, left);
      keep(s, dz, left);
      keep(s + u, dr, left);
      keep(s + 2 * u, f32x4.mul(dc, r), left);
      keep(at, f32x4.mul(d, z), left);
    }
  }
}
