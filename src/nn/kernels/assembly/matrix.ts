// Matrix products, plain and over windows of pictures. Rows of A are read where they lie (windows that overlap need no
// copy), B is packed once into panels of eight columns, and a tile of four rows by eight columns stays in registers.

import { bytes } from './bytes';

/** A tile that is cut off at an edge is put here first: 4 × 8 numbers in front of everything that is allocated. */
const SPARE: usize = 256;
/** Bytes of panels that are gone through for one stretch of A: what the second cache holds with room left. */
const PANEL_BYTES: i32 = 131072;
/** Rows over which a sum of outer products is kept in registers, so that both sides stay in the caches. */
const OUTER_ROWS: i32 = 128;

export function pack(
  from: i32,
  rowStep: i32,
  columnStep: i32,
  k: i32,
  n: i32,
  to: i32,
  at: i32,
  rows: i32,
  bias: i32,
): void {
  for (let first = 0; first < n; first += 8) {
    const panel = to + first * (rows + 1);
    const width = min(8, n - first);
    if (at == 0) {
      for (let j = 0; j < 8; j++) {
        store<f32>(bytes(panel + j), bias != 0 && j < width ? load<f32>(bytes(bias + first + j)) : 0);
      }
    }
    for (let row = 0; row < k; row++) {
      const target = bytes(panel + ((at + row + 1) << 3));
      const source = from + row * rowStep + first * columnStep;
      if (width == 8 && columnStep == 1) {
        v128.store(target, v128.load(bytes(source)));
        v128.store(target, v128.load(bytes(source), 16), 16);
        continue;
      }
      for (let j = 0; j < 8; j++) {
        store<f32>(target + bytes(j), j < width ? load<f32>(bytes(source + j * columnStep)) : 0);
      }
    }
  }
}

/** Four rows by eight columns; `panel` begins with what the sums start from. */
function tile(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  runs: i32,
  run: i32,
  runStep: usize,
  panel: usize,
  c0: usize,
  c1: usize,
  c2: usize,
  c3: usize,
  add: bool,
): void {
  let s00 = v128.load(panel);
  let s01 = v128.load(panel, 16);
  let s10 = s00;
  let s11 = s01;
  let s20 = s00;
  let s21 = s01;
  let s30 = s00;
  let s31 = s01;
  let b = panel + 32;
  const skip = runStep - bytes(run);
  for (let r = 0; r < runs; r++) {
    const end = a0 + bytes(run);
    // Not unrolled: the loads would be moved to the front and take the registers that the sums need.
    for (; a0 < end; a0 += 4) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      let x = v128.load32_splat(a0);
      s00 = f32x4.add(s00, f32x4.mul(b0, x));
      s01 = f32x4.add(s01, f32x4.mul(b1, x));
      x = v128.load32_splat(a1);
      s10 = f32x4.add(s10, f32x4.mul(b0, x));
      s11 = f32x4.add(s11, f32x4.mul(b1, x));
      x = v128.load32_splat(a2);
      s20 = f32x4.add(s20, f32x4.mul(b0, x));
      s21 = f32x4.add(s21, f32x4.mul(b1, x));
      x = v128.load32_splat(a3);
      s30 = f32x4.add(s30, f32x4.mul(b0, x));
      s31 = f32x4.add(s31, f32x4.mul(b1, x));
      b += 32;
      a1 += 4;
      a2 += 4;
      a3 += 4;
    }
    a0 += skip;
    a1 += skip;
    a2 += skip;
    a3 += skip;
  }
  if (add) {
    s00 = f32x4.add(s00, v128.load(c0));
    s01 = f32x4.add(s01, v128.load(c0, 16));
    s10 = f32x4.add(s10, v128.load(c1));
    s11 = f32x4.add(s11, v128.load(c1, 16));
    s20 = f32x4.add(s20, v128.load(c2));
    s21 = f32x4.add(s21, v128.load(c2, 16));
    s30 = f32x4.add(s30, v128.load(c3));
    s31 = f32x4.add(s31, v128.load(c3, 16));
  }
  v128.store(c0, s00);
  v128.store(c0, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

/** The part of the spare tile that lies within the matrix. */
function keepPart(c: usize, step: usize, rows: i32, columns: i32, add: bool): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = c + <usize>i * step + bytes(j);
      const value = load<f32>(SPARE + bytes(i * 8 + j));
      store<f32>(at, add ? load<f32>(at) + value : value);
    }
  }
}

