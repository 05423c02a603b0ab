import { describe, expect, it } from 'vitest';
import { fitToEnd, type Estimator, type FitProgress } from '../../src/core/learn/estimator.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import type { ClassPrediction, ClassTarget } from '../../src/core/learn/task.ts';
import { likeliestClass } from '../../src/core/learn/prediction.ts';
import type { ValidationRows } from '../../src/core/prepare/rows.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import type { ImageColumn } from '../../src/core/table/column.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take.ts';
import { IMAGE_CNN_DEFAULTS } from '../../src/nn/image/params.ts';
import { imageNetSpec, workOf } from '../../src/nn/image/spec.ts';
import type { ImageNetState } from '../../src/nn/image/state.ts';
import { planNet } from '../../src/nn/net/plan.ts';
import { describeEstimator } from '../contract/estimator-contract.ts';
import { markedPictures } from '../support/pictures.ts';
import { imageCnn, pictureCase, PICTURE_SIZE } from './support.ts';

const pacer = () => createPacer(new AbortController().signal);

describeEstimator(() => imageCnn as unknown as Estimator, {
  params: { ...IMAGE_CNN_DEFAULTS, size: PICTURE_SIZE, filters: 8, epochs: 4, learningRate: 0.01 },
  resumes: true,
  cases: pictureCase,
});

describe('the structure of a network for pictures', () => {
  it.each([
    [4, 1, 2, 1],
    [8, 1, 4, 2],
    [28, 3, 7, 3],
    [32, 3, 8, 4],
    [64, 3, 8, 4],
    [96, 3, 12, 6],
  ] as const)('halves pictures of side %i, channels %i, as often as they bear', (side, channels, averaged, flat) => {
    const left = (head: 'average' | 'flatten'): unknown => {
      const spec = imageNetSpec({ ...IMAGE_CNN_DEFAULTS, head }, { height: side, width: side, channels }, 3);
      const at = spec.layers.findIndex(({ kind }) => kind === 'flatten' || kind === 'global-average');
      return planNet(spec).shapes[at];
    };
    expect(left('average')).toMatchObject({ kind: 'picture', height: averaged, width: averaged });
    expect(left('flatten')).toMatchObject({ kind: 'picture', height: flat, width: flat });
  });

  it('takes one block more where it is asked for, and never more than the picture has pixels for', () => {
    const pools = (side: number, moreBlocks: number): number =>
      imageNetSpec({ ...IMAGE_CNN_DEFAULTS, moreBlocks }, { height: side, width: side, channels: 1 }, 2).layers.filter(
        ({ kind }) => kind === 'max-pool',
      ).length;
    expect(pools(28, 1)).toBe(pools(28, 0) + 1);
    expect(pools(8, 5)).toBe(2);
  });

  it('counts its multiplications as written out by hand', () => {
    const spec = imageNetSpec({ ...IMAGE_CNN_DEFAULTS, filters: 4 }, { height: 20, width: 20, channels: 3 }, 5);
    expect(workOf(spec)).toBe(20 * 20 * 4 * 9 * 3 + 10 * 10 * 8 * 9 * 4 + 8 * 5);
  });
});

/** Two kinds of marks; those of the second are rarer by `every`. */
function uneven(rows: number, every: number): { column: ImageColumn; target: ClassTarget; kept: Int32Array } {
  const { pictures, labels } = markedPictures({ rows, seed: 5, side: 10, channels: 1, kinds: 2, noise: 20 });
  const rare = labels.codes[0] === 0 ? 1 : 0;
  const kept = Int32Array.from({ length: rows }, (_, row) => row).filter(
    (row) => labels.codes[row] !== rare || row % every === 0,
  );
  const codes = labels.codes.map((code) => (code === rare ? 1 : 0));
  return { column: pictures, target: { task: 'binary', classes: ['often', 'rare'], codes }, kept };
}

async function fit(
  column: ImageColumn,
  target: ClassTarget,
  rows: Int32Array,
  params: object,
  validation?: Int32Array,
): Promise<{ readonly state: ImageNetState; readonly told: readonly FitProgress[] }> {
  const told: FitProgress[] = [];
  const input = {
    features: makeTable([column]),
    target,
    rows: allRows(rows),
    ...(validation ? { validation: validation as ValidationRows } : {}),
  };
  const settings = { ...IMAGE_CNN_DEFAULTS, ...params };
  const state = await fitToEnd(imageCnn, input, settings, { seed: 3, pacer: pacer() }, (one) => told.push(one));
  return { state, told };
}

