const SIDE = 12;

/** Strokes of each mark on a grid of 12 × 12, as [row, column]. */
const MARKS = {
  'this way up': [...Array.from({ length: 8 }, (_, i) => [2 + i, 6]), [3, 5], [4, 4], [5, 3], [3, 7], [4, 8], [5, 9]],
  fragile: [
    ...Array.from({ length: 5 }, (_, i) => [2, 4 + i]),
    ...[3, 4, 5].flatMap((row) => [
      [row, 4],
      [row, 8],
    ]),
    [6, 5],
    [6, 7],
    ...[7, 8, 9].map((row) => [row, 6]),
    ...Array.from({ length: 5 }, (_, i) => [10, 4 + i]),
  ],
  'keep dry': [
    [2, 5],
    [2, 6],
    [2, 7],
    [3, 4],
    [3, 8],
    [4, 3],
    [4, 9],
    ...Array.from({ length: 7 }, (_, i) => [5, 3 + i]),
    ...[6, 7, 8, 9].map((row) => [row, 6]),
    [10, 5],
    [9, 4],
  ],
  'do not stack': [
    ...Array.from({ length: 8 }, (_, i) => [2 + i, 2 + i]),
    ...Array.from({ length: 8 }, (_, i) => [2 + i, 9 - i]),
    ...Array.from({ length: 8 }, (_, i) => [10, 2 + i]),
  ],
};

/**
 * Small grey pictures of the handling marks on parcels, as a camera over the belt takes them: shifted by up to two
 * pixels, weak or strong ink, noise, and now and then a stain. Every mark is as frequent as the others.
 */
export const parcelMarks = {
  id: 'parcel-marks',
  seed: 20260702,
  known: 640,
  fresh: 120,
  key: 'parcel_id',
  outcome: 'mark',

  /** @param {ReturnType<typeof import('./draw.mjs').createDraw>} draw @param {number} index */
  row(draw, index) {
    const names = Object.keys(MARKS);
    const mark = names[draw.integer(0, names.length - 1)];
    const [down, right] = [draw.integer(-2, 1), draw.integer(-2, 2)];
    const ink = 7 + 8 * draw.uniform();
    const pixels = Array.from({ length: SIDE * SIDE }, () => Math.abs(1.6 * draw.normal()));
    const put = (row, column, value) => {
      if (row < 0 || column < 0 || row >= SIDE || column >= SIDE) return;
      pixels[row * SIDE + column] += value;
    };
    for (const [row, column] of MARKS[mark]) {
      put(row + down, column + right, ink);
      if (draw.chance(0.25)) put(row + down, column + right + 1, ink / 3);
    }
    if (draw.chance(0.2)) {
      const [top, left] = [draw.integer(0, SIDE - 3), draw.integer(0, SIDE - 3)];
      for (const row of [0, 1, 2]) for (const column of [0, 1, 2]) put(top + row, left + column, 5);
    }
    const grey = pixels.map((value) => Math.min(15, Math.round(value)));
    return {
      parcel_id: `P-${5000 + index}`,
      ...Object.fromEntries(grey.map((value, i) => [`pixel_${Math.floor(i / SIDE)}_${i % SIDE}`, value])),
      mark,
    };
  },
};
