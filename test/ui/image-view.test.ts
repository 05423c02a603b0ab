import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterPictures } from '../../src/ui/image/view/filters.ts';
import { heatPixels, heatSaid } from '../../src/ui/image/view/heat.ts';
import { kindsOfPictures, spacedRows, unevenKinds } from '../../src/ui/image/view/kinds.ts';

const heat = (height: number, width: number, at: (x: number, y: number) => number) => ({
  height,
  width,
  values: Float32Array.from({ length: height * width }, (_, i) => at(i % width, Math.floor(i / width))),
});

describe('a heat map in words', () => {
  it('names the ninth that the weight lies in, whatever the size of the picture', () => {
    const corners = [
      ['top-left', 0, 0],
      ['top-right', 1, 0],
      ['middle', 0.5, 0.5],
      ['bottom', 0.5, 1],
    ] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 40 }),
        fc.integer({ min: 3, max: 40 }),
        fc.constantFrom(...corners),
        (height, width, [place, x, y]) => {
          const [left, top] = [Math.round(x * (width - 1)), Math.round(y * (height - 1))];
          const said = heatSaid(heat(height, width, (px, py) => Number(px === left && py === top)));
          expect(said).toEqual({ kind: 'place', place, share: 1 });
        },
      ),
    );
  });

  it('names none where all counted alike, or nothing did', () => {
    expect(heatSaid(heat(9, 12, () => 0.4))).toEqual({ kind: 'even' });
    expect(heatSaid(heat(9, 12, () => 0))).toEqual({ kind: 'nothing' });
  });

  it('lets less of the picture through the more it counted', () => {
    const opaque = heatPixels({ height: 1, width: 4, values: Float32Array.of(0, 0.5, 1, 7) }).filter(
      (_, i) => i % 4 === 3,
    );
    expect([...opaque]).toEqual([0, 108, 217, 217]);
  });
});

describe('filters as pictures', () => {
  it('are grey where they want nothing, each by its own largest weight', () => {
    const values = Float32Array.of(0, 2, -2, 1, 0.1, 0, -0.1, -0.05);
    const { pixels, width, height } = filterPictures({ count: 2, height: 2, width: 2, channels: 1, values });
    expect([width, height]).toEqual([2, 2]);
    expect([...pixels]).toEqual([128, 255, 0, 191, 255, 128, 0, 64]);
  });

  it('are all grey where nothing was learned', () => {
    const made = filterPictures({ count: 1, height: 1, width: 1, channels: 3, values: new Float32Array(3) });
    expect(made.channels).toBe(3);
    expect([...made.pixels]).toEqual([128, 128, 128]);
  });
});

describe('kinds of pictures', () => {
  it('spreads the rows that are looked through over the whole table, each once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 1, max: 600 }), (rowCount, most) => {
        const rows = spacedRows(rowCount, most);
        expect(rows).toHaveLength(Math.min(rowCount, most));
        expect(new Set(rows).size).toBe(rows.length);
        // The last of them is about one step from the end.
        expect(rows.at(-1) ?? 0).toBeGreaterThanOrEqual(rowCount - rowCount / Math.max(1, rows.length) - 1);
        expect(rows.every((row) => row >= 0 && row < rowCount)).toBe(true);
      }),
    );
  });

  it('sorts rows into kinds, the most frequent first, and no more of each than asked for', () => {
    const looked = ['b', 'a', null, 'b', 'b', 'c'].map((cell, row) => ({ row, cells: [cell] }));
    const levels = [
      { level: 'a', count: 10 },
      { level: 'b', count: 40 },
      { level: 'rare', count: 2 },
    ];
    const kinds = kindsOfPictures(levels, looked, 2);
    expect(kinds).toEqual([
      { name: 'b', count: 40, rows: [0, 3] },
      { name: 'a', count: 10, rows: [1] },
      { name: 'rare', count: 2, rows: [] },
    ]);
    expect(unevenKinds(kinds)?.map(({ name }) => name)).toEqual(['b', 'rare']);
    expect(unevenKinds(kinds.slice(1, 2))).toBeUndefined();
  });
});
