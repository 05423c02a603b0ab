import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { aurocEstimate } from '../../src/core/text/inbox/auroc.ts';
import { planLeaveOut, splitByClass } from '../../src/core/text/inbox/leave-classes-out.ts';
import {
  HAND_ALL_OVER,
  scopeCurve,
  scopePointAt,
  thresholdByCost,
  type JudgedRows,
} from '../../src/core/text/inbox/scope-curve.ts';
import { chooseClassRows, fitScopeScaler, readScopeSigns, scopeScores } from '../../src/core/text/inbox/scope-score.ts';
import { cancelledPacer, codeOf, freePacer, sparseOf } from './support.ts';

describe('area under the curve with its interval', () => {
  it('is DeLong’s, from the placements of every pair', () => {
    const random = createRandom(3);
    const positive = Array.from({ length: 40 }, () => Math.round(4 * random.normal() + 4));
    const negative = Array.from({ length: 25 }, () => Math.round(4 * random.normal()));
    const wins = (a: number, b: number): number => (a > b ? 1 : a === b ? 0.5 : 0);
    const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    const above = positive.map((a) => mean(negative.map((b) => wins(a, b))));
    const below = negative.map((b) => mean(positive.map((a) => wins(a, b))));
    const area = mean(above);
    const variance = (values: number[]): number =>
      values.reduce((sum, value) => sum + (value - area) ** 2, 0) / (values.length - 1) / values.length;
    const reach = (1.959963984540054 * Math.sqrt(variance(above) + variance(below))) / (area * (1 - area));
    const at = (shift: number): number => 1 / (1 + Math.exp(-(Math.log(area / (1 - area)) + shift)));
    const found = aurocEstimate(positive, negative);
    expect(found.value).toBeCloseTo(area, 12);
    expect(found.low).toBeCloseTo(at(-reach), 10);
    expect(found.high).toBeCloseTo(at(reach), 10);
  });

  it('covers the true area in about 95 of 100 draws', () => {
    // Normal scores one deviation apart: the area is Φ(1 / √2).
    const truth = 0.7602499389065233;
    const random = createRandom(8);
    let covered = 0;
    for (let draw = 0; draw < 400; draw++) {
      const { low, high } = aurocEstimate(
        Array.from({ length: 60 }, () => 1 + random.normal()),
        Array.from({ length: 40 }, () => random.normal()),
      );
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.92);
    expect(covered / 400).toBeLessThan(0.98);
  });

  it('stays open at its end where nothing overlaps, and knows nothing without one side', () => {
    const { value, low, high } = aurocEstimate([3, 4, 5], [1, 2]);
    expect([value, high]).toEqual([1, 1]);
    expect(low).toBeLessThan(0.6);
    expect(aurocEstimate([1], []).value).toBeNaN();
  });
});

const judged: JudgedRows = {
  scores: Float64Array.from([5, 4, 4, 3, 2, 1, 0, 4.5]),
  outOfScope: Uint8Array.from([0, 0, 0, 0, 0, 0, 1, 1]),
  correct: Uint8Array.from([1, 1, 0, 1, 0, 0, 0, 0]),
};

