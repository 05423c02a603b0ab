import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersWithin, nextEvents } from '../../src/core/journeys/answers.ts';
import { readEventLog, type EventLog } from '../../src/core/journeys/event-log.ts';
import { planFeatures, type FeaturePlan } from '../../src/core/journeys/feature-plan.ts';
import { hideEvents } from '../../src/core/journeys/hidden-events.ts';
import { readJourney } from '../../src/core/journeys/journey.ts';
import { lookBackColumns, makeRowTable, MOST_JOURNEY_EVENTS } from '../../src/core/journeys/row-table.ts';
import { spansAt, spansBefore, spansNow, type AskedRows } from '../../src/core/journeys/row-spans.ts';
import { cellText } from '../../src/core/table/cells.ts';
import { getColumn, type Table } from '../../src/core/table/table.ts';
import { COLUMNS, DAY, eventTable, randomEvents, START, type Did } from './events.ts';

const AT = [30, 44, 58].map((day) => START + day * DAY);
const LOOK_BACK = 21;
const HORIZON = 14;

const logOf = (did: readonly Did[]): EventLog => readEventLog(eventTable(did), COLUMNS);
const rowsOf = (log: EventLog, plan: FeaturePlan, rows: AskedRows): Table =>
  makeRowTable(log, plan, rows, 'who', answersWithin(log, rows, 'answer', HORIZON, 'e1'));

/** Rows of one date with everything but the answer, as text. */
function seenAt(table: Table, date: number): string[] {
  const snapshot = getColumn(table, 'snapshot');
  const columns = table.columns.filter(({ name }) => name !== 'answer');
  return Array.from({ length: table.rowCount }, (_, row) => row)
    .filter((row) => snapshot.kind === 'date' && snapshot.values[row] === date)
    .map((row) => JSON.stringify(columns.map((column) => [column.name, cellText(column, row)])));
}

