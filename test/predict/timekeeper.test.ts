import { describe, expect, it } from 'vitest';
import { createTimekeeper } from '../../src/lenses/predict/timekeeper.ts';

describe('the time that tries may take', () => {
  it('lets in what was never measured, and keeps out what would not end in time with its refits', () => {
    let now = 0;
    const keeper = createTimekeeper(10_000, 2, () => now);
    expect(keeper.fits('trees', 100, [])).toBe(true);
    now = 2_000;
    keeper.record('trees', 1_000);
    keeper.record('trees', 3_000);
    // 2 s a fold: 2 s gone, 2 folds 4 s, refits 4 s.
    expect(keeper.fits('trees', 2, ['trees'])).toBe(true);
    expect(keeper.fits('trees', 3, ['trees'])).toBe(false);
    // The refits of others that may be chosen with it count too, but never for more than two fifths of the time.
    keeper.record('network', 500);
    expect(keeper.fits('network', 8, ['trees'])).toBe(true);
    expect(keeper.fits('network', 9, ['trees'])).toBe(false);
    expect(keeper.over(['trees'])).toBe(false);
    now = 6_001;
    expect(keeper.over(['trees'])).toBe(true);
    expect(keeper.over(['network'])).toBe(false);
  });

  it('says how long the rest may take, never more than the budget', () => {
    let now = 0;
    const keeper = createTimekeeper(10_000, 2, () => now);
    expect(keeper.estimate(5)).toBe(0);
    now = 4_000;
    keeper.record('trees', 1_000);
    expect(keeper.estimate(3)).toBe(3_000);
    expect(keeper.estimate(30)).toBe(6_000);
  });
});
