import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { assignTopics, summariseTopics, topicOfRows } from '../../src/core/text/inbox/assign-topics.ts';
import { fitTopics } from '../../src/core/text/inbox/fit-topics.ts';
import { makeNamingTerms, isTelling } from '../../src/core/text/inbox/naming-terms.ts';
import { projectRows, randomisedSvd } from '../../src/core/text/inbox/randomised-svd.ts';
import { sphericalKMeans, unitRows } from '../../src/core/text/inbox/spherical-k-means.ts';
import { symmetricEigen } from '../../src/core/text/inbox/symmetric-eigen.ts';
import { chooseTopicCount } from '../../src/core/text/inbox/topic-count.ts';
import { mergeTopics, renameTopic } from '../../src/core/text/inbox/topic-state.ts';
import { findTopicTerms } from '../../src/core/text/inbox/topic-terms.ts';
import { expectAllClose, readGolden } from '../support/golden.ts';
import { cancelledPacer, codeOf, freePacer, generateInbox, sparseOf, wordRows } from './support.ts';

interface SvdGolden {
  readonly svd: {
    readonly rows: number;
    readonly columns: number;
    readonly entries: readonly (readonly [number, number, number])[];
    readonly singularValues: readonly number[];
    readonly directions: readonly (readonly number[])[];
  };
}

describe('truncated SVD', () => {
  const { svd } = readGolden<SvdGolden>('inbox');
  const dense = Array.from({ length: svd.rows }, () => Array.from({ length: svd.columns }, () => 0));
  for (const [i, j, value] of svd.entries) (dense[i] as number[])[j] = value;
  const matrix = sparseOf(dense);

  it('is numpy’s, but for signs', async () => {
    const found = await randomisedSvd(matrix, { rank: 5, seed: 1, pacer: freePacer(), iterations: 12 });
    expectAllClose(found.singularValues, svd.singularValues, 1e-6);
    svd.directions.forEach((direction, j) => {
      const own = Array.from({ length: svd.columns }, (_, i) => found.directions[i * 5 + j] as number);
      const sign = Math.sign(own.reduce((sum, value, i) => sum + value * (direction[i] as number), 0));
      own.forEach((value, i) => expect(Math.abs(value - sign * (direction[i] as number))).toBeLessThan(1e-6));
    });
  });

  it('gives the rows’ coordinates, no more directions than there are, and the same for the same seed', async () => {
    const flat = sparseOf([
      [3, 0, 0],
      [0, 4, 0],
      [0, 8, 0],
    ]);
    const found = await randomisedSvd(flat, { rank: 3, seed: 1, pacer: freePacer() });
    expect(found.rank).toBe(2);
    expectAllClose(found.singularValues, [Math.sqrt(80), 3], 1e-9);
    const projected = await projectRows(flat, found.directions, 2, freePacer());
    expectAllClose(projected, [0, 3, 4, 0, 8, 0], 1e-6, 1);
    expect(await randomisedSvd(matrix, { rank: 4, seed: 7, pacer: freePacer() })).toEqual(
      await randomisedSvd(matrix, { rank: 4, seed: 7, pacer: freePacer() }),
    );
    expect(await codeOf(() => randomisedSvd(matrix, { rank: 4, seed: 7, pacer: cancelledPacer() }))).toBe(
      'job.cancelled',
    );
  });

  it('rests on eigenvectors that give the matrix back', () => {
    const random = createRandom(4);
    const n = 12;
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = random.normal();
    const { values, vectors } = symmetricEigen(a, n);
    const back = a.map((_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      return values.reduce((sum, v, k) => sum + v * (vectors[i * n + k] as number) * (vectors[j * n + k] as number), 0);
    });
    expectAllClose(back, a, 1e-10, 1);
    expect([...values]).toEqual([...values].toSorted((x, y) => y - x));
  });
});