describe('a network for pictures', () => {
  const { pictures, labels } = markedPictures({ rows: 420, seed: 12, side: 12, channels: 3, kinds: 4, noise: 15 });
  const target: ClassTarget = { task: 'multiclass', classes: labels.levels, codes: labels.codes };
  const rows = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
  const learned = fit(pictures, target, rows(0, 300), { filters: 12, epochs: 24 }, rows(300, 360));

  it('tells marks apart whose colours say nothing, wherever they stand', async () => {
    const { state } = await learned;
    const said = (await imageCnn.predict(takeRows(makeTable([pictures]), rows(360, 420)), state)) as ClassPrediction;
    const right = likeliestClass(said).filter((code, i) => code === target.codes[360 + i]).length;
    expect(right / 60).toBeGreaterThan(0.85);
  });

  it('is watched after each epoch: filters, and always the same validation pictures', async () => {
    const { state, told } = await learned;
    const live = told.flatMap((progress) => (progress.live ? [progress.live] : []));
    expect(live.length).toBeGreaterThanOrEqual(state.epochs);
    for (const { filters, examples } of live) {
      expect(filters).toMatchObject({ count: 12, height: 3, width: 3, channels: 3 });
      expect(filters?.values).toHaveLength(12 * 27);
      expect(examples.map(({ row }) => row)).toEqual(live[0]?.examples.map(({ row }) => row));
      expect(examples).toHaveLength(8);
      for (const { row, actual, share } of examples) {
        expect(row).toBeGreaterThanOrEqual(300);
        expect(actual).toBe(target.codes[row]);
        expect(share).toBeGreaterThan(0.24);
      }
    }
    const epochs = told.filter(({ validationAccuracy }) => validationAccuracy !== undefined);
    expect(
      epochs.every(({ learningRate, rowsPerSecond }) => Number(learningRate) > 0 && Number(rowsPerSecond) > 0),
    ).toBe(true);
  });

  it('shows a filter as it lies in the network', async () => {
    const { state, told } = await learned;
    const filters = told.at(-1)?.live?.filters;
    const plan = planNet(state.spec);
    const kernel = plan.blocks.find(({ name }) => name === '0.kernel');
    expect(kernel?.shape).toEqual([3, 3, 3, 12]);
    const single = await fit(pictures, target, rows(0, 60), { filters: 12, epochs: 1 });
    const shown = single.told.at(-1)?.live?.filters?.values as Float32Array;
    // Filter 5, line 2, column 1, blue.
    expect(shown[5 * 27 + (2 * 3 + 1) * 3 + 2]).toBe(single.state.parameters[((2 * 3 + 1) * 3 + 2) * 12 + 5]);
    expect(filters?.values.every(Number.isFinite)).toBe(true);
  });

  it('says how pictures were changed and why, and leaves them where it is told to', async () => {
    const { state } = await learned;
    const { augmentation } = imageCnn.picture?.notes(state) ?? { augmentation: [] };
    expect(augmentation.map(({ kind }) => kind)).toEqual(['shift', 'flip', 'rotate', 'brightness']);
    expect(augmentation.every(({ code }) => code.startsWith('augment.'))).toBe(true);
    const plain = await fit(pictures, target, rows(0, 60), { filters: 4, epochs: 1, augment: false });
    const notes = imageCnn.picture?.notes(plain.state);
    expect(notes?.augmentation.every(({ used, code }) => !used && code === 'augment.left-off')).toBe(true);
  });

  it('looks at the mark: where a light square says it all, the heat is there', async () => {
    const side = 16;
    const places = [2, 9];
    const count = 120;
    const pixels = new Uint8Array(count * side * side);
    const codes = Int32Array.from({ length: count }, (_, row) => row % 2);
    codes.forEach((code, row) => {
      // Class 1 has a square with a hole, class 0 a full one, anywhere.
      const [left, top] = [places[(row >> 1) % 2] as number, places[(row >> 2) % 2] as number];
      for (let y = 0; y < 5; y++) {
        for (let x = 0; x < 5; x++) {
          const isHole = code === 1 && x > 0 && x < 4 && y > 0 && y < 4;
          pixels[(row * side + top + y) * side + left + x] = isHole ? 20 : 220 - ((row * 13 + x * 7) % 30);
        }
      }
    });
    const column: ImageColumn = { kind: 'image', name: 'p', width: side, height: side, channels: 1, pixels };
    const { state } = await fit(column, { task: 'binary', classes: ['full', 'hollow'], codes }, rows(0, count), {
      filters: 8,
      epochs: 12,
      augment: false,
    });
    let near = 0;
    const shown = rows(0, 8);
    for (const row of shown) {
      const heat = await imageCnn.picture?.heat(
        takeRows(makeTable([column]), Int32Array.of(row)),
        state,
        codes[row] as number,
      );
      expect(heat).toMatchObject({ height: side, width: side });
      const values = heat?.values as Float32Array;
      expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
      const hottest = values.indexOf(Math.max(...values));
      const [left, top] = [places[(row >> 1) % 2] as number, places[(row >> 2) % 2] as number];
      const distance = Math.hypot((hottest % side) - left - 2, Math.floor(hottest / side) - top - 2);
      if (distance <= 5) near++;
    }
    expect(near).toBeGreaterThanOrEqual(6);
  });

  it('weighs uneven classes alike, and still says how frequent they are', async () => {
    const { column, target: two, kept } = uneven(600, 8);
    const { state } = await fit(column, two, kept, { filters: 8, epochs: 10 });
    expect(imageCnn.picture?.notes(state).classWeights).toBe(true);
    const features = takeRows(makeTable([column]), kept);
    const told = async (by: ImageNetState): Promise<number> => {
      const { probabilities } = (await imageCnn.predict(features, by)) as ClassPrediction;
      return kept.reduce((sum, _, i) => sum + (probabilities[2 * i + 1] as number), 0) / kept.length;
    };
    const truth = kept.reduce((sum, row) => sum + (two.codes[row] as number), 0) / kept.length;
    expect(truth).toBeLessThan(0.2);
    const off = Math.abs((await told(state)) - truth);
    expect(off).toBeLessThan(0.1);
    // As it learned them, rare ones are taken for far too frequent.
    expect(await told({ ...state, offsets: [0, 0] })).toBeGreaterThan(truth + 2 * off);
  });

  it('gives a row without a picture the shares of the classes', async () => {
    const missing = new Uint8Array(420);
    missing.fill(1, 400);
    const gaps = { ...pictures, missing };
    const { state } = await fit(gaps, target, rows(0, 200), { filters: 4, epochs: 1 });
    const said = (await imageCnn.predict(takeRows(makeTable([gaps]), Int32Array.of(410, 0)), state)) as ClassPrediction;
    expect(Array.from(said.probabilities.subarray(0, 4))).toEqual(Array.from(state.shares));
    expect(Array.from(said.probabilities.subarray(4))).not.toEqual(Array.from(state.shares));
  });
});
