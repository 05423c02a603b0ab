import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSnapshots } from '../../src/core/journeys/snapshots.ts';
import { DAY, START } from './events.ts';

describe('dates at which people are looked at', () => {
  it('leave room for looking back and ahead, and judge when earlier answers were known', () => {
    const spans = fc.record({
      days: fc.integer({ min: 5, max: 900 }),
      lookBackDays: fc.constantFrom(1, 7, 14, 30, 60),
      horizonDays: fc.constantFrom(0.25, 1, 7, 14, 30),
      everyDays: fc.option(fc.constantFrom(1, 7, 30), { nil: undefined }),
      hour: fc.integer({ min: 0, max: 23 }),
    });
    fc.assert(
      fc.property(spans, ({ days, hour, lookBackDays, horizonDays, everyDays }) => {
        const first = START + (hour * DAY) / 24;
        const last = first + days * DAY;
        const asked = { lookBackDays, horizonDays, ...(everyDays === undefined ? {} : { everyDays }) };
        fc.pre(days >= lookBackDays + horizonDays);
        const { at, testFrom } = findSnapshots({ first, last }, asked);
        expect(at.length).toBeGreaterThan(0);
        expect(at[0] as number).toBeGreaterThanOrEqual(first + lookBackDays * DAY);
        expect(at.at(-1) as number).toBeLessThanOrEqual(last - horizonDays * DAY);
        at.slice(1).forEach((date, i) => {
          expect(date - (at[i] as number)).toBeCloseTo((everyDays ?? horizonDays) * DAY, 3);
        });
        if (testFrom === undefined) return;
        expect(at).toContain(testFrom);
        expect(at.filter((date) => date + horizonDays * DAY <= testFrom).length).toBeGreaterThan(0);
        expect(at.filter((date) => date >= testFrom).length).toBeLessThan(at.length);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('are none where look-back and horizon do not fit', () => {
    const spans = { lookBackDays: 30, horizonDays: 14 };
    expect(() => findSnapshots({ first: START, last: START + 43 * DAY }, spans)).toThrow('sequence.span-too-short');
    expect(findSnapshots({ first: START, last: START + 44 * DAY }, spans).at).toEqual([START + 30 * DAY]);
  });

  it('are whole days where there is room for that', () => {
    const { at } = findSnapshots({ first: START, last: START + 100.7 * DAY }, { lookBackDays: 30, horizonDays: 14 });
    expect(at.every((date) => date % DAY === 0)).toBe(true);
    expect(at.at(-1)).toBe(START + 86 * DAY);
    expect(at).toHaveLength(5);
  });
});
