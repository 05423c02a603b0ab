import { describe, expect, it } from 'vitest';
import { CancelledError, CodedError } from '../../src/core/errors.ts';
import { fitToEnd, type Estimator, type FitInput, type FitProgress } from '../../src/core/learn/estimator.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import type { Prediction, Target, TaskKind } from '../../src/core/learn/task.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import type { ValidationRows } from '../../src/core/prepare/rows.ts';
import { defaultRecipe, encodingRecipe, fitRecipe } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column } from '../../src/core/table/column.ts';
import type { Table } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take.ts';
import { makeTextColumn, textReader } from '../../src/core/table/text.ts';

export const ROWS = 400;
const TRAIN = 300;

/** Rows to learn from and to judge on, `ROWS` of them, of which the first `TRAIN` are learned from. */
export interface Case {
  readonly features: Table;
  readonly target: Target;
}

/** Numbers with gaps and a category, with a signal in each; encoded as the estimator asks, on the training rows. */
function makeCase(estimator: Estimator, task: TaskKind, seed: number): Case {
  const random = createRandom(seed);
  const a = Float64Array.from({ length: ROWS }, () => random.normal());
  const b = Float64Array.from({ length: ROWS }, () => (random.next() < 0.1 ? Number.NaN : random.normal() * 50));
  const level = Int32Array.from({ length: ROWS }, () => random.integer(3));
  const table: Table = {
    rowCount: ROWS,
    columns: [
      { kind: 'number', name: 'a', values: a },
      { kind: 'number', name: '__proto__', values: b },
      makeCategoryColumn(
        'c',
        Array.from(level, (code) => ['x', 'y', 'z'][code] as string),
      ),
    ],
  };
  const signal = (row: number): number => {
    const gap = b[row] as number;
    return (
      2 * (a[row] as number) + (Number.isNaN(gap) ? 0 : gap / 50) + (level[row] === 2 ? 1.5 : 0) + 0.3 * random.normal()
    );
  };
  const scores = Float64Array.from({ length: ROWS }, (_, row) => signal(row));
  const recipe = encodingRecipe(estimator.encoding, defaultRecipe(STEPS), STEPS);
  return { features: fitRecipe(table, trainRows(), recipe, STEPS).table, target: makeTarget(task, scores) };
}

const trainRows = () => allRows(Int32Array.from({ length: TRAIN }, (_, i) => i));

/** A target that scores speak of: themselves, or classes cut out of them. */
export function makeTarget(task: TaskKind, scores: Float64Array): Target {
  if (task === 'regression') return { task, values: scores };
  if (task === 'binary') return { task, classes: ['no', 'yes'], codes: Int32Array.from(scores, (s) => Number(s > 0)) };
  return {
    task,
    classes: ['low', 'middle', 'high'],
    codes: Int32Array.from(scores, (s) => (s < -1 ? 0 : s > 1 ? 2 : 1)),
  };
}

/** Replaces every row that is no training row by something that would show. */
function poisoned({ features, target }: Case): Case {
  const columns = features.columns.map((column): Column => {
    if (column.kind === 'category') {
      return { ...column, codes: column.codes.map((code, row) => (row < TRAIN ? code : 0)) };
    }
    if (column.kind === 'image') {
      const first = (TRAIN / ROWS) * column.pixels.length;
      return { ...column, pixels: column.pixels.map((value, i) => (i < first ? value : 255 - value)) };
    }
    if (column.kind === 'text') {
      const read = textReader(column);
      return makeTextColumn(
        column.name,
        Array.from({ length: ROWS }, (_, row) => (row < TRAIN ? read(row) : 'poison refund parcel')),
      );
    }
    if (column.kind !== 'number') return column;
    return { ...column, values: column.values.map((value, row) => (row < TRAIN ? value : 1e9)) };
  });
  const other =
    target.task === 'regression'
      ? { ...target, values: target.values.map((value, row) => (row < TRAIN ? value : -1e9)) }
      : { ...target, codes: target.codes.map((code, row) => (row < TRAIN ? code : 0)) };
  return { features: { rowCount: ROWS, columns }, target: other };
}

const numbersOf = (prediction: Prediction): Float64Array =>
  prediction.task === 'regression' ? prediction.values : prediction.probabilities;

/** Skill of the best answer that is the same for every row. */
function bestGuess(target: Target): number {
  if (target.task === 'regression') return 0;
  const counts = target.classes.map((_, k) => target.codes.subarray(TRAIN).filter((code) => code === k).length);
  return Math.max(...counts) / (ROWS - TRAIN);
}

