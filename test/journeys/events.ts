import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { createRandom } from '../../src/core/random.ts';

export const DAY = 86_400_000;
export const START = Date.UTC(2025, 0, 1);

/** Something somebody did; `day` is counted from the start. */
export interface Did {
  readonly who: string | null;
  readonly what: string | null;
  readonly day: number;
  readonly amount?: number | null;
  readonly device?: string | null;
}

/** A table of events, rows as given. */
export function eventTable(did: readonly Did[], hasTime = true): Table {
  return makeTable([
    makeCategoryColumn(
      'who',
      did.map(({ who }) => who),
    ),
    makeCategoryColumn(
      'what',
      did.map(({ what }) => what),
    ),
    { kind: 'date', name: 'when', values: Float64Array.from(did, ({ day }) => START + day * DAY), hasTime },
    { kind: 'number', name: 'amount', values: Float64Array.from(did, ({ amount }) => amount ?? NaN) },
    makeCategoryColumn(
      'device',
      did.map(({ device }) => device ?? null),
    ),
  ]);
}

export const COLUMNS = { entity: 'who', event: 'what', time: 'when', properties: ['amount', 'device'] } as const;

/** Random events of some people, in no order. */
export function randomEvents(seed: number, count: number, people: number, days: number, kinds = 5): Did[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => ({
    who: `p${random.integer(people)}`,
    what: `e${Math.floor(random.next() * random.next() * kinds)}`,
    // To the second, so that ties happen.
    day: Math.floor(random.next() * days * 8640) / 8640,
    amount: random.next() < 0.1 ? null : Math.round(random.next() * 1000) / 10,
    device: random.next() < 0.1 ? null : `d${random.integer(3)}`,
  }));
}
