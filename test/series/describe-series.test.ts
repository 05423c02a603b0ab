import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/core/random.ts';
import { describeSeries } from '../../src/core/series/describe-series.ts';
import { readSeries } from '../../src/core/series/read-series.ts';
import type { CalendarStep, SeriesNature } from '../../src/core/series/types.ts';
import { readReal } from '../profile/support.ts';
import { sharedData } from '../support/shared-data.ts';
import { DAY, MONTH, reading, WEEK } from './support.ts';

type Make = (n: number, random: Random) => Float64Array;
const series = (n: number, make: (t: number) => number): Float64Array =>
  Float64Array.from({ length: n }, (_, t) => make(t));
const describeBy = (values: Float64Array, step: CalendarStep = MONTH): SeriesNature => describeSeries(values, { step });
const HOUR: CalendarStep = { unit: 'hour', count: 1 };

/** Series without seasons, level shifts or outliers. */
const NULLS: Readonly<Record<string, Make>> = {
  noise: (n, random) => series(n, () => 100 + 10 * random.normal()),
  'a random walk': (n, random) => {
    let level = 0;
    return series(n, () => (level += random.normal()));
  },
  'a walk with a drift': (n, random) => {
    let level = 0;
    return series(n, () => (level += 0.5 + random.normal()));
  },
  'a trend': (n, random) => series(n, (t) => 0.1 * t + random.normal()),
  'growth by shares': (n, random) => {
    let level = 0;
    return series(n, () => 100 * Math.exp((level += 0.01 + 0.05 * random.normal())));
  },
  'an autoregression': (n, random) => {
    let level = 0;
    return series(n, () => (level = 0.7 * level + random.normal()));
  },
};
const SETTINGS: readonly [number, CalendarStep][] = [
  [36, MONTH],
  [120, MONTH],
  [90, DAY],
  [200, HOUR],
];
const SEEDS = 30;

describe('what is not there', () => {
  const rate = (has: (nature: SeriesNature) => boolean): number => {
    let [hits, all] = [0, 0];
    for (const make of Object.values(NULLS)) {
      for (const [n, step] of SETTINGS) {
        for (let seed = 0; seed < SEEDS; seed++) {
          all++;
          if (has(describeBy(make(n, createRandom(1000 + seed)), step))) hits++;
        }
      }
    }
    return hits / all;
  };

  it('is seen in at most one series in twenty: a season', () => {
    expect(rate(({ seasons }) => seasons.length > 0)).toBeLessThanOrEqual(0.05);
  });

  it('is seen in at most one series in twenty: a level shift', () => {
    expect(rate(({ shifts }) => shifts.length > 0)).toBeLessThanOrEqual(0.05);
  });

  it('is seen in at most one series in twenty: an outlier', () => {
    expect(rate(({ outliers }) => outliers.length > 0)).toBeLessThanOrEqual(0.05);
  });
});

describe('seasons', () => {
  it('of the day and of the week are found at once', () => {
    const random = createRandom(1);
    const nature = describeBy(
      series(
        24 * 7 * 6,
        (t) => 50 + 20 * Math.sin((Math.PI * t) / 12) + (Math.floor(t / 24) % 7 > 4 ? -15 : 0) + 4 * random.normal(),
      ),
      HOUR,
    );
    expect(nature.seasons.map(({ period }) => period).toSorted((a, b) => a - b)).toEqual([24, 168]);
    expect(nature.seasons[0]?.period).toBe(24);
    expect(nature.seasons.every(({ strength }) => strength > 0.5 && strength <= 1)).toBe(true);
  });

  it('of a year are found in weeks, on a walk, two rounds being enough where it is strong', () => {
    const random = createRandom(2);
    let level = 0;
    const weeks = series(115, (t) => (level += random.normal()) + 12 * Math.sin((2 * Math.PI * t) / 52));
    expect(describeBy(weeks, WEEK).seasons.map(({ period }) => period)).toEqual([52]);
  });

  it('of a length that no calendar has are found', () => {
    const random = createRandom(3);
    const years = series(66, (t) => 30 + 20 * Math.cos((2 * Math.PI * t) / 11) + 4 * random.normal());
    expect(describeBy(years, { unit: 'year', count: 1 }).seasons.map(({ period }) => period)).toEqual([11]);
  });

  it('are found beside a huge outlier, and in 15 minutes, quarters and business days', () => {
    const random = createRandom(4);
    const spiked = series(60, (t) => (t === 31 ? 1e7 : 100 + 10 * Math.sin((Math.PI * t) / 6) + random.normal()));
    expect(describeBy(spiked)).toMatchObject({ seasons: [{ period: 12 }], outliers: [{ at: 31, value: 1e7 }] });
    const by = (period: number, step: CalendarStep): number[] =>
      describeBy(
        series(5 * period, (t) => 10 + 3 * Math.sin((2 * Math.PI * t) / period) + 0.5 * random.normal()),
        step,
      ).seasons.map((season) => season.period);
    expect(by(96, { unit: 'minute', count: 15 })).toEqual([96]);
    expect(by(4, { unit: 'quarter', count: 1 })).toEqual([4]);
    expect(by(5, { unit: 'business-day', count: 1 })).toEqual([5]);
  });
});

