import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFeatures } from '../../src/core/series/calendar-features.ts';
import { addSteps, alignedStart, pointOf, timeOf, type Grid } from '../../src/core/series/calendar.ts';
import type { CalendarStep, StepUnit } from '../../src/core/series/types.ts';

const UNITS: readonly StepUnit[] = ['minute', 'hour', 'day', 'business-day', 'week', 'month', 'quarter', 'year'];
const day = (text: string): number => Date.parse(`${text}Z`);
const text = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const steps = fc.record({ unit: fc.constantFrom(...UNITS), count: fc.integer({ min: 1, max: 5 }) });
const times = fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2150, 0, 1) });

/** A start that is a point of its own stretch: business days start on one. */
const grids: fc.Arbitrary<Grid> = fc.tuple(steps, times).map(([step, ms]) => {
  const weekday = new Date(ms).getUTCDay();
  const start = step.unit === 'business-day' && (weekday === 0 || weekday === 6) ? ms + 2 * 86_400_000 : ms;
  return { step, start };
});

describe('points of the calendar', () => {
  it('have the time that leads back to them', () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: -300, max: 300 }), (grid, point) => {
        expect(pointOf(grid, timeOf(grid, point))).toBe(point);
        expect(timeOf(grid, point + 1)).toBeGreaterThan(timeOf(grid, point));
      }),
    );
  });

  it('are months apart as the dates of the platform are, with the last day where there is no such day', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: -200, max: 200 }), (ms, months) => {
        const from = new Date(ms);
        const isLast = new Date(ms + 86_400_000).getUTCDate() === 1;
        const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
        const expected = Date.UTC(
          from.getUTCFullYear(),
          from.getUTCMonth() + months,
          isLast ? last : Math.min(from.getUTCDate(), last),
          from.getUTCHours(),
          from.getUTCMinutes(),
          from.getUTCSeconds(),
          from.getUTCMilliseconds(),
        );
        expect(addSteps(ms, { unit: 'month', count: 1 }, months)).toBe(expected);
        // A year is a step of twelve months, a quarter one of three.
        expect(addSteps(ms, { unit: 'year', count: 1 }, months)).toBe(
          addSteps(ms, { unit: 'month', count: 12 }, months),
        );
        expect(addSteps(ms, { unit: 'quarter', count: 1 }, 4 * months)).toBe(
          addSteps(ms, { unit: 'year', count: 1 }, months),
        );
      }),
    );
  });

  it('are business days apart as one counts them on a calendar', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 40 }), (ms, count) => {
        let at = Math.floor(ms / 86_400_000) * 86_400_000;
        while ([0, 6].includes(new Date(at).getUTCDay())) at += 86_400_000;
        const start = at;
        for (let left = count; left > 0;) {
          at += 86_400_000;
          if (![0, 6].includes(new Date(at).getUTCDay())) left--;
        }
        expect(timeOf({ step: { unit: 'business-day', count: 1 }, start }, count)).toBe(at);
      }),
    );
  });

  it('stay on the ends of months', () => {
    const step: CalendarStep = { unit: 'month', count: 1 };
    const ends = [0, 1, 2, 3].map((point) => text(timeOf({ step, start: day('2024-01-31') }, point)));
    expect(ends).toEqual(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30']);
    const thirtieth = [0, 1, 2].map((point) => text(timeOf({ step, start: day('2023-01-30') }, point)));
    expect(thirtieth).toEqual(['2023-01-30', '2023-02-28', '2023-03-30']);
  });
});

describe('stretches of the calendar', () => {
  it('begin at or before each of their times, less than a step away', () => {
    fc.assert(
      fc.property(steps, times, (step, ms) => {
        const start = alignedStart(ms, step);
        expect(start).toBeLessThanOrEqual(ms);
        expect(addSteps(start, step, 1)).toBeGreaterThan(ms);
      }),
    );
  });

  it('are weeks from Monday, quarters from January, full quarter hours', () => {
    expect(text(alignedStart(day('2026-11-29'), { unit: 'week', count: 1 }))).toBe('2026-11-23');
    expect(text(alignedStart(day('2026-11-29'), { unit: 'quarter', count: 1 }))).toBe('2026-10-01');
    expect(alignedStart(day('2026-11-29T10:44:59'), { unit: 'minute', count: 15 })).toBe(day('2026-11-29T10:30:00'));
  });
});

it('the calendar of points is that of the platform, past the end of the axis too', () => {
  fc.assert(
    fc.property(grids, fc.integer({ min: 1, max: 50 }), (grid, length) => {
      const { month, weekday, hour, dayOfMonth } = calendarFeatures(grid, length);
      for (let point = 0; point < length; point++) {
        const date = new Date(timeOf(grid, point));
        expect([month[point], hour[point], dayOfMonth[point], (weekday[point] as number) % 7]).toEqual([
          date.getUTCMonth() + 1,
          date.getUTCHours(),
          date.getUTCDate(),
          date.getUTCDay(),
        ]);
      }
    }),
    { numRuns: 50 },
  );
});
