import { createRandom, type Random } from '../../src/core/random.ts';
import type { CalendarStep, Series, SeriesSet } from '../../src/core/series/types.ts';

/** What is made of random numbers: values to learn from, and the true future behind them. */
export interface Generated {
  readonly values: Float64Array;
  readonly future: Float64Array;
}

interface Kind {
  readonly step: CalendarStep;
  readonly horizon: number;
  /** @returns values, the future's at the end */
  make(random: Random, length: number): number[];
  /** Values to learn from, at least and at most. */
  readonly lengths: readonly [number, number];
}

const MONTH: CalendarStep = { unit: 'month', count: 1 };
const monthly = { step: MONTH, horizon: 12, lengths: [84, 144] } as const;
const between = (random: Random, low: number, high: number): number => low + (high - low) * random.next();
const times = (length: number): number[] => Array.from({ length }, (_, t) => t);

/** A round of the season with mean 0 and standard deviation 1. */
function profile(random: Random, period: number): number[] {
  const [a, b, c] = [random.normal(), random.normal(), random.normal()];
  const phase = between(random, 0, 2 * Math.PI);
  const raw = times(period).map(
    (t) =>
      a * Math.sin((2 * Math.PI * t) / period + phase) +
      b * Math.cos((2 * Math.PI * t) / period) +
      0.5 * c * Math.sin((4 * Math.PI * t) / period) +
      0.3 * random.normal(),
  );
  const mean = raw.reduce((x, y) => x + y, 0) / period;
  const deviation = Math.sqrt(raw.reduce((sum, x) => sum + (x - mean) ** 2, 0) / period);
  return raw.map((x) => (x - mean) / deviation);
}

const trend = (random: Random, length: number): number[] => {
  const [level, slope, noise] = [between(random, 50, 200), between(random, -0.5, 1.5), between(random, 2, 10)];
  return times(length).map((t) => level + slope * t + noise * random.normal());
};

const season = (random: Random, length: number): number[] => {
  const round = profile(random, 12);
  const [level, size, noise] = [between(random, 100, 300), between(random, 15, 40), between(random, 4, 12)];
  return times(length).map((t) => level + size * (round[t % 12] as number) + noise * random.normal());
};

const multiplicative = (random: Random, length: number): number[] => {
  const round = profile(random, 12);
  const [level, growth] = [between(random, 50, 200), between(random, 0, 0.012)];
  const [size, noise] = [between(random, 0.1, 0.25), between(random, 0.02, 0.06)];
  return times(length).map(
    (t) => level * Math.exp(growth * t + size * (round[t % 12] as number) + noise * random.normal()),
  );
};

const twoSeasons = (random: Random, length: number): number[] => {
  const [day, week] = [profile(random, 24), profile(random, 7)];
  const [level, size, noise] = [between(random, 100, 300), between(random, 15, 40), between(random, 4, 10)];
  const sizeOfWeek = between(random, 10, 30);
  return times(length).map(
    (t) =>
      level +
      size * (day[t % 24] as number) +
      sizeOfWeek * (week[Math.floor(t / 24) % 7] as number) +
      noise * random.normal(),
  );
};

const levelShift = (random: Random, length: number): number[] => {
  const [level, noise] = [between(random, 100, 200), between(random, 3, 10)];
  const at = Math.floor(between(random, 0.3, 0.75) * length);
  const shift = (random.next() < 0.5 ? -1 : 1) * between(random, 4, 8) * noise;
  return times(length).map((t) => level + (t >= at ? shift : 0) + noise * random.normal());
};

const randomWalk = (random: Random, length: number): number[] => {
  let value = between(random, 200, 400);
  const size = between(random, 2, 8);
  return times(length).map(() => (value += size * random.normal()));
};