/** On rows not learned from: share of the spread explained, or share of the classes named rightly. */
function skill(target: Target, prediction: Prediction): number {
  let right = 0;
  let errors = 0;
  let spread = 0;
  const later = target.task === 'regression' ? target.values.subarray(TRAIN) : new Float64Array(0);
  const centre = later.reduce((sum, value) => sum + value, 0) / later.length;
  for (let row = TRAIN; row < ROWS; row++) {
    if (target.task === 'regression' && prediction.task === 'regression') {
      errors += ((target.values[row] as number) - (prediction.values[row] as number)) ** 2;
      spread += ((target.values[row] as number) - centre) ** 2;
    } else if (target.task !== 'regression' && prediction.task !== 'regression') {
      const k = target.classes.length;
      const row0 = prediction.probabilities.subarray(row * k, row * k + k);
      if (row0.indexOf(Math.max(...row0)) === target.codes[row]) right++;
    }
  }
  return target.task === 'regression' ? 1 - errors / spread : right / (ROWS - TRAIN);
}

/**
 * What every estimator has to keep, whatever it computes with. The caller may shorten training through `params`.
 * @param learns false for an estimator that takes no notice of the features
 * @param resumes true for one that tells checkpoints
 * @param cases rows for an estimator that reads its columns as they are; the same for the same seed
 */
