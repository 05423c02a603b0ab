import { describe, expect, it } from 'vitest';
import { emptyTally, meanScores, naiveScale, scoreFan, scoresOf } from '../../src/core/forecast/scores.ts';
import { expectClose } from '../support/golden.ts';

// numpy 2: scale = mean(|y[12:] − y[:-12]|) of train; mase = mean|e| / scale; smape = mean(2|e| / (|y| + |f|));
// rmse = sqrt(mean(e²)); pinball = mean over levels and points of max(l (y − q), (l − 1) (y − q)) / scale, where
// q = f + (−4, −3, −1.5, 0, 1.5, 3, 4); coverage = mean(q₀ ≤ y ≤ q₆).
const TRAIN = [
  100.0, 105.9, 107.84, 107.33, 107.3, 102.03, 100.18, 99.02, 89.86, 88.14, 92.81, 96.07, 100.32, 102.21, 108.57,
  112.09, 104.63, 103.63, 94.3, 91.13, 85.81, 89.29, 87.54, 95.81,
];
const ACTUAL = [100.47, 104.44, 101.11, 108.38, 108.51, 105.34];
const MEAN = Float64Array.of(101.82, 103.71, 110.07, 113.59, 106.13, 105.13);
const OFFSETS = [-4, -3, -1.5, 0, 1.5, 3, 4];
const fan = { mean: MEAN, quantiles: OFFSETS.map((offset) => MEAN.map((value) => value + offset)) };

describe('scores of forecasts', () => {
  it('are those of numpy', () => {
    const scale = naiveScale(TRAIN, 12);
    expectClose(scale, 3.1891666666666665);
    const scores = scoreFan(ACTUAL, fan, scale);
    expectClose(scores.mase, 0.9845832244578008);
    expectClose(scores.smape, 0.029388891693576506);
    expectClose(scores.rmse, 4.387284657583397);
    expectClose(scores.pinball, 0.34573892269215);
    expectClose(scores.coverage, 4 / 6);
  });

  it('pass over steps that have not come', () => {
    const some = ACTUAL.map((value, h) => (h < 3 ? value : NaN));
    expect(scoreFan(some, fan, 2)).toEqual(scoreFan(ACTUAL.slice(0, 3), fan, 2));
    expect(scoresOf(emptyTally()).mase).toBeNaN();
  });

  it('scale by naive where a season is longer than the values, and by something where nothing changes', () => {
    expect(naiveScale([1, 3, 6], 12)).toBeCloseTo(2.5, 12);
    expect(naiveScale([0, 0, 0], 1)).toBe(1);
    expect(naiveScale([-4, -4], 1)).toBe(4);
    // A season that repeats exactly has no seasonal error.
    expect(naiveScale([1, 2, 1, 2, 1, 2], 2)).toBe(1);
  });

  it('count each series the same, and those without points not', () => {
    const one = scoreFan(
      [0, 0],
      { mean: Float64Array.of(1, 1), quantiles: OFFSETS.map((o) => Float64Array.of(o, o)) },
      1,
    );
    const two = { ...one, mase: 3 };
    const none = { ...one, mase: NaN, rmse: NaN };
    expect(meanScores([one, two, none]).mase).toBe(2);
  });
});
