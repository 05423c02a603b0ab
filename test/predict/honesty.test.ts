import { describe, expect, it } from 'vitest';
import { drawCoverage, drawNoise } from '../../scripts/honesty/study.ts';

// A seeded sample of `npm run honesty`; the whole study and its shares are in docs/honesty.md.
const SEEDS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('honesty', () => {
  it('intervals of test figures hold the truth in nearly all of ten draws', async () => {
    const draws = await Promise.all(SEEDS.map((seed) => drawCoverage('binary', seed)));
    const covered = draws.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
    // 95 % each: fewer than 8 of 10 would come about once in ninety samples.
    expect(covered).toBeGreaterThanOrEqual(8);
  });

  it('nothing is claimed of shuffled answers in nearly all of ten draws', async () => {
    const draws = await Promise.all(SEEDS.map((seed) => drawNoise('binary', seed)));
    const claims = draws.filter(
      ({ verdict }) => verdict === 'verdict.useful' || verdict === 'verdict.simple-is-as-good',
    );
    expect(claims.length).toBeLessThanOrEqual(1);
  });
});
