import { describe, expect, it } from 'vitest';
import { choose } from '../../src/core/forecast/choice.ts';
import { combine, membersBy } from '../../src/core/forecast/combine.ts';
import type { Candidate, EvidenceFold, SeriesEvidence } from '../../src/core/forecast/evidence.ts';
import { pairedTest } from '../../src/core/forecast/paired.ts';
import type { PointForecast, View } from '../../src/core/learn/forecast/forecaster.ts';
import { createRandom } from '../../src/core/random.ts';

const point = (value: number): PointForecast => ({ mean: Float64Array.of(value), spread: Float64Array.of(1) });

/** Errors by method for each fold of one series: what came is 0, so that a forecast is its error. */
function evidence(series: number, folds: readonly Readonly<Record<string, number>>[]): SeriesEvidence {
  return {
    series,
    folds: folds.map((errors, index): EvidenceFold => ({
      index,
      item: { series, cut: 20, view: {} as View, actual: Float64Array.of(0), scale: 1 },
      forecasts: new Map(Object.entries(errors).map(([method, error]) => [method, point(error)])),
    })),
  };
}

const methods = (...ids: readonly string[]): Candidate[] =>
  ids.map((method) => ({ method, family: method === 'gru' ? 'network' : 'smoothing' }));
const plain = (count: number) => Array.from({ length: count }, () => 'plain' as const);

describe('choice', () => {
  it('takes what is best, and knows what it would have taken without a fold', () => {
    const folds = Array.from({ length: 6 }, () => ({ a: 1, b: 4, c: -5 }));
    const choice = choose({ evidence: [evidence(0, folds)], methods: methods('a', 'b', 'c'), groups: plain(1) });
    expect(choice.series[0]?.members).toEqual([{ method: 'a', weight: 1 }]);
    expect([...(choice.series[0]?.without.keys() ?? [])]).toEqual([0, 1, 2, 3, 4, 5]);
    // Only fold 0 speaks for b: without it a is taken.
    const lucky = [{ a: 30, b: 1 }, ...Array.from({ length: 4 }, () => ({ a: 1, b: 9 }))];
    const other = choose({ evidence: [evidence(0, lucky)], methods: methods('a', 'b'), groups: plain(1) });
    expect(other.series[0]?.without.get(0)?.[0]?.method).toBe('a');
  });

  it('puts methods together where their errors cancel out', () => {
    const folds = Array.from({ length: 8 }, (_, k) => ({ a: k % 2 === 0 ? 2 : -2.1, b: k % 2 === 0 ? -2.1 : 2 }));
    const choice = choose({ evidence: [evidence(0, folds)], methods: methods('a', 'b'), groups: plain(1) });
    expect(choice.series[0]?.members.length).toBe(2);
  });

  it('borrows evidence from other series: luck on one of many does not decide', () => {
    const random = createRandom(5);
    const all = Array.from({ length: 40 }, (_, s) =>
      evidence(
        s,
        Array.from({ length: 3 }, () => ({ good: 2 + 2 * random.next(), bad: 2.6 + 2 * random.next() })),
      ),
    );
    const lucky = all.filter(({ folds }) => {
      const sum = (method: string) =>
        folds.reduce((total, { forecasts }) => total + (forecasts.get(method)?.mean[0] ?? 0), 0);
      return sum('bad') < sum('good');
    });
    expect(lucky.length).toBeGreaterThan(3);
    const choice = choose({ evidence: all, methods: methods('good', 'bad'), groups: plain(40) });
    for (const { series } of lucky) {
      const bad = choice.series[series]?.members.find(({ method }) => method === 'bad')?.weight ?? 0;
      expect(bad).toBeLessThan(0.5);
    }
  });

  it('lets series that truly differ each have their own', () => {
    const all = Array.from({ length: 20 }, (_, s) =>
      evidence(
        s,
        Array.from({ length: 5 }, (__, k) => (s % 2 === 0 ? { a: 1 + 0.01 * k, b: 5 } : { a: 5, b: 1 + 0.01 * k })),
      ),
    );
    const choice = choose({ evidence: all, methods: methods('a', 'b'), groups: plain(20) });
    expect(choice.scope).toBe('each');
    for (const [s, { members }] of choice.series.entries()) {
      expect(members.toSorted((x, y) => y.weight - x.weight)[0]?.method).toBe(s % 2 === 0 ? 'a' : 'b');
    }
  });

  it('never takes a network that loses, alone or with others', () => {
    const random = createRandom(9);
    const all = Array.from({ length: 30 }, (_, s) =>
      evidence(
        s,
        Array.from({ length: 4 }, () => ({ ets: 2 + random.normal(), gru: 2.02 + random.normal(), theta: 3 })),
      ),
    );
    const loss = (s: number, method: string) =>
      (all[s]?.folds ?? []).reduce((sum, { forecasts }) => sum + Math.abs(forecasts.get(method)?.mean[0] ?? 0), 0);
    const choice = choose({ evidence: all, methods: methods('ets', 'theta', 'gru'), groups: plain(30) });
    const withGru = choice.series.flatMap(({ members }, s) =>
      members.some(({ method }) => method === 'gru') ? [s] : [],
    );
    const wrongly = choice.scope === 'each' ? withGru.filter((s) => loss(s, 'gru') >= loss(s, 'ets')) : withGru;
    expect(wrongly).toEqual([]);
    const alone = choose({ evidence: all.slice(0, 1), methods: methods('ets', 'gru'), groups: plain(1) });
    const wins = loss(0, 'gru') < loss(0, 'ets');
    expect(alone.series[0]?.members.some(({ method }) => method === 'gru')).toBe(wins);
  });

  it('leaves what goes by one value out where most values are 0, and takes a series that was too short for one of the others', () => {
    const folds = Array.from({ length: 5 }, () => ({ naive: 1, tsb: 2 }));
    const group = (kind: 'demand' | 'plain') =>
      choose({ evidence: [evidence(0, folds)], methods: methods('naive', 'tsb'), groups: [kind] }).series[0]?.members;
    expect(group('demand')).toEqual([{ method: 'tsb', weight: 1 }]);
    expect(group('plain')?.[0]?.method).toBe('naive');
    const four = [0, 1, 2, 3].map((s) => evidence(s, folds));
    const choice = choose({ evidence: [...four, evidence(4, [])], methods: methods('naive', 'tsb'), groups: plain(5) });
    expect(choice.series[4]?.members[0]?.method).toBe('naive');
  });
});

