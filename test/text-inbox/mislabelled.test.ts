import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { REASON, findMislabelled } from '../../src/core/text/inbox/mislabelled.ts';
import type { DuplicateGroup } from '../../src/core/text/inbox/near-duplicates.ts';
import { codeOf } from './support.ts';

/**
 * Classes as normal clouds, probabilities by Bayes' rule (right in about nine of ten), and a tenth of the labels changed.
 */
function simulate(seed: number, rows = 3_000, classes = 8) {
  const random = createRandom(seed);
  const labels = new Int32Array(rows);
  const flipped = new Uint8Array(rows);
  const probabilities = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    const truth = random.integer(classes);
    const scores = Float64Array.from({ length: classes }, (_, j) =>
      Math.exp(APART * (random.normal() + (j === truth ? APART : 0))),
    );
    const sum = scores.reduce((a, b) => a + b, 0);
    probabilities.set(
      scores.map((score) => score / sum),
      row * classes,
    );
    const isFlipped = random.next() < 0.1;
    flipped[row] = isFlipped ? 1 : 0;
    labels[row] = isFlipped ? (truth + 1 + random.integer(classes - 1)) % classes : truth;
  }
  return { labels, flipped, probabilities, classes };
}

/** Standard deviations between the clouds' middles and the origin. */
const APART = 2.8;

describe('mislabelled rows', () => {
  it('has at least 70 % of the labels that were changed in its top tenth, over five simulations', () => {
    for (let seed = 0; seed < 5; seed++) {
      const { labels, flipped, probabilities, classes } = simulate(seed);
      const found = findMislabelled({ probabilities, labels, classes });
      const top = found.order.slice(0, labels.length / 10);
      const hits = top.filter((row) => flipped[row] === 1).length;
      const changed = flipped.reduce((a, b) => a + b, 0);
      expect(hits / changed).toBeGreaterThanOrEqual(0.7);
      expect(hits / changed).toBeLessThan(1);
      expect(found.estimatedErrors / changed).toBeGreaterThan(0.8);
      expect(found.estimatedErrors / changed).toBeLessThan(1.25);
    }
  });

  it('follows the paper on a case done by hand', () => {
    // Thresholds: class 0 (.9 + .8 + .2) / 3 = .6333, class 1 (.7 + .9 + .3) / 3 = .6333.
    const first = [0.9, 0.8, 0.2, 0.3, 0.1, 0.7];
    const probabilities = Float64Array.from(first.flatMap((p) => [p, 1 - p]));
    const labels = Int32Array.from([0, 0, 0, 1, 1, 1]);
    const found = findMislabelled({ probabilities, labels, classes: 2 });
    expect([...found.order].slice(0, 2)).toEqual([2, 5]);
    expect(found.score[2]).toBeCloseTo((1 - (0.2 - 0.8)) / 2, 12);
    expect([found.suggested[2], found.suggested[5], found.suggested[0]]).toEqual([1, 0, 0]);
    expect([...found.reasons]).toEqual([0, 0, REASON.model, 0, 0, REASON.model]);
    // The confident joint: label 0 → 2 and 1, label 1 → 1 and 2.
    expect(found.estimatedErrors).toBe(2);
    expect(found.classes).toEqual([
      { rows: 3, estimatedErrors: 1 },
      { rows: 3, estimatedErrors: 1 },
    ]);
    expect([...found.selfConfidence].map((p) => p.toFixed(1))).toEqual(['0.9', '0.8', '0.2', '0.7', '0.9', '0.3']);
  });

  it('listens to near-duplicates where the model is content, and leaves rows without a label out', () => {
    const labels = Int32Array.from([0, 0, 0, 1, 1, -1]);
    const probabilities = Float64Array.from([0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.4, 0.6, 0.1, 0.9, 0.5, 0.5]);
    const group: DuplicateGroup = {
      rows: Int32Array.from([0, 1, 2, 3]),
      kind: 'equal',
      similarity: 1,
      labels: [
        { label: 0, rows: 3 },
        { label: 1, rows: 1 },
      ],
      labelsDisagree: true,
    };
    const found = findMislabelled({ probabilities, labels, classes: 2, duplicates: [group] });
    expect(found.order[0]).toBe(3);
    expect([found.suggested[3], found.reasons[3], found.labelled]).toEqual([0, REASON.duplicates, 5]);
    expect([...found.order]).not.toContain(5);
    // 1 − (1 − .4) (1 − 3 / 4)
    expect(found.score[3]).toBeCloseTo(1 - 0.6 * 0.25, 12);
  });

  it('says what is wrong', async () => {
    const labels = new Int32Array(2);
    const ask = (values: number[], classes: number): Promise<string | undefined> =>
      codeOf(() => findMislabelled({ probabilities: Float64Array.from(values), labels, classes }));
    expect(await ask([1, 1], 1)).toBe('text.too-few-classes');
    expect(await ask([1, 0, 1], 2)).toBe('text.misaligned');
    expect(await ask([1, 0, NaN, 1], 2)).toBe('text.bad-probabilities');
  });
});