export function convolve(
  x: i32,
  imageStep: i32,
  rowStep: i32,
  pixelStep: i32,
  images: i32,
  height: i32,
  width: i32,
  runs: i32,
  run: i32,
  runStep: i32,
  packed: i32,
  n: i32,
  y: i32,
  add: i32,
): void {
  const pixels = images * height * width;
  const panelBytes = bytes((runs * run + 1) * 8);
  const panels = (n + 7) / 8;
  const together = max(1, PANEL_BYTES / <i32>panelBytes);
  const cStep = bytes(n);
  const step = bytes(pixelStep);
  for (let from = 0; from < panels; from += together) {
    const to = min(panels, from + together);
    let column = 0;
    let line = 0;
    let lineStart = bytes(x);
    let imageStart = lineStart;
    let at = lineStart;
    for (let pixel = 0; pixel < pixels; pixel += 4) {
      const a0 = at;
      let a1 = at;
      let a2 = at;
      let a3 = at;
      // Where the next three pixels start; behind the last one the tile repeats it.
      for (let i = 1; i <= 4; i++) {
        if (pixel + i < pixels) {
          column++;
          at += step;
          if (column == width) {
            column = 0;
            line++;
            lineStart += bytes(rowStep);
            if (line == height) {
              line = 0;
              imageStart += bytes(imageStep);
              lineStart = imageStart;
            }
            at = lineStart;
          }
        }
        if (i == 1) a1 = at;
        else if (i == 2) a2 = at;
        else if (i == 3) a3 = at;
      }
      const rows = min(4, pixels - pixel);
      for (let p = from; p < to; p++) {
        const panel = bytes(packed) + <usize>p * panelBytes;
        const c = bytes(y) + <usize>pixel * cStep + bytes(p << 3);
        const columns = min(8, n - (p << 3));
        if (rows == 4 && columns == 8) {
          const c2 = c + cStep * 2;
          tile(a0, a1, a2, a3, runs, run, bytes(runStep), panel, c, c + cStep, c2, c2 + cStep, add != 0);
        } else {
          tile(a0, a1, a2, a3, runs, run, bytes(runStep), panel, SPARE, SPARE + 32, SPARE + 64, SPARE + 96, false);
          keepPart(c, cStep, rows, columns, add != 0);
        }
      }
    }
  }
}

/** Sums of outer products over one picture: four places of k (at offsets of their own) by eight columns. */
function outerTile(
  x: usize,
  o0: usize,
  o1: usize,
  o2: usize,
  o3: usize,
  rowStep: usize,
  pixelStep: usize,
  height: i32,
  width: i32,
  dy: usize,
  dyStep: usize,
  c0: usize,
  c1: usize,
  c2: usize,
  c3: usize,
): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  let d = dy;
  for (let line = 0; line < height; line++) {
    let a0 = x + o0;
    let a1 = x + o1;
    let a2 = x + o2;
    let a3 = x + o3;
    for (let column = 0; column < width; column++) {
      const b0 = v128.load(d);
      const b1 = v128.load(d, 16);
      let v = v128.load32_splat(a0);
      s00 = f32x4.add(s00, f32x4.mul(b0, v));
      s01 = f32x4.add(s01, f32x4.mul(b1, v));
      v = v128.load32_splat(a1);
      s10 = f32x4.add(s10, f32x4.mul(b0, v));
      s11 = f32x4.add(s11, f32x4.mul(b1, v));
      v = v128.load32_splat(a2);
      s20 = f32x4.add(s20, f32x4.mul(b0, v));
      s21 = f32x4.add(s21, f32x4.mul(b1, v));
      v = v128.load32_splat(a3);
      s30 = f32x4.add(s30, f32x4.mul(b0, v));
      s31 = f32x4.add(s31, f32x4.mul(b1, v));
      a0 += pixelStep;
      a1 += pixelStep;
      a2 += pixelStep;
      a3 += pixelStep;
      d += dyStep;
    }
    x += rowStep;
  }
  v128.store(c0, f32x4.add(s00, v128.load(c0)));
  v128.store(c0, f32x4.add(s01, v128.load(c0, 16)), 16);
  v128.store(c1, f32x4.add(s10, v128.load(c1)));
  v128.store(c1, f32x4.add(s11, v128.load(c1, 16)), 16);
  v128.store(c2, f32x4.add(s20, v128.load(c2)));
  v128.store(c2, f32x4.add(s21, v128.load(c2, 16)), 16);
  v128.store(c3, f32x4.add(s30, v128.load(c3)));
  v128.store(c3, f32x4.add(s31, v128.load(c3, 16)), 16);
}

