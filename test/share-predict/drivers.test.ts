import { describe, expect, it } from 'vitest';
import type { Dependence } from '../../src/core/explain/types.ts';
import { safeConfusion } from '../../src/lenses/predict/share/confusion.ts';
import { predictSharing } from '../../src/lenses/predict/share/sharing.ts';
import { fakeReport } from '../support/fake-report.ts';
import { modelOf, NOTHING_OUT, sourceOf } from './support.ts';

const report = fakeReport('binary');
const rows = report.split.validation;

function shared(points: Dependence['points'], kind: Dependence['kind'] = 'number') {
  const dependence = [{ column: 'tenure', kind, rows: 'validation', rowCount: 300, ofClass: 'Yes', points }] as const;
  return predictSharing.build(sourceOf(modelOf({ ...report, dependence })), NOTHING_OUT).body.dependence?.[0]?.points;
}

const point = (x: number, count: number, level?: string) => ({
  x,
  y: x / 100,
  density: count / rows,
  ...(level === undefined ? {} : { level }),
});

describe('a dependence curve', () => {
  it('is drawn in at its ends to where at least 11 rows lie, and merged between', () => {
    const counts = [1, 4, 30, 200, 3, 300, 200, 12, 2, 1];
    const told = shared(counts.map((count, x) => point(x, count)));
    // 1 + 4 + 30 rows at or before the third point, 12 + 2 + 1 are too few for the last but one to be sure of 11.
    expect(told?.map(({ x }) => x)).toEqual([2, 3, 5, 6]);
    // 35, 200, 303 and 215 of the 753 rows.
    expect(told?.map(({ density }) => density)).toEqual([0.046, 0.27, 0.4, 0.29]);
  });

  it('has levels of at least 11 rows alone, numbered anew', () => {
    const told = shared(
      [point(4, 400, 'monthly'), point(9, 100, 'yearly'), point(2, 10, 'secret'), point(7, 0, 'none')],
      'category',
    );
    expect(told?.map(({ x, level, density }) => [x, level, density])).toEqual([
      [0, 'monthly', 0.8],
      [1, 'yearly', 0.2],
    ]);
  });

  it('is left out where too few rows are left', () => {
    expect(shared([point(0, 5), point(1, 9), point(2, 7)])).toBeUndefined();
    expect(shared([point(0, 500, 'a'), point(1, 9, 'b')], 'category')).toBeUndefined();
  });
});

describe('a table of very many classes', () => {
  const k = 40;
  const classes = {
    names: Array.from({ length: k }, (_, i) => `c${i}`),
    of: Array.from({ length: k }, (_, i) => i),
    folded: 0,
  };
  const diagonal = (hits: number, off: number) =>
    Array.from({ length: k }, (_, r) =>
      Array.from({ length: k }, (_, c) => (r === c ? hits : r === 0 && c < 2 ? off : 0)),
    );
  const safe = (confusion: number[][]) => {
    const rowCount = confusion.flat().reduce((a, b) => a + b, 0);
    const baseline = Math.max(...confusion.map((row) => row.reduce((a, b) => a + b, 0))) / rowCount;
    return safeConfusion(
      { rows: 'test', rowCount, classes: classes.names, confusion, perClass: [] },
      classes,
      baseline,
    );
  };

  it('is left out, and the accuracy with it where it tells of 1 to 10 rows', () => {
    // 15 wrong rows, all of the class that guessing names.
    expect(safe(diagonal(20, 15))).toEqual({ accuracy: true, byClass: false });
    expect(safe(diagonal(20, 5))).toEqual({ accuracy: false, byClass: false });
  });
});
