import { describe, expect, it } from 'vitest';
import { CodedError } from '../../src/core/errors.ts';
import { readEventLog, type EventLog } from '../../src/core/journeys/event-log.ts';
import { getColumn, type Table } from '../../src/core/table/table.ts';
import { COLUMNS, DAY, eventTable, randomEvents, START, type Did } from './events.ts';

/** Who did what on which day, as the log has it. */
const told = (log: EventLog): string[] =>
  log.entities.flatMap((who, one) =>
    Array.from({ length: (log.starts[one + 1] as number) - (log.starts[one] as number) }, (_, k) => {
      const i = (log.starts[one] as number) + k;
      return `${who} ${log.events[log.codes[i] as number] as string} ${((log.times[i] as number) - START) / DAY}`;
    }),
  );

const read = (table: Table): EventLog => readEventLog(table, COLUMNS);

const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'no error';
  } catch (error) {
    return error instanceof CodedError ? error.code : String(error);
  }
};

describe('an event table', () => {
  it('is brought into order, without what says no who, what or when, and without what is said twice', () => {
    const did: Did[] = [
      { who: 'b', what: 'x', day: 3 },
      { who: 'a', what: 'y', day: 2 },
      { who: 'a', what: 'x', day: 1 },
      { who: 'a', what: 'x', day: 1 },
      { who: 'a', what: 'x', day: 1, amount: 5 },
      { who: null, what: 'x', day: 1 },
      { who: 'a', what: null, day: 1 },
      { who: 'b', what: 'x', day: NaN },
      { who: 'b', what: 'z', day: 3 },
    ];
    const log = read(eventTable(did));
    expect(told(log)).toEqual(['b x 3', 'b z 3', 'a x 1', 'a x 1', 'a y 2']);
    expect(log.leftOut).toEqual({ missing: 3, duplicates: 1, strays: 0 });
    // Of days alone, the same twice is done twice.
    expect(told(read(eventTable(did, false)))).toHaveLength(6);
  });

  it('keeps every event of a shuffled table, each person in the order of time', () => {
    const did = randomEvents(3, 2_000, 40, 100);
    const log = read(eventTable(did));
    expect(told(log).toSorted()).toEqual(
      [...new Set(did.map(({ who, what, day, amount, device }) => JSON.stringify([who, what, day, amount, device])))]
        .map((one) => JSON.parse(one) as [string, string, number])
        .map(([who, what, day]) => `${who} ${what} ${day}`)
        .toSorted(),
    );
    for (let one = 0; one < log.entities.length; one++) {
      const own = log.times.subarray(log.starts[one], log.starts[one + 1]);
      expect(own).toEqual(own.slice().sort());
    }
  });

  it('leaves out dates of another age, and reads seconds and milliseconds since 1970', () => {
    const did = randomEvents(4, 500, 20, 60);
    const log = read(
      eventTable([...did, { who: 'p1', what: 'e1', day: -20_000 }, { who: 'p1', what: 'e1', day: 27_000 }]),
    );
    expect(log.leftOut.strays).toBe(2);
    expect(log.last).toBeLessThan(START + 61 * DAY);
    const whole = read(eventTable(did));
    for (const scale of [1, 1000]) {
      const table = eventTable(did);
      const when = getColumn(table, 'when');
      if (when.kind !== 'date') throw new Error('no dates');
      const values = when.values.map((value) => Math.round(value / 1000) * (1000 / scale));
      const columns = table.columns.map((column) =>
        column.name === 'when' ? ({ kind: 'number', name: 'when', values } as const) : column,
      );
      const numbers = read({ ...table, columns });
      expect(Array.from(numbers.times)).toEqual(Array.from(whole.times, (time) => Math.round(time / 1000) * 1000));
    }
  });

  it('says what is wrong', () => {
    const table = eventTable(randomEvents(5, 100, 5, 10));
    expect(codeOf(() => readEventLog(table, { ...COLUMNS, time: 'device' }))).toBe('sequence.no-times');
    expect(codeOf(() => readEventLog(table, { ...COLUMNS, time: 'amount' }))).toBe('sequence.no-times');
    expect(codeOf(() => read(eventTable([{ who: null, what: 'x', day: 1 }])))).toBe('sequence.no-events');
  });
});