describe('rows made of events', () => {
  it('are the same to the last character whatever happens after their snapshot', () => {
    const random = fc.record({ seed: fc.integer({ min: 1, max: 1e6 }), date: fc.integer({ min: 0, max: 2 }) });
    fc.assert(
      fc.property(random, ({ seed, date }) => {
        const did = randomEvents(seed, 300, 12, 80);
        const at = AT[date] as number;
        const log = logOf(did);
        const plan = planFeatures(log, LOOK_BACK, AT[0] as number, 'e1');
        const later = randomEvents(seed + 1, 300, 12, 80);
        // Everything after the snapshot becomes something else, at another time after it, and more is done besides.
        const changed = did.map((one, i): Did => {
          if (START + one.day * DAY <= at) return one;
          const other = later[i] as Did;
          return {
            ...other,
            who: one.who,
            day: (at - START) / DAY + 0.0001 + other.day / 4,
            amount: 1e6,
            device: 'new',
          };
        });
        const more = [...changed, { who: 'p0', what: 'unheard of', day: (at - START) / DAY + 1, amount: -1e9 }];
        const rows = (events: readonly Did[]): string[] => {
          const own = logOf(events);
          return seenAt(rowsOf(own, plan, spansAt(own, AT, LOOK_BACK)), at);
        };
        const before = rows(did);
        expect(before.length).toBeGreaterThan(0);
        expect(rows(more)).toEqual(before);
        // Nor do the columns depend on what comes after the moment that they are planned at.
        expect(planFeatures(logOf(more), LOOK_BACK, at, 'e1')).toEqual(planFeatures(log, LOOK_BACK, at, 'e1'));
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it('count what a count over the table itself gives', () => {
    const did = randomEvents(11, 1_500, 25, 80);
    const log = logOf(did);
    const plan = planFeatures(log, LOOK_BACK, AT[2] as number, 'e1');
    const table = rowsOf(log, plan, spansAt(log, AT, LOOK_BACK));
    const unique = [...new Map(did.map((one) => [JSON.stringify(one), one])).values()];
    const cell = (name: string, row: number): string | null => cellText(getColumn(table, name), row);
    for (let row = 0; row < table.rowCount; row += 7) {
      const at = ((getColumn(table, 'snapshot') as { values: Float64Array }).values[row] as number) - START;
      const day = at / DAY;
      const own = unique.filter(
        ({ who, day: when }) => who === cell('who', row) && when <= day && when > day - LOOK_BACK,
      );
      const sorted = own.toSorted((a, b) => a.day - b.day);
      const purchases = own.filter(({ what }) => what === 'e1');
      expect(Number(cell('all events: count 21d', row))).toBe(own.length);
      expect(Number(cell('e1: count 7d', row))).toBe(purchases.filter((one) => one.day > day - 7).length);
      const since = purchases.length === 0 ? null : day - Math.max(...purchases.map((one) => one.day));
      expect(cell('e1: days since last', row) === null).toBe(since === null);
      expect(Number(cell('e1: days since last', row))).toBeCloseTo(since ?? 0, 6);
      const amounts = own.flatMap(({ amount }) => (typeof amount === 'number' ? [amount] : []));
      const sum = amounts.length > 0 ? amounts.reduce((a, b) => a + b, 0) : NaN;
      expect(Number(cell('amount: sum', row) ?? NaN)).toBeCloseTo(sum, 6);
      expect(cell('all events: last', row)).toBe(sorted.at(-1)?.what ?? null);
      expect(Number(cell('all events: active days', row))).toBe(new Set(own.map((one) => Math.floor(one.day))).size);
      const journey = readJourney(cell('journey', row) ?? '') ?? [];
      expect(journey.map(({ event }) => event)).toEqual(sorted.slice(-MOST_JOURNEY_EVENTS).map(({ what }) => what));
      const after = unique.filter(
        ({ who, what, day: when }) => who === cell('who', row) && what === 'e1' && when > day && when <= day + HORIZON,
      );
      expect(cell('answer', row)).toBe(after.length > 0 ? 'yes' : 'no');
    }
  });

  it('have no answer where the horizon is not over, and ask nobody twice about a first time', () => {
    const did: Did[] = [
      { who: 'a', what: 'x', day: 0 },
      { who: 'a', what: 'buy', day: 5 },
      { who: 'a', what: 'x', day: 12 },
      { who: 'b', what: 'x', day: 1 },
      { who: 'b', what: 'x', day: 20 },
    ];
    const log = logOf(did);
    const dates = [2, 10, 15].map((day) => START + day * DAY);
    const rows = spansAt(log, dates, 30);
    const within = (days: number, outcome?: string): (string | null)[] => {
      const { answer } = answersWithin(log, rows, 'answer', days, outcome);
      return Array.from(rows.at, (_, row) => cellText(answer, row));
    };
    // a and b at day 2, at day 10, at day 15; the log ends on day 20.
    expect(within(5, 'buy')).toEqual(['yes', 'no', 'no', 'no', 'no', 'no']);
    expect(within(6, 'buy')).toEqual(['yes', 'no', 'no', 'no', null, null]);
    expect(within(5)).toEqual(['no', 'yes', 'no', 'yes', 'yes', 'no']);
    expect(Array.from(spansAt(log, dates, 30, 'buy').at.map((at) => (at - START) / DAY))).toEqual([2, 2, 10, 15]);
  });

  it('ask of each event what came next, and of everybody present what comes now', () => {
    const did = randomEvents(21, 400, 10, 50);
    const log = logOf(did);
    const rows = spansBefore(log, 10, { most: 10_000, seed: 1 });
    expect(rows.at.length).toBe(log.times.length - log.entities.length);
    const { answer, known } = nextEvents(log, rows, 'next', ['e0', 'e1'], 'other');
    rows.until.forEach((next, row) => {
      const event = log.events[log.codes[next] as number] as string;
      expect(cellText(answer, row)).toBe(event === 'e0' || event === 'e1' ? event : 'other');
      expect(rows.at[row]).toBe(log.times[next - 1]);
      expect(known.values[row]).toBe(log.times[next]);
      expect(rows.from[row] as number).toBeGreaterThanOrEqual(log.starts[rows.entity[row] as number] as number);
    });
    const some = spansBefore(log, 10, { most: 50, seed: 1 });
    expect(some.at.length).toBe(50);
    const now = START + 25 * DAY;
    const present = spansNow(log, now, 10);
    expect(Array.from(present.entity)).toEqual(Array.from(spansAt(log, [now], 10).entity));
    for (const at of present.at) expect(at).toBeLessThanOrEqual(now);
    expect(nextEvents(log, spansNow(log, log.last, 1000), 'next', [], 'other').answer.codes.every((c) => c < 0)).toBe(
      true,
    );
  });

  it('are as if events had not been where those are hidden', () => {
    const did = randomEvents(31, 600, 10, 60);
    const log = logOf(did);
    const plan = planFeatures(log, LOOK_BACK, AT[1] as number, 'e1');
    const rows = spansAt(log, [AT[1] as number], LOOK_BACK);
    const every = Array.from(rows.at.keys());
    const code = log.events.indexOf('e0');
    const hidden = hideEvents(log, rows, every, (event) => log.codes[event] !== code);
    const without = logOf(did.filter(({ what }) => what !== 'e0'));
    const names = new Map(without.entities.map((name, i) => [name, i]));
    const alone = spansAt(without, [AT[1] as number], LOOK_BACK);
    const place = new Map(Array.from(alone.entity, (one, row) => [one, row]));
    const left = lookBackColumns(hidden.log, plan, hidden.rows);
    const right = lookBackColumns(without, plan, alone);
    let compared = 0;
    every.forEach((row) => {
      const other = place.get(names.get(log.entities[rows.entity[row] as number] as string) ?? -1);
      if (other === undefined) return;
      compared++;
      left.forEach((column, k) => {
        const same = right[k];
        expect([column.name, cellText(column, row)]).toEqual([same?.name, same && cellText(same, other)]);
      });
    });
    expect(compared).toBeGreaterThan(5);
  });
});
