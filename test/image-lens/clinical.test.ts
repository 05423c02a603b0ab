import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { AIMS, predictiveValues, proportion, readClinically, thresholdFor } from '../../src/lenses/image/clinical.ts';
import { expectAllClose, expectClose, readGolden } from '../support/golden.ts';

interface Golden {
  readonly shares: readonly Readonly<Record<'part' | 'whole' | 'value' | 'low' | 'high', number>>[];
  readonly predictive: readonly (Readonly<Record<'found' | 'positives' | 'cleared' | 'negatives', number>> & {
    readonly prevalence: number;
    readonly ppv: readonly number[];
    readonly npv: readonly number[];
  })[];
}

/** statsmodels; test/golden/make_image_fixtures.py. */
const golden = readGolden<Golden>('clinical');

const pointOf = (found: number, positives: number, cleared: number, negatives: number) => ({
  sensitivity: proportion(found, positives),
  specificity: proportion(cleared, negatives),
});

describe('shares and what a test means', () => {
  it("has statsmodels' Wilson intervals", () => {
    for (const { part, whole, ...expected } of golden.shares) {
      const share = proportion(part, whole);
      expectClose(share.value, expected.value);
      expectClose(share.low, expected.low, 1e-9, 1);
      expectClose(share.high, expected.high, 1e-9, 1);
    }
  });

  it("has Bayes' predictive values with statsmodels' intervals", () => {
    for (const { found, positives, cleared, negatives, prevalence, ppv, npv } of golden.predictive) {
      const values = predictiveValues(
        pointOf(found, positives, cleared, negatives),
        { positives, negatives },
        prevalence,
      );
      expectAllClose([values.ppv.value, values.ppv.low, values.ppv.high], ppv, 1e-6);
      expectAllClose([values.npv.value, values.npv.low, values.npv.high], npv, 1e-6);
    }
  });

  it('stays within 0 and 1 and around its value, whatever is counted', () => {
    const counts = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(
        counts,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(),
        fc.nat(),
        ([p, n], prevalence, a, b) => {
          const found = a % (p + 1);
          const cleared = b % (n + 1);
          const values = predictiveValues(pointOf(found, p, cleared, n), { positives: p, negatives: n }, prevalence);
          for (const { value, low, high } of [values.ppv, values.npv]) {
            expect(low >= 0 && high <= 1 && low <= high).toBe(true);
            expect(Number.isNaN(value) || (low <= value && value <= high)).toBe(true);
          }
        },
      ),
    );
  });

  it('holds the truth about as often as it says', () => {
    const random = createRandom(3);
    const [sensitivity, specificity, prevalence] = [0.85, 0.9, 0.08];
    const ppv = (sensitivity * prevalence) / (sensitivity * prevalence + (1 - specificity) * (1 - prevalence));
    const npv = (specificity * (1 - prevalence)) / (specificity * (1 - prevalence) + (1 - sensitivity) * prevalence);
    const draw = (rows: number, share: number): number =>
      Array.from({ length: rows }, () => Number(random.next() < share)).reduce((a, b) => a + b, 0);
    const held = { ppv: 0, npv: 0 };
    const draws = 2_000;
    for (let i = 0; i < draws; i++) {
      const point = pointOf(draw(40, sensitivity), 40, draw(80, specificity), 80);
      const values = predictiveValues(point, { positives: 40, negatives: 80 }, prevalence);
      if (values.ppv.low <= ppv && ppv <= values.ppv.high) held.ppv++;
      if (values.npv.low <= npv && npv <= values.npv.high) held.npv++;
    }
    for (const share of [held.ppv / draws, held.npv / draws]) {
      expect(share).toBeGreaterThan(0.935);
      expect(share).toBeLessThan(0.985);
    }
  });
});

describe('thresholds', () => {
  const scored = fc
    .array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 20 })), { minLength: 1, maxLength: 60 })
    .map((rows) => ({ y: rows.map(([yes]) => Number(yes)), p: rows.map(([, p]) => p / 20) }));

  it('are the lowest that keep the share of "no" below them', () => {
    fc.assert(
      fc.property(scored, fc.constantFrom(...AIMS), ({ y, p }, aim) => {
        const threshold = thresholdFor({ y, p }, aim);
        const no = p.filter((_, i) => y[i] === 0);
        const below = (limit: number): number => no.filter((score) => score < limit).length;
        expect(below(threshold)).toBeGreaterThanOrEqual(aim * no.length - 1e-9);
        // Any threshold at which another row says yes too is too low.
        const next = Math.max(...p.filter((score) => score < threshold), -Infinity);
        expect(next === -Infinity || no.length === 0 || below(next) < aim * no.length - 1e-9).toBe(true);
        expect(p.includes(threshold) && threshold < 1 && threshold > 0).toBe(false);
      }),
    );
  });

  it('are read off validation rows and counted on test rows', () => {
    // Of two bells a standard deviation of 1 wide and 2 apart: sensitivity at specificity s is Φ(2 − Φ⁻¹(s)).
    const random = createRandom(11);
    const draw = (rows: number) => {
      const y = Array.from({ length: rows }, () => Number(random.next() < 0.5));
      return { y, p: y.map((label) => 1 / (1 + Math.exp(-(random.normal() + 2 * label)))) };
    };
    const reading = readClinically('ill', draw(8_000), draw(8_000));
    expect(reading.positives + reading.negatives).toBe(8_000);
    expect(reading.points.map(({ aim }) => aim)).toEqual([...AIMS]);
    const truth = [0.8766, 0.7638, 0.6387, 0.3721];
    reading.points.forEach(({ aim, sensitivity, specificity }, i) => {
      expect(Math.abs(specificity.value - aim)).toBeLessThan(0.025);
      expect(Math.abs(sensitivity.value - (truth[i] as number))).toBeLessThan(0.05);
      expect(sensitivity.low < sensitivity.value && sensitivity.value < sensitivity.high).toBe(true);
    });
  });

  it('says yes to nobody where a "no" is certain to be a yes', () => {
    const reading = readClinically('ill', { y: [0, 1], p: [1, 1] }, { y: [0, 1], p: [0.2, 1] });
    expect(reading.points[0]).toMatchObject({ sensitivity: { value: 0 }, specificity: { value: 1 } });
  });
});