/** Hubert and Arabie's adjusted Rand index. */
function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const counts = (of: (i: number) => string): number => {
    const sizes = new Map<string, number>();
    for (let i = 0; i < a.length; i++) sizes.set(of(i), (sizes.get(of(i)) ?? 0) + 1);
    return [...sizes.values()].reduce((sum, size) => sum + pairs(size), 0);
  };
  const both = counts((i) => `${a[i]} ${b[i]}`);
  const [inA, inB] = [counts((i) => `${a[i]}`), counts((i) => `${b[i]}`)];
  const expected = (inA * inB) / pairs(a.length);
  return (both - expected) / ((inA + inB) / 2 - expected);
}

describe('spherical k-means', () => {
  it('finds directions, and gives fewer clusters where there are fewer different rows', async () => {
    const random = createRandom(1);
    const truth = Int32Array.from({ length: 300 }, () => random.integer(3));
    const values = Float32Array.from(
      Array.from(truth).flatMap((c) => [0, 1, 2].map((j) => (j === c ? 5 : 0) + random.normal() / 2)),
    );
    const unit = unitRows(values, 3);
    const found = await sphericalKMeans(unit, 3, { count: 3, seed: 1, pacer: freePacer() });
    expect(adjustedRand(found.clusterOf, truth)).toBe(1);
    const same = unitRows(Float32Array.from([1, 0, 2, 0, 0, 3, 0, 0]), 2);
    const few = await sphericalKMeans(same, 2, { count: 4, seed: 1, pacer: freePacer() });
    expect([few.count, few.cohesion]).toEqual([2, 1]);
    expect(few.clusterOf[3]).toBe(-1);
  });

  it('is given a number of clusters by the mean silhouette, as computed pair by pair', async () => {
    const random = createRandom(2);
    const values = Float32Array.from(
      Array.from({ length: 80 }, (_, i) => [0, 1, 2, 3].map((j) => (j === i % 4 ? 2 : 0) + random.normal() / 4)).flat(),
    );
    const unit = unitRows(values, 4);
    const { clusters, tried } = await chooseTopicCount(unit, 4, 3, freePacer());
    expect(clusters.count).toBe(4);
    const distance = (a: number, b: number): number =>
      1 - [0, 1, 2, 3].reduce((sum, j) => sum + (unit[4 * a + j] as number) * (unit[4 * b + j] as number), 0);
    const rows = Array.from({ length: 80 }, (_, i) => i);
    const meanTo = (row: number, cluster: number): number => {
      const others = rows.filter((other) => other !== row && clusters.clusterOf[other] === cluster);
      return others.reduce((sum, other) => sum + distance(row, other), 0) / others.length;
    };
    const widths = rows.map((row) => {
      const own = clusters.clusterOf[row] as number;
      const within = meanTo(row, own);
      const nearest = Math.min(...[0, 1, 2, 3].filter((c) => c !== own).map((c) => meanTo(row, c)));
      return (nearest - within) / Math.max(nearest, within);
    });
    const expected = widths.reduce((a, b) => a + b, 0) / 80;
    expect(tried.find(({ count }) => count === 4)?.silhouette).toBeCloseTo(expected, 5);
  });
});

