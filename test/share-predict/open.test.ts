import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { openShared } from '../../src/lenses/predict/share/open.ts';
import { predictSharing } from '../../src/lenses/predict/share/sharing.ts';
import type { SharedPredict } from '../../src/lenses/predict/share/types.ts';
import { FAKE_FORMULA, fakeReport } from '../support/fake-report.ts';
import { madeUpWorld } from './made-up.ts';
import { modelOf, NOTHING_OUT, sourceOf } from './support.ts';

const { schema } = predictSharing;
const shared = (model: Parameters<typeof modelOf>[0]): SharedPredict =>
  predictSharing.build(sourceOf(modelOf(model)), NOTHING_OUT).body;

describe('a shared report of two classes, opened', () => {
  const { model } = madeUpWorld(3, 4_000);
  const source = model.report.binary?.test;
  const { body } = predictSharing.build(sourceOf(model), NOTHING_OUT);
  const view = openShared(body);
  const curves = view.binary?.test;

  it("has the very counts of the report's own curve, at the thresholds that are told", () => {
    const told = curves?.thresholds ?? [];
    expect(told.length).toBeGreaterThan(10);
    for (const point of told) {
      expect(source?.thresholds.find(({ threshold }) => Math.abs(threshold - point.threshold) < 1e-9)).toEqual(point);
    }
    expect([curves?.rowCount, curves?.positives]).toEqual([source?.rowCount, source?.positives]);
    expect(view.testPositives).toBe(source?.positives);
  });

  it('draws its curves through these counts', () => {
    const told = (curves?.thresholds ?? [])
      .filter((point) => point.truePositives + point.falsePositives > 0)
      .toReversed();
    const yes = source?.positives ?? 0;
    const no = (source?.rowCount ?? 0) - yes;
    const rates = told.map((point) => ({ x: point.falsePositives / no, y: point.truePositives / yes }));
    expect(curves?.roc).toEqual([{ x: 0, y: 0 }, ...rates]);
    expect(curves?.roc.at(-1)).toEqual({ x: 1, y: 1 });
    const precision = told.map((point) => ({
      x: point.truePositives / yes,
      y: point.truePositives / (point.truePositives + point.falsePositives),
    }));
    for (const point of curves?.pr.slice(1) ?? []) expect(precision).toContainEqual(point);
    expect(curves?.pr.at(-1)?.x).toBe(1);
    for (const { share, captured, lift } of curves?.lift ?? []) expect(lift).toBeCloseTo(captured / share, 12);
    expect(curves?.lift.at(-1)).toEqual({ share: 1, captured: 1, lift: 1 });
    // The area under the coarse curve is no more than that under the fine one, and nearly as much.
    const area = (points: readonly { x: number; y: number }[]): number =>
      points
        .slice(1)
        .reduce((sum, { x, y }, i) => sum + ((x - (points[i]?.x ?? 0)) * (y + (points[i]?.y ?? 0))) / 2, 0);
    const lost = area(source?.roc ?? []) - area(curves?.roc ?? []);
    expect(lost).toBeGreaterThan(-0.005);
    expect(lost).toBeLessThan(0.02);
  });

  it('has calibration of all rows, with intervals about what happened', () => {
    const bins = curves?.calibration ?? [];
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(source?.rowCount);
    expect(Math.round(bins.reduce((sum, { observed, count }) => sum + observed * count, 0))).toBe(source?.positives);
    expect(bins.length).toBeLessThanOrEqual(11);
    for (const bin of bins) {
      expect(bin.low).toBeLessThanOrEqual(bin.observed);
      expect(bin.high).toBeGreaterThanOrEqual(bin.observed);
    }
    // statsmodels.stats.proportion.proportion_confint(20, 100, method='wilson')
    const one = openShared({ ...body, bands: [{ from: 0, yes: 20, no: 80, mean: 0.3 }] }).binary?.test.calibration[0];
    expect(one).toMatchObject({ meanPredicted: 0.3, observed: 0.2, count: 100 });
    expect([one?.low, one?.high].map((end) => end?.toFixed(6))).toEqual(['0.133367', '0.288829']);
  });
});

describe('a shared report of another task, opened', () => {
  it('has what the pictures of a number need', () => {
    const view = openShared(shared(fakeReport('regression')));
    const test = view.regression?.test;
    expect(test?.sample).toBeUndefined();
    expect(test?.groups?.length).toBeGreaterThan(2);
    expect(test?.residuals.edges).toHaveLength((test?.residuals.counts.length ?? 0) + 1);
    expect(view).toMatchObject({ testRows: 1409, plan: { question: { target: 'median_house_value' } } });
    expect(view.data.columns[0]).toEqual({ column: 'median_house_value' });
  });

  it('has no count in place of one that was held back', () => {
    const view = openShared(shared(fakeReport('multiclass')));
    const cells = view.multiclass?.test.confusion.flat() ?? [];
    expect(cells).toHaveLength(9);
    expect(cells.filter((cell) => cell !== null && cell > 0 && cell < 11)).toEqual([]);
    expect(cells).toContain(null);
  });
});