describe('combinations', () => {
  const ranked = [
    { method: 'a', loss: 1 },
    { method: 'b', loss: 1.25 },
    { method: 'c', loss: 1.4 },
    { method: 'd', loss: 1.45 },
    { method: 'e', loss: 9 },
  ];

  it('are of the best few, weights by the squared error where they are asked for', () => {
    expect(membersBy('best', ranked)).toEqual([{ method: 'a', weight: 1 }]);
    expect(membersBy('mean', ranked).map(({ method }) => method)).toEqual(['a', 'b', 'c']);
    const [a, b, c] = membersBy('inverse', ranked).map(({ weight }) => weight);
    expect((b as number) / (a as number)).toBeCloseTo(1 / 1.25 ** 2, 12);
    expect((a as number) + (b as number) + (c as number)).toBeCloseTo(1, 12);
    expect(membersBy('mean', [ranked[0] as (typeof ranked)[0], ranked[4] as (typeof ranked)[0]])).toHaveLength(1);
    expect(membersBy('mean', [{ method: 'a', loss: NaN }])).toEqual([]);
  });

  it('go on without a member that says nothing', () => {
    const both = new Map([
      ['a', point(10)],
      ['b', point(20)],
    ]);
    const members = [
      { method: 'a', weight: 0.25 },
      { method: 'b', weight: 0.25 },
      { method: 'c', weight: 0.5 },
    ];
    expect(combine(both, members)?.mean[0]).toBe(15);
    expect(combine(new Map(), members)).toBeUndefined();
  });
});

describe('the paired test', () => {
  it('is that of scipy: ttest_1samp of (0.3, 0.1, 0.5, −0.1, 0.4), greater', () => {
    // scipy.stats.ttest_1samp([.3, .1, .5, -.1, .4], 0, alternative='greater').pvalue
    expect(pairedTest([0.3, 0.1, 0.5, -0.1, 0.4, NaN]).pValue).toBeCloseTo(0.04488793539190431, 10);
    expect(pairedTest([0.3]).pValue).toBe(1);
    expect(pairedTest([0, 0, 0]).pValue).toBe(1);
  });
});