const autoregressive = (random: Random, length: number): number[] => {
  const [level, rho, noise] = [between(random, 100, 200), between(random, 0.5, 0.9), between(random, 3, 10)];
  let state = (noise * random.normal()) / Math.sqrt(1 - rho * rho);
  return times(length).map(() => level + (state = rho * state + noise * random.normal()));
};

const dampedTrend = (random: Random, length: number): number[] => {
  let level = between(random, 50, 150);
  let slope = between(random, 1, 4);
  const [phi, noise] = [between(random, 0.95, 0.985), between(random, 2, 6)];
  return times(length).map(() => {
    const error = noise * random.normal();
    const value = level + phi * slope + error;
    level += phi * slope + 0.3 * error;
    slope = phi * slope + 0.03 * error;
    return value;
  });
};

/** At least 1. */
const geometric = (random: Random, mean: number): number =>
  1 + Math.floor(Math.log(1 - random.next()) / Math.log(1 - 1 / mean));

const intermittent = (random: Random, length: number): number[] => {
  const [chance, size] = [between(random, 0.2, 0.5), between(random, 1.3, 2)];
  return times(length).map(() => (random.next() < chance ? geometric(random, size) : 0));
};

const lumpy = (random: Random, length: number): number[] => {
  const [chance, size, spread] = [between(random, 0.2, 0.5), between(random, 5, 30), between(random, 0.7, 1.1)];
  return times(length).map(() =>
    random.next() < chance ? Math.max(1, Math.round(size * Math.exp(spread * random.normal()))) : 0,
  );
};

const outliers = (random: Random, length: number): number[] => {
  const values = season(random, length);
  return values.map((value) =>
    random.next() < 0.02 ? value + (random.next() < 0.5 ? -1 : 1) * between(random, 80, 200) : value,
  );
};

const constantAndNoise = (random: Random, length: number): number[] => {
  const [level, noise] = [between(random, 50, 200), between(random, 5, 15)];
  return times(length).map(() => level + noise * random.normal());
};

/** Twelve kinds of series whose making is known. */
export const KINDS: Readonly<Record<string, Kind>> = {
  trend: { ...monthly, make: trend },
  season: { ...monthly, make: season },
  'multiplicative-season': { ...monthly, make: multiplicative },
  'two-seasons': { step: { unit: 'hour', count: 1 }, horizon: 24, lengths: [504, 672], make: twoSeasons },
  'level-shift': { ...monthly, make: levelShift },
  'random-walk': { ...monthly, make: randomWalk },
  autoregressive: { ...monthly, make: autoregressive },
  'damped-trend': { ...monthly, make: dampedTrend },
  intermittent: { ...monthly, make: intermittent },
  lumpy: { ...monthly, make: lumpy },
  outliers: { ...monthly, make: outliers },
  'constant-and-noise': { ...monthly, make: constantAndNoise },
};

/**
 * One series of a kind; the same for the same seed, whatever else is made.
 * @param wanted values to learn from; absent: drawn
 */
export function generate(kind: string, number: number, seed: number, wanted?: number): Generated {
  const asked = KINDS[kind] as Kind;
  const { lengths, horizon } = asked;
  const random = createRandom(seed).fork(`${kind}.${number}`);
  const drawn = Math.round(between(random, ...lengths));
  const length = wanted ?? drawn;
  const all = Float64Array.from(asked.make(random, length + horizon));
  return { values: all.slice(0, length), future: all.slice(length) };
}

/** Series that end together, on one axis. */
export function asSet(all: readonly Float64Array[], step: CalendarStep): SeriesSet {
  const length = Math.max(...all.map((values) => values.length));
  const series = all.map((values, i): Series => {
    const padded = new Float64Array(length).fill(NaN);
    padded.set(values, length - values.length);
    const first = length - values.length;
    return { name: `series ${i + 1}`, values: padded, first, last: length - 1, filled: new Int32Array(0) };
  });
  const axis = { step, start: Date.UTC(2010, 0, 4), length };
  return { axis, series, known: [], future: 0, findings: [] };
}