describe('what is opened', () => {
  const bodies = (['binary', 'multiclass', 'regression'] as const).map((task) =>
    JSON.parse(
      JSON.stringify({
        ...shared(fakeReport(task)),
        formula: { ...FAKE_FORMULA, rows: undefined, interceptStandardError: undefined },
        money: { currency: 'EUR', effect: 0.1 },
      }),
    ),
  ) as SharedPredict[];
  const [binary] = bodies as [SharedPredict];

  it('is what was shared, of every task', () => {
    for (const body of bodies) expect(v.parse(schema, body)).toEqual(body);
  });

  it('is refused where it says what no report says', () => {
    const refused: unknown[] = [
      null,
      [],
      'body',
      { ...binary, surprise: 1 },
      { ...binary, task: 'regression' },
      { ...binary, classes: ['No', 'Yes', 'Maybe'] },
      { ...binary, classes: undefined },
      { ...binary, verdict: { code: 'verdict.useful', params: { columns: ['x'] } } },
      { ...binary, verdict: { code: 'javascript:alert(1)', params: {} } },
      { ...binary, chosen: { estimator: '<script>', family: 'trees' } },
      { ...binary, chosen: { estimator: 'mlp', family: 'oracle' } },
      { ...binary, selectionMetric: 'constructor' },
      { ...binary, target: 'x'.repeat(301) },
      { ...binary, rows: { ...binary.rows, test: -1 } },
      { ...binary, rows: { ...binary.rows, test: binary.rows.test + 1 } },
      { ...binary, threshold: { value: 2, rule: 'f1' } },
      { ...binary, threshold: { value: Infinity, rule: 'f1' } },
      { ...binary, bands: binary.bands?.toReversed() },
      { ...binary, bands: Array.from({ length: 61 }, (_, i) => ({ from: i / 100, yes: 0, no: 0, mean: 0 })) },
      { ...binary, confusion: [[1]] },
      { ...binary, residuals: { edges: [0, 1], counts: [11, 12] } },
      { ...binary, residuals: { edges: [0, 0], counts: [11] } },
      JSON.parse(JSON.stringify(binary).replace('{', '{"__proto__":{"polluted":true},')),
      JSON.parse(JSON.stringify(binary).replace('"params":{}', '"params":{"__proto__":{"polluted":true}}')),
      JSON.parse(JSON.stringify(binary).replace('{', '{"constructor":{"prototype":{"polluted":true}},')),
    ];
    for (const value of refused) expect([value, v.is(schema, value)]).toEqual([value, false]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('never throws, and what passes can be drawn', () => {
    const odd = fc.oneof(
      fc.constantFrom(null, -1, 0.5, 1e308, 2 ** 60, '', '__proto__', '<img onerror=x>', true, [], {}, [[]]),
      fc.constantFrom('verdict.useful', 'rocAuc', 'binary', 'regression', 'number'),
      fc.integer({ min: 0, max: 2_000 }),
      fc.jsonValue({ maxDepth: 3 }),
    );
    const paths = (value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] =>
      value !== null && typeof value === 'object'
        ? [at, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...at, key]))]
        : [at];
    const places = bodies.map((body) => paths(body));
    const change = fc.record({ which: fc.nat(), value: odd, how: fc.constantFrom('set', 'delete', 'add', 'double') });
    let passed = 0;
    fc.assert(
      fc.property(fc.nat(2), fc.array(change, { minLength: 1, maxLength: 3 }), (which, changes) => {
        const body = JSON.parse(JSON.stringify(bodies[which])) as Record<string, unknown>;
        for (const { which: place, value, how } of changes) {
          const all = places[which] as (typeof places)[number];
          alter(body, all[place % all.length] as readonly string[], value, how);
        }
        const result = v.safeParse(schema, body);
        expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
        if (!result.success) return;
        passed++;
        const view = openShared(result.output);
        for (const number of numbersIn([view.binary, view.regression, view.multiclass])) {
          expect(number).not.toBeNaN();
        }
      }),
      { numRuns: 2_000 },
    );
    expect(passed).toBeGreaterThan(20);
  });
});

function alter(body: Record<string, unknown>, path: readonly string[], value: unknown, how: string): void {
  let at: Record<string, unknown> | undefined = body;
  for (const key of path.slice(0, -1)) at = at?.[key] as Record<string, unknown> | undefined;
  const key = path.at(-1);
  if (!at || typeof at !== 'object' || key === undefined) return;
  if (how === 'delete') delete at[key];
  else if (how === 'add') at[`${key}2`] = value;
  else if (how === 'double' && Array.isArray(at[key])) at[key] = [...(at[key] as unknown[]), ...(at[key] as unknown[])];
  else at[key] = value;
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
}
