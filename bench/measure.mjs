// How every benchmark measures: one round to warm up, then rounds in which each side has its turn, so that what else
// the machine does hits all alike; medians of the rounds, and of the ratios within a round.

/** @param {number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs `work` in this process.
 * @returns {Promise<{ seconds: number, cpuSeconds: number, result: unknown }>} processor seconds of all threads
 */
export async function timed(work) {
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  const from = performance.now();
  const result = await work();
  const seconds = (performance.now() - from) / 1000;
  const used = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (used.user + used.system) / 1e6, result };
}

/**
 * @typedef {{ seconds: number, cpuSeconds: number }} Timing
 * @typedef {{ name: string, run: () => Promise<Timing> }} Side
 * @param {Side[]} sides ours first
 * @param {number} rounds beside the one to warm up
 * @returns {Promise<{ name: string, seconds: number, cpuSeconds: number, spread: [number, number], last: object,
 *   wallRatio: number, cpuRatio: number }[]>} medians a side; the ratios are ours over that side's
 */
export async function alternate(sides, rounds) {
  const timings = sides.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [s, side] of sides.entries()) {
      const timing = await side.run();
      if (round > 0) timings[s].push(timing);
    }
  }
  const ratio = (s, key) => median(timings[s].map((theirs, round) => timings[0][round][key] / theirs[key]));
  return sides.map(({ name }, s) => {
    const seconds = timings[s].map((timing) => timing.seconds);
    return {
      name,
      seconds: median(seconds),
      cpuSeconds: median(timings[s].map((timing) => timing.cpuSeconds)),
      spread: [Math.min(...seconds), Math.max(...seconds)],
      last: timings[s].at(-1),
      wallRatio: ratio(s, 'seconds'),
      cpuRatio: ratio(s, 'cpuSeconds'),
    };
  });
}
