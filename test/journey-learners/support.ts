import { JOURNEY_COLUMN } from '../../src/core/journeys/columns.ts';
import { writeJourney, type JourneyEvent } from '../../src/core/journeys/journey.ts';
import type { ClassTarget, TaskKind } from '../../src/core/learn/task.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { ROWS, type Case } from '../contract/estimator-contract.ts';

/** A table of journeys, beside a column that is none of anybody's business. */
export const journeyTable = (journeys: readonly (readonly JourneyEvent[] | null)[], name = JOURNEY_COLUMN): Table =>
  makeTable([
    makeTextColumn(
      'note',
      journeys.map(() => 'hello'),
    ),
    makeTextColumn(
      name,
      journeys.map((journey) => journey && writeJourney(journey)),
    ),
  ]);

/** Events a day apart, the last of them today. */
export const daily = (events: readonly string[]): JourneyEvent[] =>
  events.map((event, i) => ({ daysBefore: events.length - 1 - i, event, properties: [] }));

const SAID = ['buy', 'leave', 'ask'] as const;

/**
 * Journeys whose last event mostly tells their class, with properties of both kinds; some are missing or empty, one is long,
 * one event is called as nothing should be.
 */
export function journeyCase(task: TaskKind, seed: number): Case {
  if (task === 'regression') throw new Error('journeys are told apart by classes');
  const random = createRandom(seed);
  const classes = task === 'binary' ? ['no', 'yes'] : ['first', 'second', 'third'];
  const codes = Int32Array.from({ length: ROWS }, () => random.integer(classes.length));
  const journeys = Array.from(codes, (code, row): JourneyEvent[] | null => {
    if (row % 97 === 5) return row % 2 === 0 ? [] : null;
    const told = random.next() < 0.9 ? code : random.integer(classes.length);
    const before = Array.from(
      { length: row === 20 ? 300 : random.integer(5) },
      () => ['look', 'search', '__proto__'][random.integer(3)] as string,
    );
    return [...before, SAID[told] as string].map((event, i, all) => ({
      daysBefore: (all.length - i) * 2,
      event,
      properties: [random.next() < 0.1 ? null : 10 * random.next(), random.next() < 0.5 ? 'phone' : 'desk'],
    }));
  });
  const target: ClassTarget = { task, classes, codes };
  return { features: journeyTable(journeys, '__proto__'), target };
}
