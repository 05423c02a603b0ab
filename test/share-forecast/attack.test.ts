import { describe, expect, it } from 'vitest';
import { isSmall } from '../../src/core/disclose/min-group.ts';
import { createRandom } from '../../src/core/random.ts';
import { forecastSharing } from '../../src/lenses/forecast/share/sharing.ts';
import type { SharedForecast } from '../../src/lenses/forecast/share/types.ts';
import type { ForecastModel } from '../../src/lenses/forecast/types.ts';
import { fakeForecast } from '../support/fake-forecast.ts';

const NOTHING_CHOSEN = { without: [], columnsOut: [], putBack: [] };
const BUDGET = 1_000_000;
const DAY = 86_400_000;

const shared = (model: ForecastModel): SharedForecast =>
  forecastSharing.build({ model, personal: [], budget: BUDGET }, NOTHING_CHOSEN).body;

/** What is told of each point of each day: a report as an attacker reads it. */
interface Told {
  readonly total?: readonly (number | null)[];
  readonly series: readonly {
    readonly name: string;
    readonly past: readonly (number | null)[];
    readonly mean: readonly number[];
  }[];
}

function toldBy(body: SharedForecast, model: ForecastModel): Told {
  const { start } = model.report.axis;
  const onAxis = ({ start: from, past }: NonNullable<SharedForecast['series']>[number]): (number | null)[] => [
    ...Array.from({ length: (from - start) / DAY }, () => null),
    ...past,
  ];
  const total = body.series?.find(({ isTotal }) => isTotal);
  return {
    ...(total ? { total: onAxis(total) } : {}),
    series: (body.series ?? [])
      .filter(({ isTotal }) => !isTotal)
      .map((one) => ({ name: one.name, past: onAxis(one), mean: one.future.mean })),
  };
}

/** As if nothing were held back. */
const everything = ({ report }: ForecastModel): Told => ({
  ...(report.total ? { total: [...report.total.values] } : {}),
  series: report.series.map(({ name, values, future }) => ({ name, past: [...values], mean: [...future.mean] })),
});

/**
 * Small counts that an attacker learns who knows of how many series the report speaks: told straight, by taking all told
 * series of a day from the total, or by the forecast that repeats a count.
 */
function learned(told: Told, model: ForecastModel): readonly string[] {
  const found: string[] = [];
  const { length } = model.report.axis;
  const counts = model.report.series;
  for (let t = 0; t < length; t++) {
    for (const { name, past } of told.series) {
      const value = past[t];
      if (value !== null && value !== undefined && isSmall(value)) found.push(`${name} on ${t}: ${value}`);
    }
    const total = told.total?.[t];
    if (total === null || total === undefined) continue;
    if (isSmall(total)) found.push(`total on ${t}`);
    const rest = total - told.series.reduce((sum, { past }) => sum + (past[t] ?? 0), 0);
    const untold = counts.filter(
      ({ name }) => (told.series.find((one) => one.name === name)?.past[t] ?? null) === null,
    );
    if (untold.length > 0 && isSmall(rest)) found.push(`rest on ${t}: ${rest}`);
    // Those of which a point alone is missing are known to be small: several that add up are narrowed down.
    const missing = untold.filter(({ name }) => told.series.some((one) => one.name === name));
    if (missing.length > 0 && missing.length === untold.length) found.push(`held back on ${t}`);
  }
  for (const { name, mean } of told.series) {
    const series = counts.find((one) => one.name === name);
    const small = new Set([...(series?.values ?? [])].filter(isSmall));
    for (const value of mean) if (small.has(value)) found.push(`${name} again: ${value}`);
  }
  return found;
}

/** Counts of events a day in a few shops, some of which have few. */
function counts(seed: number, season: number | undefined): ForecastModel {
  const random = createRandom(seed);
  const shops = 2 + Math.floor(random.next() * 8);
  const series = Array.from({ length: shops }, (_, shop) => {
    const level = 3 + random.next() * 60;
    const values = Array.from({ length: 60 }, () => Math.max(0, Math.round(level + (random.next() - 0.5) * level)));
    return { name: `shop ${shop}`, values };
  });
  return fakeForecast({
    series,
    ...(season === undefined ? {} : { season }),
    gather: 'count',
    addUp: true,
    layout: { kind: 'long', by: 'shop' },
  });
}

const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1);

describe('counts of few rows', () => {
  it('are learned from a report that holds nothing back', () => {
    const open = SEEDS.filter((seed) => {
      const model = counts(seed, 7);
      return learned(everything(model), model).length > 0;
    });
    expect(open.length).toBeGreaterThan(SEEDS.length / 2);
  });

  it.each([undefined, 7])('are not learned from what is shared (season %s)', (season) => {
    for (const seed of SEEDS) {
      const model = counts(seed, season);
      expect(learned(toldBy(shared(model), model), model), `seed ${seed}`).toEqual([]);
    }
  });

  it('leave something to look at', () => {
    const drawn = SEEDS.filter((seed) => (shared(counts(seed, 7)).series ?? []).length > 0);
    expect(drawn.length).toBeGreaterThan(SEEDS.length / 2);
  });
});

describe('sums over few rows', () => {
  const AMOUNTS = Array.from({ length: 40 }, (_, t) => 1000 + 10 * t);
  const RARE = 4321.5;

  const model = fakeForecast({
    series: [
      { name: 'north', values: AMOUNTS, rows: AMOUNTS.map(() => 30) },
      {
        name: 'south',
        values: AMOUNTS.map((v, t) => (t === 20 ? RARE : v)),
        rows: AMOUNTS.map((_, t) => (t === 20 ? 2 : 40)),
      },
      {
        name: 'west',
        values: AMOUNTS.map((v, t) => (t === 39 ? RARE + 1 : v)),
        rows: AMOUNTS.map((_, t) => (t === 39 ? 3 : 50)),
      },
    ],
    addUp: true,
    rowCount: 5000,
  });

  it('are told of no point, no difference and no forecast', () => {
    const { body, held } = forecastSharing.build({ model, personal: [], budget: BUDGET }, NOTHING_CHOSEN);
    // The total's forecast without the other two would repeat what the west had on the last day.
    expect(body.series?.map(({ name }) => name)).toEqual(['south', 'north']);
    expect(body.series?.[0]?.past[20]).toBeNull();
    expect(JSON.stringify(body)).not.toMatch(/432[123]/);
    expect(held.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        'share.held.forecast-few-rows',
        'share.held.forecast-total',
        'share.held.forecast-points',
      ]),
    );
  });

  it('hide among enough others', () => {
    const { series } = model.data;
    const all = fakeForecast({
      series: [
        ...series.map(({ name, values, rows }) => ({ name, values: [...values], rows: [...(rows ?? [])] })),
        {
          name: 'online',
          values: AMOUNTS.map((value) => value / 10),
          rows: AMOUNTS.map((_, t) => (t === 39 ? 4 : 90)),
        },
        {
          name: 'abroad',
          values: AMOUNTS.map((value) => value / 20),
          rows: AMOUNTS.map((_, t) => (t === 39 ? 5 : 90)),
        },
      ],
      addUp: true,
    });
    const [total, south] = shared(all).series ?? [];
    expect(total).toMatchObject({ name: 'total', isTotal: true });
    expect([total?.past[20] === null, south?.past[20]]).toEqual([false, null]);
  });

  it('are the company’s own figures where the file has a row each', () => {
    const own = fakeForecast({ series: [{ name: 'visits', values: [...AMOUNTS.slice(1), 3] }] });
    expect(shared(own).series?.[0]?.past.at(-1)).toBe(3);
  });
});
