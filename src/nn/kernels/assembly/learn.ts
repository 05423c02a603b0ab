// The loss, and what a step does to the parameters.
import { bytes } from './bytes';
import { exp1, log1 } from './functions';

/** What is smaller counts as nothing: left alone it would become denormal, and slow. */
const SMALLEST: f32 = 1e-18;
const SMALLEST_MOMENT: f32 = 1e-30;

export function crossEntropy(scores: i32, wanted: i32, weights: i32, rows: i32, classes: i32, gradient: i32): f64 {
  let loss: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const at = row * classes;
    const weight = load<f32>(bytes(weights + row));
    let highest = load<f32>(bytes(scores + at));
    for (let c = 1; c < classes; c++) highest = max(highest, load<f32>(bytes(scores + at + c)));
    let sum: f64 = 0;
    let hit: f64 = 0;
    for (let c = 0; c < classes; c++) {
      const above = load<f32>(bytes(scores + at + c)) - highest;
      const e = exp1(above);
      store<f32>(bytes(gradient + at + c), e);
      sum += <f64>e;
      hit += <f64>load<f32>(bytes(wanted + at + c)) * <f64>above;
    }
    loss += <f64>weight * (log1(sum) - hit);
    const share = <f32>(1 / sum);
    for (let c = 0; c < classes; c++) {
      const off = load<f32>(bytes(gradient + at + c)) * share - load<f32>(bytes(wanted + at + c));
      store<f32>(bytes(gradient + at + c), abs(off) < SMALLEST ? 0 : off * weight);
    }
  }
  return loss;
}

export function pinball(
  scores: i32,
  wanted: i32,
  weights: i32,
  levels: i32,
  rows: i32,
  outputs: i32,
  count: i32,
  gradient: i32,
): f64 {
  let loss: f64 = 0;
  for (let i = 0; i < rows * outputs; i++) {
    const value = load<f32>(bytes(wanted + i));
    const weight = load<f32>(bytes(weights + i / outputs)) / <f32>count;
    // Not a number: no value is known. A score that is none must be seen in the loss.
    const counts = value == value;
    for (let l = 0; l < count; l++) {
      const at = i * count + l;
      const level = load<f32>(bytes(levels + l));
      const off = value - load<f32>(bytes(scores + at));
      const slope = off > 0 ? level : level - 1;
      if (counts) loss += <f64>weight * <f64>slope * <f64>off;
      store<f32>(bytes(gradient + at), counts ? -weight * slope : 0);
    }
  }
  return loss;
}

export function squares(scores: i32, wanted: i32, weights: i32, rows: i32, outputs: i32, gradient: i32): f64 {
  let loss: f64 = 0;
  for (let i = 0; i < rows * outputs; i++) {
    const value = load<f32>(bytes(wanted + i));
    const weight = load<f32>(bytes(weights + i / outputs));
    const off = value == value ? load<f32>(bytes(scores + i)) - value : 0;
    loss += <f64>weight * <f64>off * <f64>off;
    store<f32>(bytes(gradient + i), 2 * weight * off);
  }
  return loss;
}

export function adam(
  p: i32,
  g: i32,
  first: i32,
  second: i32,
  n: i32,
  beta1: f64,
  beta2: f64,
  rate: f32,
  epsilon: f32,
  decay: f64,
): void {
  const fromP = bytes(p);
  const fromG = bytes(g);
  const fromM = bytes(first);
  const fromV = bytes(second);
  const size = bytes(n);
  let at: usize = 0;
  // 1 − 0.999 would have four digits in single precision.
  const b1 = f32x4.splat(<f32>beta1);
  const b2 = f32x4.splat(<f32>beta2);
  const c1 = f32x4.splat(<f32>(1 - beta1));
  const c2 = f32x4.splat(<f32>(1 - beta2));
  const keep = f32x4.splat(<f32>(1 - decay));
  // Lanes behind the last number are worked out too and belong to nobody: stretches are allocated with room.
  for (; at < size; at += 16) {
    const raw = v128.load(fromG + at);
    const slope = v128.andnot(raw, f32x4.lt(f32x4.abs(raw), f32x4.splat(SMALLEST)));
    let m = f32x4.add(f32x4.mul(b1, v128.load(fromM + at)), f32x4.mul(c1, slope));
    m = v128.andnot(m, f32x4.lt(f32x4.abs(m), f32x4.splat(SMALLEST_MOMENT)));
    let v = f32x4.add(f32x4.mul(b2, v128.load(fromV + at)), f32x4.mul(c2, f32x4.mul(slope, slope)));
    v = v128.andnot(v, f32x4.lt(v, f32x4.splat(SMALLEST_MOMENT)));
    const change = f32x4.div(f32x4.mul(f32x4.splat(rate), m), f32x4.add(f32x4.sqrt(v), f32x4.splat(epsilon)));
    let next = f32x4.sub(f32x4.mul(keep, v128.load(fromP + at)), change);
    if (at + 16 <= size) {
      v128.store(fromM + at, m);
      v128.store(fromV + at, v);
      v128.store(fromP + at, next);
      continue;
    }
    for (let lane: usize = 0; at + lane < size; lane += 4) {
      store<f32>(fromM + at + lane, f32x4.extract_lane(m, 0));
      store<f32>(fromV + at + lane, f32x4.extract_lane(v, 0));
      store<f32>(fromP + at + lane, f32x4.extract_lane(next, 0));
      m = i8x16.shuffle(m, m, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
      v = i8x16.shuffle(v, v, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
      next = i8x16.shuffle(next, next, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
    }
  }
}

export function mix(average: i32, p: i32, n: i32, keep: f64): void {
  const stay = f32x4.splat(<f32>keep);
  const join = f32x4.splat(<f32>(1 - keep));
  const end = bytes(average + n);
  let a = bytes(average);
  let b = bytes(p);
  for (; a + 16 <= end; a += 16) {
    v128.store(a, f32x4.add(f32x4.mul(stay, v128.load(a)), f32x4.mul(join, v128.load(b))));
    b += 16;
  }
  for (; a < end; a += 4) {
    store<f32>(a, <f32>keep * load<f32>(a) + <f32>(1 - keep) * load<f32>(b));
    b += 4;
  }
}
