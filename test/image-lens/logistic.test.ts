import { describe, expect, it } from 'vitest';
import { fitToEnd } from '../../src/core/learn/estimator.ts';
import { pictureLogistic } from '../../src/core/learn/image/logistic.ts';
import { fitSoftmax, type Rows, type SoftmaxFit } from '../../src/core/learn/image/softmax-regression.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import type { ClassPrediction, ClassTarget } from '../../src/core/learn/task.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import type { ImageColumn } from '../../src/core/table/column.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { describeEstimator } from '../contract/estimator-contract.ts';
import { expectAllClose, readGolden } from '../support/golden.ts';
import { asPixelColumns } from '../support/pictures.ts';
import { pictureCase, PICTURE_SIZE } from './support.ts';

const pacer = () => createPacer(new AbortController().signal);

describeEstimator(() => pictureLogistic, {
  params: { ...pictureLogistic.defaults, size: PICTURE_SIZE },
  cases: pictureCase,
});

interface Golden {
  readonly x: readonly (readonly number[])[];
  readonly codes: readonly number[];
  readonly weights: readonly number[];
  readonly fits: readonly {
    readonly penalty: number;
    readonly weighted: boolean;
    readonly slopes: readonly number[];
    readonly intercepts: readonly number[];
  }[];
}

/** scikit-learn's LogisticRegression; test/golden/make_image_fixtures.py. */
const golden = readGolden<Golden>('softmax');

async function softmax(rows: Rows, penalty: number): Promise<SoftmaxFit> {
  const run = fitSoftmax(rows, penalty, { tolerance: 1e-9, mostSteps: 2_000 }, pacer());
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

describe('softmax regression', () => {
  it.each(golden.fits)("finds scikit-learn's slopes: penalty $penalty, weighted $weighted", async (fit) => {
    const width = (golden.x[0] as readonly number[]).length;
    const found = await softmax(
      {
        count: golden.x.length,
        width,
        values: Float32Array.from(golden.x.flat()),
        codes: Int32Array.from(golden.codes),
        classes: 3,
        weights: Float64Array.from(golden.weights, (weight) => (fit.weighted ? weight : 1)),
      },
      fit.penalty,
    );
    expect(found.converged).toBe(true);
    expectAllClose(found.slopes, fit.slopes, 1e-5, 0.1);
    expectAllClose(found.intercepts, fit.intercepts, 1e-5, 0.1);
  });
});

describe('logistic regression of pictures', () => {
  const target = (codes: readonly number[]): ClassTarget => ({
    task: 'binary',
    classes: ['no', 'yes'],
    codes: Int32Array.from(codes),
  });
  /** 40 × 40 pixels; "yes" has a light square in the upper left, "no" in the lower right. */
  function squares(rows: number): { readonly column: ImageColumn; readonly codes: number[] } {
    const side = 40;
    const pixels = new Uint8Array(rows * side * side);
    const codes = Array.from({ length: rows }, (_, row) => row % 2);
    codes.forEach((code, row) => {
      const from = code === 1 ? 4 : 26;
      for (let y = 0; y < side; y++) {
        for (let x = 0; x < side; x++) {
          const inside = x >= from && x < from + 8 && y >= from && y < from + 8;
          pixels[(row * side + y) * side + x] = inside ? 150 + ((row * 7) % 90) : (row * 3 + x + y) % 20;
        }
      }
    });
    return { column: { kind: 'image', name: 'p', width: side, height: side, channels: 1, pixels }, codes };
  }
  const fit = (column: ImageColumn, codes: number[]) =>
    fitToEnd(
      pictureLogistic,
      {
        features: makeTable([column]),
        target: target(codes),
        rows: allRows(Int32Array.from(codes, (_, row) => row)),
      },
      pictureLogistic.defaults,
      { seed: 1, pacer: pacer() },
    );

  it('looks where the difference is, in pictures that are averaged down too', async () => {
    const { column, codes } = squares(60);
    const state = await fit(column, codes);
    expect(state.pool).toBe(2);
    const yes = { ...column, pixels: column.pixels.subarray(1600, 3200) };
    const heat = await pictureLogistic.picture?.heat(makeTable([yes]), state, 1);
    expect(heat).toMatchObject({ height: 40, width: 40 });
    const values = heat?.values as Float32Array;
    const mean = (from: number): number => {
      let sum = 0;
      for (let y = from; y < from + 8; y++) for (let x = from; x < from + 8; x++) sum += values[y * 40 + x] as number;
      return sum / 64;
    };
    expect(mean(4)).toBeGreaterThan(0.5);
    expect(mean(4)).toBeGreaterThan(3 * mean(14));
    expect(Math.max(...values)).toBe(1);
    expect(Math.min(...values)).toBe(0);
  });

  it('gives a row without a picture the shares of the classes, and does not learn from it', async () => {
    const { column, codes } = squares(60);
    const missing = new Uint8Array(60);
    missing.fill(1, 50);
    const gaps = { ...column, missing };
    const state = await fit(gaps, codes);
    const noise = { ...gaps, pixels: gaps.pixels.map((value, i) => (i < 50 * 1600 ? value : 255)) };
    expect(await fit(noise, codes)).toEqual(state);
    const told = (await pictureLogistic.predict(makeTable([gaps]), state)) as ClassPrediction;
    expect(Array.from(told.probabilities.subarray(2 * 55, 2 * 55 + 2))).toEqual([0.5, 0.5]);
    await expect(fit({ ...column, missing: new Uint8Array(60).fill(1) }, codes)).rejects.toMatchObject({
      code: 'image.no-pictures',
    });
  });

  it('reads the same out of columns of pixels in other units', async () => {
    const { column, codes } = squares(40);
    const small: ImageColumn = { ...column, pixels: column.pixels.map((value) => (value >> 4) * 15) };
    const size = { height: 40, width: 40, channels: 1 } as const;
    const features = makeTable(asPixelColumns(small, 15));
    const rows = allRows(Int32Array.from(codes, (_, row) => row));
    const params = { ...pictureLogistic.defaults, size };
    const input = { features, target: target(codes), rows };
    const ofColumns = await fitToEnd(pictureLogistic, input, params, { seed: 1, pacer: pacer() });
    const { highest, ...rest } = await fit(small, codes);
    expect({ ...ofColumns, highest: 15 * ofColumns.highest }).toEqual({ ...rest, highest });
  });

  it('says that columns are no picture of the size', async () => {
    const { features, target: known } = pictureCase('binary', 1);
    const input = { features, target: known, rows: allRows(Int32Array.from({ length: 100 }, (_, i) => i)) };
    const run = fitToEnd(
      pictureLogistic,
      input,
      { penalty: 1, size: { height: 5, width: 6, channels: 1 } },
      { seed: 1, pacer: pacer() },
    );
    await expect(run).rejects.toMatchObject({ code: 'image.shape-mismatch', params: { columns: 36, height: 5 } });
  });
});
