/**
 * Seeded draws for made-up tables: sfc32 (Chris Doty-Humphrey, PractRand) with 12 rounds thrown away.
 * The samples of the page are bytes of the repository, so this never changes: another generator is another seed.
 * @param {number} seed
 */
export function createDraw(seed) {
  let [a, b, c, counter] = [seed >>> 0, 0x9e3779b9, 0x243f6a88, 1];
  const uniform = () => {
    const sum = (((a + b) >>> 0) + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + sum) >>> 0;
    return sum / 2 ** 32;
  };
  for (let i = 0; i < 12; i++) uniform();
  const draw = {
    uniform,
    /** @param {number} share */
    chance: (share) => uniform() < share,
    /** Standard normal, from twelve uniforms: no tails beyond 6, and no logarithm. */
    normal: () => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6),
    /** @param {number} low @param {number} high inclusive */
    integer: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    /** @param {number} mean */
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    /** Knuth's; means below 200. @param {number} mean */
    poisson(mean) {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = uniform(); product > limit; product *= uniform()) count++;
      return count;
    },
    /** @template T @param {readonly (readonly [T, number])[]} weighted shares that sum to 1 @returns {T} */
    pick(weighted) {
      let left = uniform();
      for (const [value, share] of weighted) {
        left -= share;
        if (left < 0) return value;
      }
      return weighted[weighted.length - 1][0];
    },
  };
  return draw;
}

/** @param {number} x */
export const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/** @param {number} low @param {number} x @param {number} high */
export const clamp = (low, x, high) => Math.min(high, Math.max(low, x));

const DAY = 86_400_000;

/** @param {string} day ISO @param {number} days later (or earlier, below nought) @returns {string} ISO */
export const daysAfter = (day, days) => new Date(Date.parse(day) + Math.floor(days) * DAY).toISOString().slice(0, 10);
