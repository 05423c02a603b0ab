// The gate arithmetic of recurrent layers.
import { bytes } from './bytes';
import { sigmoid4, tanh4 } from './functions';

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

function unlessTiny(value: v128): v128 {
  return v128.and(value, f32x4.gt(f32x4.abs(value), f32x4.splat(SMALLEST)));
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
      const d = unlessTiny(raw);
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

export function lstmStep(gates: i32, before: i32, rows: i32, units: i32, cell: i32, after: i32): void {
  const u = bytes(units);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < units; j += 4) {
      const left = units - j;
      const g = bytes(gates + row * 4 * units + j);
      const at = bytes(row * units + j);
      const i = sigmoid4(some(g, left));
      const f = sigmoid4(some(g + u, left));
      const c = tanh4(some(g + 2 * u, left));
      const o = sigmoid4(some(g + 3 * u, left));
      const next = f32x4.add(f32x4.mul(f, some(bytes(before) + at, left)), f32x4.mul(i, c));
      keep(g, i, left);
      keep(g + u, f, left);
      keep(g + 2 * u, c, left);
      keep(g + 3 * u, o, left);
      keep(bytes(cell) + at, next, left);
      keep(bytes(after) + at, f32x4.mul(o, tanh4(next)), left);
    }
  }
}

export function lstmStepBackward(gates: i32, before: i32, cell: i32, rows: i32, units: i32, dh: i32, dc: i32): void {
  const one = f32x4.splat(1);
  const u = bytes(units);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < units; j += 4) {
      const left = units - j;
      const g = bytes(gates + row * 4 * units + j);
      const at = bytes(row * units + j);
      const i = some(g, left);
      const f = some(g + u, left);
      const c = some(g + 2 * u, left);
      const o = some(g + 3 * u, left);
      const d = unlessTiny(some(bytes(dh) + at, left));
      const t = tanh4(some(bytes(cell) + at, left));
      const through = f32x4.mul(f32x4.mul(d, o), f32x4.sub(one, f32x4.mul(t, t)));
      const dCell = f32x4.add(unlessTiny(some(bytes(dc) + at, left)), through);
      const byForget = f32x4.mul(dCell, some(bytes(before) + at, left));
      keep(g, f32x4.mul(f32x4.mul(dCell, c), f32x4.mul(i, f32x4.sub(one, i))), left);
      keep(g + u, f32x4.mul(byForget, f32x4.mul(f, f32x4.sub(one, f))), left);
      keep(g + 2 * u, f32x4.mul(f32x4.mul(dCell, i), f32x4.sub(one, f32x4.mul(c, c))), left);
      keep(g + 3 * u, f32x4.mul(f32x4.mul(d, t), f32x4.mul(o, f32x4.sub(one, o))), left);
      keep(bytes(dc) + at, f32x4.mul(dCell, f), left);
    }
  }
}
