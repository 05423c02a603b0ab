import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { imageSharing } from '../../src/lenses/image/share/sharing.ts';
import type { MulticlassResult } from '../../src/lenses/predict/report.ts';
import type { PredictSource } from '../../src/lenses/predict/share/types.ts';
import { BINARY_QUESTION, FAKE_CLINICAL, fakeImageModel } from '../support/fake-image-state.ts';

/** The kind of which seven are missed below. */
const FEW_MISSED = 'übergroß & <b>fett</b>';
const ALL = { without: [], columnsOut: [], putBack: [] };

/** Four kinds, 60 test pictures of each: most are right, some are taken for the next. */
function source(wrong: readonly number[]): PredictSource {
  const made = fakeImageModel();
  const classes = made.classes ?? [];
  const confusion = classes.map((_, k) =>
    classes.map((__, j) => (j === k ? 60 - (wrong[k] ?? 0) : j === (k + 1) % classes.length ? (wrong[k] ?? 0) : 0)),
  );
  const right = confusion.reduce((sum, row, k) => sum + (row[k] ?? 0), 0);
  const rowCount = 60 * classes.length;
  const result = (rows: 'validation' | 'test'): MulticlassResult => ({
    rows,
    rowCount,
    classes,
    confusion,
    perClass: classes.map((name) => ({ name, count: 60, precision: 1, recall: 1, f1: 1 })),
  });
  const value = right / rowCount;
  return {
    model: {
      ...made,
      applied: {
        cleaning: [],
        members: [{ estimator: 'image-cnn', version: 1, encoding: [], state: 'SEEN', weight: 1 }],
      },
      report: {
        ...made.report,
        test: [{ metric: 'accuracy', value, low: value - 0.02, high: value + 0.01, baseline: 0.25 }],
        testRows: rowCount,
        split: { ...made.report.split, train: 960, test: rowCount, validation: 240, scheme: 'holdout', folds: 1 },
        data: { ...made.report.data, rowCount: 1200, rowsWithoutTarget: 0 },
        multiclass: { validation: result('validation'), test: result('test') },
      },
    },
    personal: [],
    modelBudget: 90_000,
  };
}

describe('a shared report about pictures', () => {
  it('holds no picture, no row of one and not the model; and opens again', () => {
    const from = source([0, 12, 15, 0]);
    const { body, held } = imageSharing.build(from, ALL);
    const written = JSON.stringify(body);
    expect(v.parse(imageSharing.schema, JSON.parse(written))).toEqual(body);
    // Names of pixel columns, the gallery's rows and shares, and what the network has kept.
    for (const told of ['"p0"', '"p63"', 'gallery', '0.93', 'heat', '"row"', 'SEEN'])
      expect(written).not.toContain(told);
    expect(held.map(({ code }) => code)).toContain('share.held.pictures');
    expect(body.size).toEqual({ height: 8, width: 8, channels: 1 });
    expect(body.kinds?.map(({ name }) => name)).toEqual(from.model.classes);
  });

  it('gives no count from 1 to 10 away', () => {
    const { body } = imageSharing.build(source([3, 0, 14, 7]), ALL);
    const counts = (body.predict.confusion ?? []).flat().filter((count) => count !== null);
    expect(counts.every((count) => count === 0 || count >= 11)).toBe(true);
    // Of the kinds of which three and seven were missed nothing is told that would say so.
    const few = (body.kinds ?? []).filter(({ name }) => name === 'arrow' || name === FEW_MISSED);
    expect(few.flatMap(({ found }) => found ?? [])).toEqual([]);
  });

  it('leaves out what the person takes out', () => {
    const from = source([0, 12, 15, 0]);
    expect(imageSharing.parts(from).map(({ id }) => id)).toEqual(['proof', 'kinds']);
    const { body } = imageSharing.build(from, { ...ALL, without: ['proof', 'kinds'] });
    expect(body.predict.confusion).toBeUndefined();
    expect(body.kinds).toBeUndefined();
  });

  it('has of two classes the proof alone, and no reading as a test of health', () => {
    const model = fakeImageModel(BINARY_QUESTION, { clinical: FAKE_CLINICAL });
    const from: PredictSource = { model, personal: [], modelBudget: 90_000 };
    expect(imageSharing.parts(from).map(({ id }) => id)).toEqual(['proof']);
    const { body } = imageSharing.build(from, ALL);
    expect(v.parse(imageSharing.schema, JSON.parse(JSON.stringify(body)))).toEqual(body);
    expect(JSON.stringify(body)).not.toContain('sensitivity');
  });

  it('refuses what is not such a report', () => {
    const { body } = imageSharing.build(source([0, 12, 15, 0]), ALL);
    const open = (changed: object) => v.safeParse(imageSharing.schema, { ...body, ...changed }).success;
    expect(open({})).toBe(true);
    expect(open({ size: { height: 0, width: 8, channels: 1 } })).toBe(false);
    expect(open({ size: { height: 8, width: 8, channels: 2 } })).toBe(false);
    expect(open({ pictures: [1, 2, 3] })).toBe(false);
  });
});