export function describeEstimator(
  make: () => Estimator,
  {
    params,
    learns = true,
    resumes = false,
    cases,
  }: {
    readonly params?: unknown;
    readonly learns?: boolean;
    readonly resumes?: boolean;
    readonly cases?: (task: TaskKind, seed: number) => Case;
  } = {},
): void {
  const estimator = make();
  const caseOf = cases ?? ((task: TaskKind, seed: number): Case => makeCase(estimator, task, seed));
  const settings = params ?? estimator.defaults;
  const pacer = () => createPacer(new AbortController().signal);
  const fit = (input: FitInput, seed = 5): Promise<unknown> =>
    fitToEnd(estimator, input, settings, { seed, pacer: pacer() });

  describe.each(estimator.tasks)(`estimator ${estimator.id}: %s`, (task) => {
    const known = caseOf(task, 1);
    const input: FitInput = { ...known, rows: trainRows() };

    it('gives the same for the same seed, also after fitting something else', async () => {
      const first = await fit(input);
      await fit({ ...caseOf(task, 2), rows: trainRows() });
      expect(await fit(input)).toEqual(first);
    });

    it('learns from its training rows alone', async () => {
      expect(await fit({ ...poisoned(known), rows: trainRows() })).toEqual(await fit(input));
    });

    it('changes nothing it is given', async () => {
      const before = structuredClone(known);
      const state = await fit(input);
      const kept = structuredClone(state);
      await estimator.predict(known.features, state);
      expect(known).toEqual(before);
      expect(state).toEqual(kept);
    });

    it('has a state that is plain data: saved and loaded it predicts alike', async () => {
      const state = await fit(input);
      const saved = numbersOf(await estimator.predict(known.features, structuredClone(state)));
      expect(saved).toEqual(numbersOf(await estimator.predict(known.features, state)));
    });

    it('predicts a row the same whatever rows stand beside it, and nothing for no rows', async () => {
      const state = await fit(input);
      const width = known.target.task === 'regression' ? 1 : known.target.classes.length;
      const all = numbersOf(await estimator.predict(known.features, state));
      const some = Int32Array.from([350, 7, 399]);
      const few = numbersOf(await estimator.predict(takeRows(known.features, some), state));
      expect(few).toHaveLength(3 * width);
      some.forEach((row, i) => {
        for (let k = 0; k < width; k++) expect(few[i * width + k]).toBeCloseTo(all[row * width + k] as number, 6);
      });
      expect(numbersOf(await estimator.predict(takeRows(known.features, new Int32Array(0)), state))).toHaveLength(0);
    });

    it('predicts finite numbers; probabilities sum to 1', async () => {
      const prediction = await estimator.predict(known.features, await fit(input));
      const numbers = numbersOf(prediction);
      expect(numbers.every(Number.isFinite)).toBe(true);
      expect(prediction.task).toBe(task);
      const width = prediction.task === 'regression' ? numbers.length : prediction.classes.length;
      const sums = Array.from({ length: prediction.task === 'regression' ? 0 : ROWS }, (_, row) =>
        numbers.subarray(row * width, (row + 1) * width).reduce((sum, p) => sum + p, 0),
      );
      for (const sum of sums) expect(sum).toBeCloseTo(1, 6);
    });

    it('does better on new rows than a guess', async () => {
      const prediction = await estimator.predict(known.features, await fit(input));
      expect(skill(known.target, prediction) > bestGuess(known.target) + 0.05).toBe(learns);
    });

    it('says what is wrong with its input in a code', async () => {
      const code = async (bad: FitInput): Promise<string> => {
        try {
          await fit(bad);
        } catch (error) {
          return error instanceof CodedError ? error.code : String(error);
        }
        return 'no error';
      };
      expect(await code({ ...input, rows: allRows(new Int32Array(0)) })).toBe('train.too-few-rows');
      const none: Table = { rowCount: ROWS, columns: [] };
      expect(await code({ ...input, features: none })).toBe(learns ? 'train.no-features' : 'no error');
      const target = known.target;
      const oneClass: Target =
        target.task === 'regression' ? target : { ...target, codes: new Int32Array(ROWS).fill(1) };
      expect(await code({ ...input, target: oneClass })).toBe(
        task === 'regression' || !learns ? 'no error' : 'train.one-class',
      );
    });

    it('stops when it is cancelled', async () => {
      const stop = new AbortController();
      stop.abort();
      const run = fitToEnd(estimator, input, settings, { seed: 1, pacer: createPacer(stop.signal) });
      await expect(run).rejects.toBeInstanceOf(CancelledError);
    });

    it('takes weights: no weight is no row', async () => {
      const rows = trainRows();
      const half = allRows(rows.filter((row) => row % 2 === 0));
      const weights = Float64Array.from({ length: ROWS }, (_, row) => (row % 2 === 0 ? 1 : 0));
      const weighted = numbersOf(await estimator.predict(known.features, await fit({ ...input, weights })));
      const fewer = numbersOf(await estimator.predict(known.features, await fit({ ...input, rows: half })));
      const whole = numbersOf(await estimator.predict(known.features, await fit(input)));
      const distance = (a: Float64Array, b: Float64Array): number =>
        Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] as number)) ** 2, 0) / a.length);
      // Nearer to the fit without those rows than to the fit with them.
      expect(distance(weighted, fewer)).toBeLessThan(distance(weighted, whole));
    });

    /** The state, and all that was told on the way to it. */
    const follow = async (asked: FitInput, { resume, every = true, seed = 5, other = settings }: Following = {}) => {
      const told: FitProgress[] = [];
      const wish = every ? { checkpoints: {} } : {};
      const context = { seed, pacer: pacer(), ...wish, ...(resume === undefined ? {} : { resume }) };
      const state = await fitToEnd(estimator, asked, other, context, (progress) => told.push(progress));
      return { state, told, marks: told.filter(({ checkpoint }) => checkpoint !== undefined) };
    };
    const watched: FitInput = {
      ...input,
      validation: Int32Array.from({ length: ROWS - TRAIN }, (_, i) => TRAIN + i) as ValidationRows,
    };

    it.each([
      ['alone', input],
      ['watched', watched],
    ])('goes on from each of its checkpoints to the very same state: %s', async (_, asked) => {
      const alone = await follow(asked);
      expect(alone.marks.length > 0).toBe(resumes);
      const quiet = await follow(asked, { every: false });
      expect(quiet.marks).toEqual([]);
      expect(quiet.state).toEqual(alone.state);
      for (const { done, checkpoint } of structuredClone(alone.marks)) {
        const later = await follow(asked, { resume: checkpoint });
        expect(later.state).toEqual(alone.state);
        expect(later.told.every((progress) => progress.done >= done)).toBe(true);
        expect(later.marks.at(-1)?.checkpoint).toEqual(
          done < (alone.marks.at(-1)?.done ?? 0) ? alone.marks.at(-1)?.checkpoint : undefined,
        );
      }
    });

    if (!resumes) return;

    it('passes over a checkpoint of another fit, and one that is damaged', async () => {
      const mark = (await follow(watched)).marks.at(-1) as FitProgress;
      const beginsAnew = async (asked: FitInput, how: Following): Promise<void> => {
        const later = await follow(asked, { resume: mark.checkpoint, ...how });
        expect((later.told[0] as FitProgress).done).toBeLessThan(mark.done);
        expect(later.state).toEqual((await follow(asked, { ...how, resume: undefined, every: false })).state);
      };
      await beginsAnew(input, {});
      await beginsAnew({ ...watched, rows: allRows(trainRows().slice(1)) }, {});
      await beginsAnew({ ...watched, features: caseOf(task, 2).features }, {});
      await beginsAnew({ ...watched, target: caseOf(task, 2).target }, {});
      await beginsAnew({ ...watched, weights: new Float64Array(ROWS).fill(2) }, {});
      await beginsAnew(watched, { seed: 6 });
      await beginsAnew(watched, { other: { ...(settings as object), learningRate: 0.0123 } });
      for (const damaged of [
        0,
        'x',
        {},
        { ...(mark.checkpoint as object), standing: {} },
        withOneBitLess(mark.checkpoint),
      ]) {
        await beginsAnew(watched, { resume: damaged });
      }
    });
  });
}

interface Following {
  readonly resume?: unknown;
  /** False: no checkpoints are asked for. */
  readonly every?: boolean;
  readonly seed?: number;
  readonly other?: unknown;
}

/** A copy in which a bit of one number of the first array of numbers differs. */
function withOneBitLess(checkpoint: unknown): unknown {
  const copy: unknown = structuredClone(checkpoint);
  const flip = (value: unknown): boolean => {
    if (ArrayBuffer.isView(value) && value.byteLength > 0) {
      new Uint8Array(value.buffer, value.byteOffset)[0]! ^= 1;
      return true;
    }
    return typeof value === 'object' && value !== null && Object.values(value).some(flip);
  };
  expect(flip(copy)).toBe(true);
  return copy;
}