describe('typical terms', () => {
  it('are those of greatest log odds, by the formula done by hand', async () => {
    // Group 0: 10 rows with a, 4 with b; group 1: 2 with a, 12 with b. Pairs stand for nothing here.
    const rows = Array.from({ length: 28 }, (_, i) => (i < 10 ? 'a0' : i < 14 ? 'b0' : i < 16 ? 'a1' : 'b1'));
    const [lists] = [
      await findTopicTerms({
        rows: Int32Array.from(rows.keys()),
        groupOf: Int32Array.from(rows, (row) => Number(row[1])),
        groups: 2,
        termsAt: (row) => [rows[row]?.[0] === 'a' ? 'alpha' : 'beta'],
        pacer: freePacer(),
      }),
    ];
    const prior = (500 * 12) / 28;
    const [y0, y1] = [10 + prior, 2 + prior];
    const z = (Math.log(y0 / (14 + 500 - y0)) - Math.log(y1 / (14 + 500 - y1))) / Math.sqrt(1 / y0 + 1 / y1);
    expect(z).toBeLessThan(1.96);
    // Not typical enough: with a hundred times the rows it is.
    expect(lists).toEqual([[], []]);
    const many = await findTopicTerms({
      rows: Int32Array.from({ length: 2_800 }, (_, i) => i),
      groupOf: Int32Array.from({ length: 2_800 }, (_, i) => Number(rows[i % 28]?.[1])),
      groups: 2,
      termsAt: (row) => [rows[row % 28]?.[0] === 'a' ? 'alpha' : 'beta', 'always'],
      pacer: freePacer(),
    });
    // 1,200 rows with alpha and as many again as rows with always: 5,600 terms.
    const p = (500 * 1_200) / 5_600;
    const [a0, a1] = [1_000 + p, 200 + p];
    const standing =
      (Math.log(a0 / (2_800 + 500 - a0)) - Math.log(a1 / (2_800 + 500 - a1))) / Math.sqrt(1 / a0 + 1 / a1);
    expect(many[0]?.map(({ term }) => term)).toEqual(['alpha']);
    expect(many[0]?.[0]?.standing).toBeCloseTo(standing, 10);
    expect(many[1]?.map(({ term, rows: holding }) => [term, holding])).toEqual([['beta', 1_200]]);
  });

  it('are words and pairs in English, n-grams in Chinese; nothing that only holds sentences together', () => {
    const english = makeNamingTerms('en-like');
    expect(english('How do I get my direct debit 12345 back? 👍')).toEqual([
      'direct',
      'debit',
      'back',
      '👍',
      'direct debit',
    ]);
    expect(makeNamingTerms('zh')('我的退款')).toEqual(['退款']);
  });
});

