import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, shuffle } from '../../src/core/random.ts';
import { timeOf } from '../../src/core/series/calendar.ts';
import { findStep } from '../../src/core/series/find-step.ts';
import type { CalendarStep } from '../../src/core/series/types.ts';

const at = (text: string): number => Date.parse(text.includes('T') ? `${text}Z` : `${text}T00:00:00Z`);
const points = (step: CalendarStep, start: string, length: number): number[] =>
  Array.from({ length }, (_, point) => timeOf({ step, start: at(start) }, point));
const codes = (times: readonly number[]): string[] => findStep(times).findings.map(({ code }) => code);

const STEPS: readonly [CalendarStep, string][] = [
  [{ unit: 'minute', count: 1 }, '2024-03-01T10:07'],
  [{ unit: 'minute', count: 15 }, '2024-03-01T10:15'],
  [{ unit: 'hour', count: 1 }, '2024-03-01T10:00'],
  [{ unit: 'hour', count: 6 }, '2024-03-01T05:30'],
  [{ unit: 'day', count: 1 }, '2024-02-20'],
  [{ unit: 'day', count: 2 }, '2024-02-20'],
  [{ unit: 'business-day', count: 1 }, '2024-02-20'],
  [{ unit: 'week', count: 1 }, '2024-02-21'],
  [{ unit: 'week', count: 2 }, '2024-02-25'],
  [{ unit: 'week', count: 4 }, '2024-02-25'],
  [{ unit: 'month', count: 1 }, '2024-01-01'],
  [{ unit: 'month', count: 1 }, '2024-01-31'],
  [{ unit: 'month', count: 1 }, '2024-01-15'],
  [{ unit: 'month', count: 2 }, '2024-01-01'],
  [{ unit: 'quarter', count: 1 }, '2023-03-31'],
  [{ unit: 'quarter', count: 1 }, '2023-01-01'],
  [{ unit: 'year', count: 1 }, '1990-01-01'],
  [{ unit: 'year', count: 1 }, '1990-12-31'],
];

describe('the step between times', () => {
  it.each(STEPS)('is found: %o from %s', (step, start) => {
    const found = findStep(points(step, start, 30));
    expect(found.step).toEqual(step);
    expect(found.start).toBe(at(start));
  });

  it.each(STEPS)(
    'is found in any order, with repeats and a quarter of the times missing: %o from %s',
    (step, start) => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const random = createRandom(seed);
          const kept = points(step, start, 80).filter((_, i) => i === 0 || i === 79 || random.next() > 0.25);
          const times = [...kept, ...kept.slice(3, 20)];
          shuffle(times, random);
          const found = findStep(times);
          expect(found.step).toEqual(step);
          expect(found.start).toBe(at(start));
        }),
        { numRuns: 10 },
      );
    },
  );

  it('is not upset by a few strays', () => {
    const times = points({ unit: 'day', count: 1 }, '2024-01-01', 100);
    const strays = [...times, at('2024-01-05T13:20'), at('2024-02-07T09:00')];
    expect(findStep(strays).step).toEqual({ unit: 'day', count: 1 });
    expect(codes(strays)).toEqual(['series.stray-times']);
  });

  it('is a month where the last business day, or the first, stands for it', () => {
    const ends = ['2024-01-31', '2024-02-29', '2024-03-29', '2024-04-30', '2024-05-31', '2024-06-28', '2024-07-31'];
    const starts = ['2024-01-02', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-02', '2024-06-03', '2024-07-01'];
    for (const dates of [ends, starts]) expect(findStep(dates.map(at)).step).toEqual({ unit: 'month', count: 1 });
  });

  it('is a business day though holidays are missing, and a day where Saturdays are there', () => {
    const work = points({ unit: 'business-day', count: 1 }, '2024-12-02', 60).filter((ms) => ms !== at('2024-12-25'));
    expect(findStep(work).step.unit).toBe('business-day');
    const shop = points({ unit: 'day', count: 1 }, '2024-12-02', 60).filter((ms) => new Date(ms).getUTCDay() !== 0);
    expect(findStep(shop).step).toEqual({ unit: 'day', count: 1 });
  });

  it('is kept by clocks that run some seconds late', () => {
    const random = createRandom(3);
    const late = points({ unit: 'minute', count: 15 }, '2024-03-01T10:00', 200).map(
      (ms) => ms + Math.floor(random.next() * 40) * 1000,
    );
    const found = findStep(late);
    expect(found.step).toEqual({ unit: 'minute', count: 15 });
    expect(found.start).toBe(at('2024-03-01T10:00'));
    expect(codes(late)).toContain('series.times-rounded');
  });

  it('is an hour by the wall clock, which skips one in spring and has one twice in autumn', () => {
    const times = points({ unit: 'hour', count: 1 }, '2024-03-01T00:00', 24 * 260).filter(
      (ms) => ms !== at('2024-03-31T02:00'),
    );
    times.push(at('2024-10-27T02:00'));
    const { step, clock, findings } = findStep(times);
    expect(step).toEqual({ unit: 'hour', count: 1 });
    expect(clock.missing).toEqual([at('2024-03-31T02:00')]);
    expect(clock.twice).toEqual([at('2024-10-27T02:00')]);
    expect(findings).toEqual([{ code: 'series.daylight-saving', level: 'note', params: { missing: 1, twice: 1 } }]);
  });

  it('is a day, each on its date, where days were written with the offset of their zone', () => {
    // Midnight in Berlin: +01:00 in winter, +02:00 in summer, turned into UTC.
    const berlin = points({ unit: 'day', count: 1 }, '2024-01-01', 200).map(
      (ms) => ms - (ms > at('2024-03-31') ? 2 : 1) * 3_600_000,
    );
    const found = findStep(berlin);
    expect(found.step).toEqual({ unit: 'day', count: 1 });
    expect(found.start).toBe(at('2024-01-01'));
    expect(codes(berlin)).toEqual(['series.offsets-mixed']);
    const months = points({ unit: 'month', count: 1 }, '2023-01-01', 24).map(
      (ms) => ms + (new Date(ms).getUTCMonth() > 2 && new Date(ms).getUTCMonth() < 10 ? 4 : 5) * 3_600_000,
    );
    expect(findStep(months)).toMatchObject({ step: { unit: 'month', count: 1 }, start: at('2023-01-01') });
  });
});

describe('times without a step', () => {
  const error = (times: readonly number[]): unknown => {
    try {
      return findStep(times);
    } catch (caught) {
      return caught;
    }
  };

  it('are too few', () => {
    expect(error([at('2024-01-01'), at('2024-01-02'), NaN, at('2024-01-02')])).toMatchObject({
      code: 'series.too-few-times',
      params: { times: 2, least: 3 },
    });
  });

  it('come as they like', () => {
    const random = createRandom(5);
    const orders = Array.from({ length: 400 }, () => at('2024-01-01') + Math.floor(random.next() * 9e9));
    expect(error(orders)).toMatchObject({ code: 'series.no-step' });
  });

  it('are seconds apart', () => {
    const ticks = Array.from({ length: 400 }, (_, i) => at('2024-01-01') + i * 10_000);
    expect(error(ticks)).toMatchObject({ code: 'series.step-under-a-minute', params: { seconds: 10 } });
  });
});