describe('the level', () => {
  it('shifts where it was made to, on noise and on a walk', () => {
    const random = createRandom(5);
    const noise = describeBy(series(120, (t) => (t < 70 ? 100 : 140) + 8 * random.normal()));
    expect(noise.shifts).toHaveLength(1);
    expect(noise.shifts[0]?.at).toBe(70);
    expect(noise.shifts[0]?.before).toBeGreaterThan(95);
    expect(noise.shifts[0]?.after).toBeLessThan(145);
    let level = 100;
    const walk = describeBy(series(120, (t) => (level += random.normal() + (t === 50 ? 15 : 0))));
    expect(walk.shifts.map(({ at }) => at)).toEqual([50]);
  });

  it('has a slope at its end and a strength of its trend', () => {
    const random = createRandom(6);
    const up = describeBy(series(120, (t) => 20 + 2 * t + random.normal()));
    expect(up.trend.slope).toBeCloseTo(2, 0);
    expect(up.trend.strength).toBeGreaterThan(0.95);
    const flat = describeBy(series(120, () => random.normal()));
    expect(flat.trend.strength).toBeLessThan(0.35);
  });

  it('may let swings grow with it', () => {
    const random = createRandom(7);
    const grown = (swing: (level: number) => number): SeriesNature =>
      describeBy(
        series(96, (t) => {
          const level = 100 * Math.exp(t / 60);
          return level + swing(level) * (Math.sin((Math.PI * t) / 6) + 0.2 * random.normal());
        }),
      );
    expect(grown((level) => 0.25 * level).multiplicative).toBe(true);
    expect(grown(() => 25).multiplicative).toBe(false);
  });
});

describe('demand with zeros', () => {
  // Bounds of Syntetos, Boylan and Croston (2005): mean interval 1.32, squared variation of sizes 0.49.
  const demand = (interval: number, size: (random: Random) => number): SeriesNature['kind'] => {
    const random = createRandom(8);
    return describeBy(
      series(400, () => (random.next() < 1 / interval ? size(random) : 0)),
      DAY,
    ).kind;
  };
  const wide = (random: Random): number => Math.exp(1.5 * random.normal());

  it('is told apart by its intervals and its sizes', () => {
    expect(demand(1.1, (random) => 10 + random.normal())).toBe('smooth');
    expect(demand(1.1, wide)).toBe('erratic');
    expect(demand(4, (random) => 10 + random.normal())).toBe('intermittent');
    expect(demand(4, wide)).toBe('lumpy');
    expect(describeBy(new Float64Array(40)).kind).toBe('zero');
    expect(describeBy(new Float64Array(40).fill(3)).kind).toBe('constant');
  });

  it('is not a shop that is closed on weekends', () => {
    const random = createRandom(9);
    const shop = describeBy(
      series(140, (t) => (t % 7 > 4 ? 0 : 50 + 5 * random.normal())),
      DAY,
    );
    expect(shop).toMatchObject({ kind: 'smooth', seasons: [{ period: 7 }] });
    expect(shop.zeroShare).toBeCloseTo(2 / 7, 2);
  });
});

it('points count from the start of the axis, ends and gaps without values being passed over', () => {
  const random = createRandom(10);
  const inner = series(100, (t) => (t === 60 ? 500 : 100 + 5 * Math.sin((Math.PI * t) / 6) + random.normal()));
  const padded = new Float64Array(120).fill(NaN);
  padded.set(inner, 15);
  expect(describeBy(padded).outliers.map(({ at }) => at)).toEqual([75]);
  expect(describeBy(padded).seasons).toEqual(describeBy(inner).seasons);
});

it.each([0, 1, 2, 5, 7])('%i values are described without fail', (n) => {
  const nature = describeBy(series(n, (t) => t * t));
  expect(nature.seasons).toEqual([]);
  expect(nature.shifts).toEqual([]);
  expect(Number.isFinite(nature.trend.slope) && Number.isFinite(nature.trend.strength)).toBe(true);
});

describe('real series', () => {
  const air = sharedData('air-passengers/AirPassengers.csv');
  it.skipIf(!air)('air-passengers has a year that grows with its level, and neither shifts nor outliers', async () => {
    const set = readSeries(await readReal(air as string), reading({ time: 'date' }));
    expect(set).toMatchObject({ axis: { step: MONTH, length: 144 }, findings: [] });
    const nature = describeSeries(set.series[0]?.values as Float64Array, set.axis);
    expect(nature).toMatchObject({ kind: 'smooth', multiplicative: true, shifts: [], outliers: [] });
    expect(nature.seasons.map(({ period }) => period)).toEqual([12]);
    expect(nature.seasons[0]?.strength).toBeGreaterThan(0.9);
  });

  const bike = sharedData('bike-sharing/bike_sharing_demand.csv');
  it.skipIf(!bike)('bike-sharing adds up to its days, and casual riders have a week', async () => {
    const table = await readReal(bike as string);
    const read = (value: string) => readSeries(table, reading({ time: 'date', layout: { kind: 'long', value } }));
    const all = read('count');
    expect(all.axis).toMatchObject({ step: DAY, length: 731 });
    // pandas: df['count'].sum()
    expect(all.series[0]?.values.reduce((sum, value) => sum + value, 0)).toBe(3_292_679);
    const casual = describeSeries(read('casual').series[0]?.values as Float64Array, all.axis);
    expect(casual.seasons.map(({ period }) => period)).toEqual([7]);
  });
});