describe('topics', () => {
  const names = makeNamingTerms('en-like');

  async function fit(rows: number, count: number, seed: number, asked?: number) {
    const { texts, topicOf } = generateInbox(rows, count, seed);
    const { rows: vectors, words } = wordRows(texts);
    const state = await fitTopics({
      vectors,
      isTellingColumn: (column) => isTelling(words[column] ?? ''),
      termsAt: (row) => names(texts[row] ?? ''),
      seed,
      pacer: freePacer(),
      ...(asked === undefined ? {} : { count: asked }),
    });
    return { texts, topicOf, vectors, words, state };
  }

  it('are those that the texts were made of, as many of them, named by their own words', async () => {
    for (const [seed, count] of [
      [1, 4],
      [2, 6],
    ] as const) {
      const { texts, topicOf, vectors, state } = await fit(600, count, seed);
      expect(state.topics.length).toBe(count);
      const assignment = await assignTopics(state, vectors, freePacer());
      const found = topicOfRows(state, assignment);
      const clear = Array.from(found.keys()).filter((row) => (found[row] as number) >= 0);
      expect(clear.length).toBeGreaterThan(570);
      const ari = adjustedRand(
        clear.map((row) => found[row] as number),
        clear.map((row) => topicOf[row] as number),
      );
      expect(ari).toBeGreaterThanOrEqual(0.9);
      const terms = state.topics.flatMap((topic) => topic.terms.map(({ term }) => term));
      expect(new Set(terms).size).toBe(terms.length);
      expect(terms).toEqual(expect.arrayContaining(['tracking number', 'money back', 'charged twice', 'reset link']));
      expect(terms).not.toContain('tracking');
      const overview = summariseTopics(state, assignment, (row) => texts[row] ?? '');
      expect(overview.topics.reduce((sum, { rows }) => sum + rows, 0) + overview.unclear).toBe(600);
      for (const { examples, topic } of overview.topics) {
        expect(new Set(Array.from(examples, (row) => texts[row])).size).toBe(5);
        for (const row of examples) expect(found[row]).toBe(topic.id);
      }
    }
  });

  it('leave texts unclear that are about something else', async () => {
    const { texts } = generateInbox(500, 4, 3);
    const random = createRandom(9);
    const noise = Array.from({ length: 60 }, () =>
      Array.from({ length: 6 }, () => `noise${'abcdefghijklmnopqrst'[random.integer(20)]}${random.integer(15)}`).join(
        ' ',
      ),
    );
    const all = [...texts, ...noise];
    const { rows: vectors, words } = wordRows(all);
    const state = await fitTopics({
      vectors,
      isTellingColumn: (column) => isTelling(words[column] ?? ''),
      termsAt: (row) => names(all[row] ?? ''),
      seed: 3,
      count: 4,
      pacer: freePacer(),
    });
    const { clear } = await assignTopics(state, vectors, freePacer());
    expect(clear.slice(0, 500).filter((one) => one === 1).length).toBeGreaterThan(475);
    expect(clear.slice(500).filter((one) => one === 0).length).toBeGreaterThan(48);
    const nothing = await assignTopics(state, sparseOf([[], []], vectors.columns), freePacer());
    expect([...nothing.centreOf, ...nothing.clear]).toEqual([-1, -1, 0, 0]);
    expect(await codeOf(() => assignTopics(state, sparseOf([[1, 2]]), freePacer()))).toBe('text.wrong-width');
  });

  it('are the same for the same seed, and survive being saved', async () => {
    const [a, b] = [(await fit(200, 3, 5)).state, (await fit(200, 3, 5)).state];
    expect(a).toEqual(b);
    expect(structuredClone(a)).toEqual(a);
  });

  it('are merged and renamed without touching the state before', async () => {
    const { vectors, state } = await fit(300, 4, 6, 4);
    const assignment = await assignTopics(state, vectors, freePacer());
    const before = structuredClone(state);
    const named = renameTopic(state, 2, '  Parcels ');
    const merged = mergeTopics(named, [0, 2]);
    expect(state).toEqual(before);
    expect(merged.topics.map(({ id }) => id)).toEqual([0, 1, 3]);
    expect(merged.topics[0]).toMatchObject({ name: 'Parcels', centres: [0, 2] });
    expect(merged.topics[0]?.terms[1]?.term).toBe(state.topics[2]?.terms[0]?.term);
    const [old, now] = [topicOfRows(state, assignment), topicOfRows(merged, assignment)];
    expect(Array.from(now)).toEqual(Array.from(old, (id) => (id === 2 ? 0 : id)));
    expect(renameTopic(named, 2, '').topics[2]?.name).toBeNull();
    expect(await codeOf(() => renameTopic(named, 1, 'Parcels'))).toBe('text.name-taken');
    expect(await codeOf(() => renameTopic(state, 9, 'x'))).toBe('text.no-such-topic');
    expect(await codeOf(() => mergeTopics(state, [1, 1]))).toBe('text.too-few-topics');
    expect(await codeOf(() => mergeTopics(state, [1, 8]))).toBe('text.no-such-topic');
  });

  it('says what is wrong', async () => {
    const ask = (texts: string[], count?: number, pacer = freePacer()) => {
      const { rows } = wordRows(texts);
      const input = { vectors: rows, isTellingColumn: () => true, termsAt: () => [], seed: 1, pacer };
      return codeOf(() => fitTopics(count === undefined ? input : { ...input, count }));
    };
    const texts = [...generateInbox(40, 3, 1).texts];
    expect(await ask(texts.slice(0, 19))).toBe('text.too-few-texts');
    expect(await ask(texts.map(() => 'always the same'))).toBe('text.too-alike');
    expect(await ask(texts, 31)).toBe('text.too-many-topics');
    expect(await ask(texts, 1)).toBe('text.too-few-topics');
    expect(await ask(texts, 3, cancelledPacer())).toBe('job.cancelled');
  });
});
