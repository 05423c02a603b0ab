import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/core/learn/task.ts';
import { splitRows, type Split } from '../../src/core/prepare/split.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { DateColumn } from '../../src/core/table/column.ts';
import { DAY, START } from './events.ts';

interface Case {
  readonly who: readonly string[];
  readonly at: Float64Array;
  readonly known: Float64Array;
  readonly target: Target;
}

function makeCase(seed: number, people: number, dates: number, every: number, horizon: number): Case {
  const random = createRandom(seed);
  const who: string[] = [];
  const at: number[] = [];
  const codes: number[] = [];
  for (let date = 0; date < dates; date++) {
    for (let one = 0; one < people; one++) {
      if (random.next() < 0.3) continue;
      who.push(`p${one}`);
      at.push(START + date * every * DAY);
      codes.push(random.next() < 0.25 ? 1 : 0);
    }
  }
  const known = Float64Array.from(at, (time) => time + horizon * DAY);
  return {
    who,
    at: Float64Array.from(at),
    known,
    target: { task: 'binary', codes: Int32Array.from(codes), classes: ['no', 'yes'] },
  };
}

const date = (name: string, values: Float64Array): DateColumn => ({ kind: 'date', name, values, hasTime: true });

function split({ who, at, known, target }: Case, seed: number, folds: number, from?: number): Split {
  return splitRows({
    target,
    rows: Int32Array.from(at.keys()),
    rule: {
      kind: 'snapshots',
      column: makeCategoryColumn('who', who),
      time: date('snapshot', at),
      known: date('answer known', known),
      testShare: 0.2,
      ...(from === undefined ? {} : { from }),
    },
    seed,
    folds,
  });
}

const least = (rows: Int32Array, values: Float64Array): number =>
  rows.reduce((low, row) => Math.min(low, values[row] as number), Infinity);
const most = (rows: Int32Array, values: Float64Array): number =>
  rows.reduce((high, row) => Math.max(high, values[row] as number), -Infinity);

describe('rows of people at several dates', () => {
  it('never put a person on both sides, and learn from nothing that was not known when judging began', () => {
    const cases = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      people: fc.integer({ min: 30, max: 120 }),
      dates: fc.integer({ min: 1, max: 9 }),
      every: fc.constantFrom(7, 14),
      horizon: fc.constantFrom(3, 7, 14, 30),
      folds: fc.constantFrom(1, 3, 5),
    });
    fc.assert(
      fc.property(cases, ({ seed, people, dates, every, horizon, folds }) => {
        const made = makeCase(seed, people, dates, every, horizon);
        const found = split(made, seed, folds);
        const sides: [Int32Array, Int32Array][] = [[found.train, found.test]];
        found.folds.forEach(({ train, validation }) => sides.push([train, validation]));
        for (const [learned, judged] of sides) {
          expect(learned.length).toBeGreaterThan(0);
          expect(judged.length).toBeGreaterThan(0);
          const people = new Set(Array.from(learned, (row) => made.who[row]));
          expect(Array.from(judged).some((row) => people.has(made.who[row] as string))).toBe(false);
        }
        const inTime = most(found.train, made.known) <= least(found.test, made.at);
        expect(found.scheme).toBe(inTime ? 'forward' : 'grouped');
        for (const { train, validation } of found.folds) {
          const own = new Set(found.train);
          expect([...train, ...validation].every((row) => own.has(row))).toBe(true);
        }
        // Room enough in time: the future judges.
        const room = dates >= 5 && horizon <= every;
        const possible = room ? ['forward'] : dates === 1 ? ['grouped'] : ['forward', 'grouped'];
        expect(possible).toContain(found.scheme);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('judge about the share asked for, from the date asked for, and validate later than they learn', () => {
    const made = makeCase(1, 2_000, 9, 14, 14);
    const from = START + 6 * 14 * DAY;
    const found = split(made, 1, 3, from);
    const share = found.test.length / (found.test.length + found.train.length);
    expect(Math.abs(share - 0.2)).toBeLessThan(0.02);
    expect(least(found.test, made.at)).toBe(from);
    expect(most(found.train, made.known)).toBeLessThanOrEqual(from);
    expect(found.folds).toHaveLength(3);
    for (const { train, validation } of found.folds) {
      expect(most(train, made.known)).toBeLessThanOrEqual(least(validation, made.at));
    }
    expect(split(made, 1, 3, from).hash).toBe(found.hash);
    expect(split(made, 2, 3, from).hash).not.toBe(found.hash);
  });
});
