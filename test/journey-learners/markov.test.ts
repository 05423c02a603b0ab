import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JOURNEY_COLUMN } from '../../src/core/journeys/columns.ts';
import { createChainCounter, openChain } from '../../src/core/learn/journey/chain.ts';
import { journeyColumn, readJourneys } from '../../src/core/learn/journey/journeys.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { daily, journeyTable } from './support.ts';

const TOLD: readonly (readonly [events: string, code: number, weight: number])[] = [
  ['ab', 0, 1],
  ['ab', 0, 1],
  ['ab', 1, 1],
  ['cb', 2, 2],
  ['b', 1, 1],
  ['', 0, 1],
];

function counted(told: readonly (readonly [string, number, number])[], classes = 3) {
  const counter = createChainCounter(classes);
  for (const [events, code, weight] of told) counter.add(daily(Array.from(events)), code, weight);
  return counter.finish();
}

describe('a chain of events', () => {
  // By hand: of 7 rows by weight 3, 2, 2 came after anything, of 6 after b 2, 2, 2, of 3 after ab 2, 1, 0; three, three and
  // two kinds of answers share what is left to the level behind, and the last level leaves 3 to all alike.
  const all = [4 / 10, 3 / 10, 3 / 10];
  const afterB = [(2 + 3 * 0.4) / 9, (2 + 3 * 0.3) / 9, (2 + 3 * 0.3) / 9];
  const afterAb = [(2 + 2 * afterB[0]!) / 5, (1 + 2 * afterB[1]!) / 5, (0 + 2 * afterB[2]!) / 5];

  it.each([
    ['after a pair that was seen', 'xyzab', 2, afterAb],
    ['after a pair that was not: the last event', 'bb', 2, afterB],
    ['by the last event alone', 'ab', 1, afterB],
    ['after an event that nobody did: how often each came', 'ax', 2, all],
    ['with an event before that nobody did', 'xb', 2, afterB],
  ] as const)('counts %s', (_, events, order, expected) => {
    const said = openChain(counted(TOLD), order)(daily(Array.from(events)));
    expect(said).toHaveLength(3);
    said.forEach((share, code) => expect(share).toBeCloseTo(expected[code] as number, 12));
  });

  it('knows a journey that is only beginning from one that is under way', () => {
    const chain = openChain(
      counted(
        [
          ['b', 1, 5],
          ['ab', 0, 5],
        ],
        2,
      ),
      2,
    );
    expect(chain(daily(['b']))[1]).toBeGreaterThan(0.7);
    expect(chain(daily(['a', 'b']))[1]).toBeLessThan(0.3);
  });

  it('gives shares of 1 whatever was seen, in whatever order', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '_'), maxLength: 4 });
    const rows = fc.array(fc.tuple(letters, fc.nat(3), fc.double({ min: 0.01, max: 9, noNaN: true })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(rows, letters, fc.constantFrom(1 as const, 2 as const), (told, events, order) => {
        const said = openChain(counted(told, 4), order)(daily(Array.from(events)));
        expect(said.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(said.every((share) => share >= 0)).toBe(true);
        const back = openChain(counted(told.toReversed(), 4), order)(daily(Array.from(events)));
        said.forEach((share, code) => expect(back[code]).toBeCloseTo(share, 9));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the column that holds journeys', () => {
  const journey = daily(['a', 'b']);

  it('is the one of its name, else the one whose cells are journeys', () => {
    expect(journeyColumn(journeyTable([null, journey]))).toBe(JOURNEY_COLUMN);
    expect(journeyColumn(journeyTable([null, [], journey], 'steps taken'))).toBe('steps taken');
    const half = makeTable([makeTextColumn('half', ['[[1,"a"]]', '[1]'])]);
    expect(() => journeyColumn(half)).toThrow(expect.objectContaining({ code: 'train.no-features' }));
  });

  it('is read row by row, and a cell that is none is a journey without events', () => {
    const read = readJourneys(makeTable([makeTextColumn('x', ['[[2,"a",7,null]]', null, 'poison', '{}'])]), 'x');
    expect(read(0)).toEqual([{ daysBefore: 2, event: 'a', properties: [7, null] }]);
    expect([read(1), read(2), read(3)]).toEqual([[], [], []]);
  });
});
