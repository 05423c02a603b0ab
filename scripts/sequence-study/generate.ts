import { createRandom, type Random } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import type { SequenceColumns } from '../../src/lenses/sequence/types.ts';

/** Something that somebody did, in days from the start. */
interface Did {
  readonly who: string;
  readonly what: string;
  readonly day: number;
}

const DAY = 86_400_000;
const START = Date.UTC(2025, 0, 1);
const MINUTE = 1 / 1440;

function eventTable(did: readonly Did[]): Table {
  return makeTable([
    makeCategoryColumn(
      'who',
      did.map(({ who }) => who),
    ),
    makeCategoryColumn(
      'what',
      did.map(({ what }) => what),
    ),
    { kind: 'date', name: 'when', values: Float64Array.from(did, ({ day }) => START + day * DAY), hasTime: true },
  ]);
}

const COLUMNS = { entity: 'who', event: 'what', time: 'when', properties: [] } as const;

/** Will somebody buy for the first time within ten days? Looked at every ten days. */
export const WILL_BUY: SequenceColumns = {
  ...COLUMNS,
  ask: 'do',
  outcome: 'buy',
  horizonDays: 10,
  lookBackDays: 14,
  everyDays: 10,
  onlyFirst: true,
};

/** What does somebody do next? */
export const WHAT_NEXT: SequenceColumns = { ...COLUMNS, ask: 'next', horizonDays: 1, lookBackDays: 60 };

const LAST_DAY = 90;

/** Visits some minutes long, every one to three days. */
function visitDays(random: Random, until: number): number[] {
  const days: number[] = [];
  for (let day = 2 * random.next(); day < until; day += 1 + 2 * random.next()) days.push(day);
  return days;
}

/**
 * Whoever is to buy within twelve days reads the reviews before the price (nine times in ten), all others the price before
 * the reviews. Every visit has the same four events, some minutes apart: counts and days since the last one say nothing.
 */
export function orderMatters(seed: number, people: number): Table {
  const random = createRandom(seed);
  const did: Did[] = [];
  for (let one = 0; one < people; one++) {
    const who = `p${one}`;
    const buys = 15 + 110 * random.next();
    for (const day of visitDays(random, LAST_DAY)) {
      const soon = day < buys && day > buys - 12;
      const reviewsFirst = soon === random.next() < 0.9;
      const middle = reviewsFirst ? ['reviews', 'price'] : ['price', 'reviews'];
      ['open', ...middle, 'close'].forEach((what, i) => {
        did.push({ who, what, day: day + (i + random.next() / 2) * 3 * MINUTE });
      });
    }
    if (buys < LAST_DAY) did.push({ who, what: 'buy', day: buys });
  }
  return eventTable(did);
}

/**
 * The more often somebody looked at prices in the last ten days, the likelier they buy; how often comes and goes, and the
 * order is drawn by lot.
 */
export function countsMatter(seed: number, people: number): Table {
  const random = createRandom(seed);
  const did: Did[] = [];
  for (let one = 0; one < people; one++) {
    const who = `p${one}`;
    const looks: number[] = [];
    let keen = 1.6 * random.normal();
    for (let day = 0; day < LAST_DAY; day++) {
      keen = 0.97 * keen + 0.4 * random.normal();
      const recent = looks.filter((at) => at > day - 10).length;
      if (random.next() < 0.12 / (1 + Math.exp(1.5 * (5 - recent)))) {
        did.push({ who, what: 'buy', day: day + random.next() });
        break;
      }
      for (const what of ['price', 'reviews', 'help']) {
        if (random.next() > (what === 'price' ? 0.6 / (1 + Math.exp(-1.5 * keen)) : 0.3)) continue;
        did.push({ who, what, day: day + random.next() });
        if (what === 'price') looks.push(day);
      }
    }
  }
  return eventTable(did);
}

const KINDS = 6;

/**
 * What comes next follows from the last two events: with 0.7 the one that a seeded table names for the pair, else any. From
 * the last alone next to nothing follows: for each last event the table names every event once.
 */
export function pairsMatter(seed: number, people: number, events: number): Table {
  const random = createRandom(seed);
  const named = Array.from({ length: KINDS }, () => random.integer(KINDS));
  const did: Did[] = [];
  for (let one = 0; one < people; one++) {
    const who = `p${one}`;
    let [before, last] = [random.integer(KINDS), random.integer(KINDS)];
    let day = 30 * random.next();
    for (let i = 0; i < events; i++) {
      day += random.next();
      did.push({ who, what: `page ${last}`, day });
      const next = random.next() < 0.7 ? (before + (named[last] as number)) % KINDS : random.integer(KINDS);
      [before, last] = [last, next];
    }
  }
  return eventTable(did);
}

/** Share of the next events that nothing but luck keeps from being told: 0.7, and a sixth of the rest. */
export const PAIRS_CEILING = 0.7 + 0.3 / KINDS;
