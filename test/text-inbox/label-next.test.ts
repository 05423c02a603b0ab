import { describe, expect, it } from 'vitest';
import { createRandom, shuffle } from '../../src/core/random.ts';
import { labelNext } from '../../src/core/text/inbox/label-next.ts';
import { cancelledPacer, codeOf, freePacer } from './support.ts';

const WIDTH = 12;

/** Twelve subjects, some rare, in four classes of three: a class is found only when each of its subjects was seen. */
function generate(seed: number, rows = 300) {
  const random = createRandom(seed);
  const subjects = Int32Array.from({ length: rows }, () => Math.floor(12 * random.next() ** 2));
  const vectors = new Float32Array(rows * WIDTH);
  subjects.forEach((subject, row) => {
    for (let j = 0; j < WIDTH; j++)
      vectors[row * WIDTH + j] = (j === subject ? 1 : 0) + 0.2 * Math.abs(random.normal());
  });
  return { subjects, labels: subjects.map((subject) => subject % 4), vectors };
}

/** Class probabilities by the nearest labelled row of each class. */
function learn(vectors: Float32Array, labels: Int32Array, labelled: readonly number[]): Float64Array {
  const rows = labels.length;
  const unit = (row: number): Float32Array => {
    const part = vectors.subarray(row * WIDTH, (row + 1) * WIDTH);
    const length = Math.hypot(...part);
    return part.map((value) => value / length);
  };
  const known = labelled.map((row) => ({ vector: unit(row), label: labels[row] as number }));
  const p = new Float64Array(rows * 4);
  for (let row = 0; row < rows; row++) {
    const vector = unit(row);
    const best = [0, 0, 0, 0];
    for (const one of known) {
      const cosine = one.vector.reduce((sum, value, j) => sum + value * (vector[j] as number), 0);
      best[one.label] = Math.max(best[one.label] as number, cosine);
    }
    const scores = best.map((cosine) => Math.exp(8 * cosine));
    const sum = scores.reduce((a, b) => a + b, 0);
    p.set(
      scores.map((score) => score / sum),
      row * 4,
    );
  }
  return p;
}

function accuracy(p: Float64Array, labels: Int32Array): number {
  let right = 0;
  labels.forEach((label, row) => {
    const own = Array.from(p.subarray(row * 4, row * 4 + 4));
    if (own.indexOf(Math.max(...own)) === label) right++;
  });
  return right / labels.length;
}

async function run(seed: number, batches: number, isActive: boolean): Promise<number> {
  const { labels, vectors } = generate(seed);
  const random = createRandom(seed + 100);
  const labelled: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const candidates = Int32Array.from(labels.keys()).filter((row) => !labelled.includes(row));
    if (!isActive) {
      shuffle(candidates, random);
      labelled.push(...candidates.slice(0, 5));
      continue;
    }
    const values = learn(vectors, labels, labelled);
    const model = labelled.length > 0 ? { probabilities: { values, classes: 4 } } : {};
    const input = { candidates, vectors, width: WIDTH, batch: 5, seed, pacer: freePacer(), ...model };
    labelled.push(...(await labelNext(input)).map(({ row }) => row));
  }
  return accuracy(learn(vectors, labels, labelled), labels);
}

describe('what to label next', () => {
  it('teaches more than as many rows at random, over eight seeds', async () => {
    const mean = async (isActive: boolean): Promise<number> => {
      let sum = 0;
      for (let seed = 0; seed < 8; seed++) sum += await run(seed, 4, isActive);
      return sum / 8;
    };
    const [active, random] = [await mean(true), await mean(false)];
    expect(random).toBeGreaterThan(0.6);
    expect(active).toBeGreaterThan(random + 0.04);
  });

  it('is one a cluster without a model, of clusters without a label first', async () => {
    const { subjects, vectors } = generate(3);
    const candidates = Int32Array.from(subjects.keys());
    const input = { candidates, vectors, width: WIDTH, seed: 1, pacer: freePacer() };
    const first = await labelNext({ ...input, batch: 12 });
    expect(new Set(first.map(({ row }) => subjects[row])).size).toBeGreaterThanOrEqual(10);
    expect(first.every(({ uncertainty, density }) => uncertainty === 1 && density > 0.8)).toBe(true);
    const ofFirst = candidates.filter((row) => subjects[row] === 0);
    const labelled = ofFirst.slice(0, 3);
    const rest = candidates.filter((row) => !labelled.includes(row));
    const next = await labelNext({ ...input, candidates: rest, labelled, batch: 6 });
    expect(next.slice(0, 3).every(({ row }) => subjects[row] !== 0)).toBe(true);
    expect(await labelNext({ ...input, batch: 12 })).toEqual(first);
  });

  it('passes over what is unlike everything, however unsure', async () => {
    const { vectors } = generate(4, 200);
    const strange = new Float32Array(WIDTH).fill(-1);
    const all = Float32Array.from([...vectors, ...strange]);
    const values = new Float64Array(201 * 2).fill(0.5);
    for (let row = 0; row < 200; row++) values.set([0.8, 0.2], row * 2);
    const input = { candidates: Int32Array.from({ length: 201 }, (_, i) => i), vectors: all, width: WIDTH };
    const found = await labelNext({ ...input, probabilities: { values, classes: 2 }, seed: 1, pacer: freePacer() });
    expect(found.length).toBe(10);
    expect(found.map(({ row }) => row)).not.toContain(200);
    expect(found[0]?.uncertainty).toBeCloseTo(0.4, 12);
  });

  it('says what is wrong', async () => {
    const input = { candidates: Int32Array.from([0, 1]), vectors: new Float32Array(4), width: 2, seed: 1 };
    expect(await codeOf(() => labelNext({ ...input, pacer: freePacer() }))).toBe('text.too-few-texts');
    const probabilities = { values: new Float64Array(3), classes: 2 };
    expect(await codeOf(() => labelNext({ ...input, probabilities, pacer: freePacer() }))).toBe('text.misaligned');
    const filled = { ...input, vectors: Float32Array.from([1, 0, 0, 1]), pacer: cancelledPacer() };
    expect(
      await codeOf(() =>
        labelNext({
          ...filled,
          vectors: new Float32Array(20_000 * 2).fill(1),
          candidates: Int32Array.from({ length: 20_000 }, (_, i) => i),
        }),
      ),
    ).toBe('job.cancelled');
  });
});