/** Where place k of a window lies behind the window's start, in bytes. */
function placeOf(k: i32, run: i32, runStep: i32): usize {
  return bytes((k / run) * runStep + (k % run));
}

function outerPicture(
  x: usize,
  rowStep: i32,
  pixelStep: i32,
  height: i32,
  width: i32,
  runs: i32,
  run: i32,
  runStep: i32,
  dy: usize,
  n: i32,
  dw: usize,
): void {
  const k = runs * run;
  const last = k - 1;
  const cStep = bytes(n);
  for (let row = 0; row < k; row += 4) {
    const o0 = placeOf(row, run, runStep);
    const o1 = placeOf(min(row + 1, last), run, runStep);
    const o2 = placeOf(min(row + 2, last), run, runStep);
    const o3 = placeOf(min(row + 3, last), run, runStep);
    for (let first = 0; first < n; first += 8) {
      const c = dw + <usize>row * cStep + bytes(first);
      const d = dy + bytes(first);
      const lineStep = bytes(rowStep);
      const step = bytes(pixelStep);
      if (row + 4 <= k && first + 8 <= n) {
        const c2 = c + cStep * 2;
        outerTile(x, o0, o1, o2, o3, lineStep, step, height, width, d, cStep, c, c + cStep, c2, c2 + cStep);
      } else {
        for (let i: usize = 0; i < 128; i += 16) v128.store(SPARE + i, f32x4.splat(0));
        outerTile(
          x,
          o0,
          o1,
          o2,
          o3,
          lineStep,
          step,
          height,
          width,
          d,
          cStep,
          SPARE,
          SPARE + 32,
          SPARE + 64,
          SPARE + 96,
        );
        keepPart(c, cStep, min(4, k - row), min(8, n - first), true);
      }
    }
  }
}

export function correlate(
  x: i32,
  imageStep: i32,
  rowStep: i32,
  pixelStep: i32,
  images: i32,
  height: i32,
  width: i32,
  runs: i32,
  run: i32,
  runStep: i32,
  dy: i32,
  n: i32,
  dw: i32,
): void {
  // A flat product comes as one long line: it is cut into pieces.
  const flat = images == 1 && height == 1;
  const pieces = flat ? (width + OUTER_ROWS - 1) / OUTER_ROWS : images;
  for (let piece = 0; piece < pieces; piece++) {
    const columns = flat ? min(OUTER_ROWS, width - piece * OUTER_ROWS) : width;
    const xAt = x + (flat ? piece * OUTER_ROWS * pixelStep : piece * imageStep);
    const dyAt = dy + (flat ? piece * OUTER_ROWS : piece * height * width) * n;
    outerPicture(bytes(xAt), rowStep, pixelStep, height, columns, runs, run, runStep, bytes(dyAt), n, bytes(dw));
  }
}