describe('curve of thresholds', () => {
  it('counts what is answered at each', () => {
    const { points, auroc } = scopeCurve(judged);
    const rows = points.map((p) => [p.threshold, p.answered, p.correct, p.answeredOutOfScope]);
    expect(rows).toEqual([
      [0, 6, 3, 2],
      [1, 6, 3, 1],
      [2, 5, 3, 1],
      [3, 4, 3, 1],
      [4, 3, 2, 1],
      [4.5, 1, 1, 1],
      [5, 1, 1, 0],
    ]);
    expect(points[3]?.accuracy.value).toBe(0.75);
    expect(points[3]?.outOfScopeRecall.value).toBe(0.5);
    // In-scope scores above 0 and above 4.5: six and one of twelve pairs.
    expect(auroc.value).toBeCloseTo(7 / 12, 12);
    expect(scopePointAt(judged, 3.5)).toMatchObject({ threshold: 3.5, answered: 3 });
    expect(scopePointAt(judged, 6)).toMatchObject({ threshold: 6, answered: 0 });
  });

  it('has at most 201 points, both ends among them', () => {
    const scores = Float64Array.from({ length: 5_000 }, (_, i) => i);
    const { points } = scopeCurve({ scores, outOfScope: new Uint8Array(5_000), correct: new Uint8Array(5_000) });
    expect(points.length).toBe(201);
    expect([points[0]?.threshold, points.at(-1)?.threshold]).toEqual([0, 4_999]);
    expect(points[0]?.outOfScopeRecall.value).toBeNaN();
  });

  it('finds the threshold of least expected cost, as trying all of them does', () => {
    const random = createRandom(6);
    const rows = 300;
    const scores = Float64Array.from({ length: rows }, () => Math.round(20 * random.next()));
    const outOfScope = Uint8Array.from(scores, (score) => (random.next() < 0.3 - score / 100 ? 1 : 0));
    const correct = Uint8Array.from(scores, (score, i) => (outOfScope[i] === 0 && random.next() < score / 20 ? 1 : 0));
    const [inside, outside] = [outOfScope.filter((o) => o === 0).length, outOfScope.filter((o) => o === 1).length];
    for (const [wrongAnswer, handOver, share] of [
      [5, 1, 0.1],
      [1, 5, 0.5],
      [1, 0.01, 0.2],
      [3, 1, undefined],
    ] as const) {
      const assumed = share ?? outside / rows;
      const cost = (threshold: number): number =>
        scores.reduce((sum, score, i) => {
          const weight = outOfScope[i] === 1 ? assumed / outside : (1 - assumed) / inside;
          return sum + weight * (score < threshold ? handOver : correct[i] === 1 ? 0 : wrongAnswer);
        }, 0);
      const least = Math.min(...Array.from({ length: 22 }, (_, t) => cost(t)));
      const costs = { wrongAnswer, handOver, ...(share === undefined ? {} : { outOfScopeShare: share }) };
      const found = thresholdByCost({ scores, outOfScope, correct }, costs);
      expect(found.cost).toBeCloseTo(least, 12);
      expect(cost(found.threshold)).toBeCloseTo(least, 12);
      expect(found.costAnsweringAll).toBeCloseTo(cost(0), 12);
      expect(found.costHandingAllOver).toBeCloseTo(cost(21), 12);
    }
  });

  it('hands all over where every answer is dearer', () => {
    const wrong = { ...judged, correct: new Uint8Array(8) };
    expect(thresholdByCost(wrong, { wrongAnswer: 10, handOver: 1 }).threshold).toBe(HAND_ALL_OVER);
    expect(JSON.parse(JSON.stringify(HAND_ALL_OVER))).toBe(HAND_ALL_OVER);
  });

  it('says what is wrong', async () => {
    for (const costs of [
      { wrongAnswer: -1, handOver: 1 },
      { wrongAnswer: 0, handOver: 0 },
      { wrongAnswer: 1, handOver: 1, outOfScopeShare: 2 },
    ]) {
      expect(await codeOf(() => thresholdByCost(judged, costs))).toBe('text.bad-costs');
    }
    expect(await codeOf(() => scopeCurve({ ...judged, correct: new Uint8Array(2) }))).toBe('text.misaligned');
    expect(await codeOf(() => scopeCurve({ ...judged, outOfScope: new Uint8Array(8).fill(1) }))).toBe(
      'text.too-few-texts',
    );
  });
});

describe('score of being in scope', () => {
  /** Classes as directions; texts out of scope have one of their own, yet the model is sure of some of them. */
  function simulate(seed: number) {
    const random = createRandom(seed);
    const classes = 4;
    const make = (count: number, outside: boolean) => {
      const labels = Int32Array.from({ length: count }, () => random.integer(classes));
      const dense = Array.from(labels, (label) =>
        Array.from(
          { length: 8 },
          (_, j) => Math.abs(0.25 * random.normal()) + (j === (outside ? 4 + label : label) ? 1 : 0),
        ),
      );
      const probabilities = Float64Array.from(
        Array.from(labels).flatMap((label) => {
          const scores = Array.from({ length: classes }, (_, j) =>
            Math.exp(1.2 * random.normal() + (j === label ? (outside ? 1.5 : 3) : 0)),
          );
          const sum = scores.reduce((a, b) => a + b, 0);
          return scores.map((score) => score / sum);
        }),
      );
      return { labels, vectors: { kind: 'sparse', rows: sparseOf(dense) } as const, probabilities };
    };
    return {
      classes,
      training: make(200, false),
      validation: make(200, false),
      inside: make(200, false),
      outside: make(200, true),
    };
  }

  it('tells texts of unknown classes better with the nearness to training rows than by probability alone', async () => {
    for (let seed = 0; seed < 3; seed++) {
      const { classes, training, validation, inside, outside } = simulate(seed);
      const classRows = chooseClassRows(training.labels, classes, 1);
      const read = (part: typeof inside) =>
        readScopeSigns(part.probabilities, classes, freePacer(), {
          vectors: part.vectors,
          training: training.vectors,
          classRows,
        });
      const scaler = fitScopeScaler(await read(validation));
      const alone = fitScopeScaler(await readScopeSigns(validation.probabilities, classes, freePacer()));
      const [signsIn, signsOut] = [await read(inside), await read(outside)];
      const both = aurocEstimate(scopeScores(scaler, signsIn), scopeScores(scaler, signsOut)).value;
      const one = aurocEstimate(scopeScores(alone, signsIn), scopeScores(alone, signsOut)).value;
      expect(one).toBeGreaterThan(0.6);
      expect(both).toBeGreaterThan(one + 0.03);
      expect(structuredClone(scaler)).toEqual(JSON.parse(JSON.stringify(scaler)));
    }
  });

  it('takes the cosine to the nearest row of the likeliest class, dense rows as sparse ones', async () => {
    const dense = [
      [1, 0, 0],
      [1, 1, 0],
      [0, 0, 2],
    ];
    const asked = [[2, 1, 0]];
    const classRows = chooseClassRows(Int32Array.from([0, 0, 1]), 2, 1);
    const probabilities = Float64Array.from([0.7, 0.3]);
    const flat = (rows: number[][]) =>
      ({ kind: 'dense', rows: rows.length, width: 3, values: Float32Array.from(rows.flat()) }) as const;
    const sparse = await readScopeSigns(probabilities, 2, freePacer(), {
      vectors: { kind: 'sparse', rows: sparseOf(asked) },
      training: { kind: 'sparse', rows: sparseOf(dense) },
      classRows,
    });
    const full = await readScopeSigns(probabilities, 2, freePacer(), {
      vectors: flat(asked),
      training: flat(dense),
      classRows,
    });
    expect(sparse.nearness?.[0]).toBeCloseTo(3 / Math.sqrt(10), 6);
    expect(full.nearness?.[0]).toBeCloseTo(3 / Math.sqrt(10), 6);
    expect([sparse.likeliest[0], sparse.probability[0]]).toEqual([0, 0.7]);
  });

  it('compares with at most 200 rows of a class, the same for the same seed', () => {
    const labels = Int32Array.from({ length: 1_000 }, (_, i) => (i < 700 ? 0 : i < 990 ? 2 : -1));
    const { offsets, rows } = chooseClassRows(labels, 3, 5);
    expect([...offsets]).toEqual([0, 200, 200, 400]);
    expect(rows.slice(200).every((row) => row >= 700 && row < 990)).toBe(true);
    expect(chooseClassRows(labels, 3, 5).rows).toEqual(rows);
    expect(chooseClassRows(labels, 3, 6).rows).not.toEqual(rows);
  });

  it('says what is wrong', async () => {
    const sparse = { kind: 'sparse', rows: sparseOf([[1, 0]]) } as const;
    const dense = { kind: 'dense', rows: 1, width: 3, values: new Float32Array(3) } as const;
    const classRows = chooseClassRows(Int32Array.from([0]), 2, 1);
    const p = Float64Array.from([0.5, 0.5]);
    const read = (vectors: typeof sparse | typeof dense, values = p, pacer = freePacer()) =>
      codeOf(() => readScopeSigns(values, 2, pacer, { vectors, training: sparse, classRows }));
    expect(await read(dense)).toBe('text.wrong-width');
    expect(await read(sparse, Float64Array.from([0.5, 0.5, 1, 0]))).toBe('text.misaligned');
    expect(await read(sparse, Float64Array.from([NaN, NaN]))).toBe('text.bad-probabilities');
    expect(await read(sparse, p, cancelledPacer())).toBe('job.cancelled');
    expect(await codeOf(() => readScopeSigns(p, 1, freePacer()))).toBe('text.too-few-classes');
    const signs = await readScopeSigns(p, 2, freePacer());
    expect(await codeOf(() => fitScopeScaler(signs))).toBe('text.too-few-texts');
  });
});

describe('classes held out', () => {
  const labels = Int32Array.from({ length: 800 }, (_, i) => i % 80);

  it('are a tenth to an eighth, none twice before all had their turn, the same for the same seed', () => {
    const { draws } = planLeaveOut(labels, 80, { seed: 2, draws: 8 });
    expect(draws.map((draw) => draw.length)).toEqual(Array.from({ length: 8 }, () => 10));
    expect(new Set(draws.flat()).size).toBe(80);
    expect(planLeaveOut(labels, 80, { seed: 2, draws: 8 }).draws).toEqual(draws);
    expect(planLeaveOut(labels, 80, { seed: 3, draws: 8 }).draws).not.toEqual(draws);
  });

  it('leave at least two classes, and rows of the others in scope', async () => {
    const few = Int32Array.from([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, -1]);
    const { draws } = planLeaveOut(few, 4, { seed: 1, share: 0.9, draws: 4 });
    for (const draw of draws) {
      expect(draw.length).toBe(1);
      expect(draw[0]).toBeLessThan(3);
      const { inScope, outOfScope } = splitByClass(few, draw);
      expect([inScope.length, outOfScope.length]).toEqual([11, 5]);
    }
    expect(await codeOf(() => planLeaveOut(few.slice(0, 10), 4, { seed: 1 }))).toBe('text.too-few-classes');
  });
});
