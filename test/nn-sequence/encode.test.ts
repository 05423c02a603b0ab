import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JourneyEvent } from '../../src/core/journeys/journey.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { encodeJourneys, journeyInput } from '../../src/nn/sequence/encode.ts';
import { fitJourneyVocabulary, quickJourneyVocabulary } from '../../src/nn/sequence/vocabulary.ts';
import { sizeJourneyNet, JOURNEY_GRU_DEFAULTS } from '../../src/nn/sequence/params.ts';
import { createRandom } from '../../src/core/random.ts';

const pacer = createPacer(new AbortController().signal);
const upTo = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);
const event = (daysBefore: number, name: string, ...properties: (string | number | null)[]): JourneyEvent => ({
  daysBefore,
  event: name,
  properties,
});

/** 60 events, a day apart, with an amount and a device; `rare` in one row of ten. */
function journeys(rows: number, seed = 1): JourneyEvent[][] {
  const random = createRandom(seed);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: 60 }, (_, i) =>
      event(60 - i, row === 3 ? 'rare' : ['look', 'buy'][random.integer(2)]!, random.normal() * 50 + 100, 'phone'),
    ),
  );
}

describe('what a network is given of a journey', () => {
  it('is learned from the rows it may learn from: what one row alone tells is not known', async () => {
    const all = journeys(10);
    const vocabulary = await fitJourneyVocabulary((row) => all[row]!, upTo(10), pacer);
    expect(vocabulary.events.toSorted()).toEqual(['buy', 'look']);
    expect(vocabulary.properties).toMatchObject([
      { kind: 'number', at: 0 },
      { kind: 'words', at: 1, levels: ['phone'] },
    ]);
    expect(quickJourneyVocabulary((row) => all[row]!, upTo(10))).toEqual(vocabulary);
    const later = all.map((journey, row) => (row < 8 ? journey : [event(1, 'new', 1e9, 'desk')]));
    expect(await fitJourneyVocabulary((row) => later[row]!, upTo(8), pacer)).toEqual(
      await fitJourneyVocabulary((row) => all[row]!, upTo(8), pacer),
    );
  });

  it('is the latest fifty events, with the distance to the one before even at their beginning', async () => {
    const all = journeys(10);
    const vocabulary = await fitJourneyVocabulary((row) => all[row]!, upTo(10), pacer);
    const { offsets, ids, fields } = await encodeJourneys(vocabulary, (row) => all[row]!, upTo(2), pacer);
    expect([...offsets]).toEqual([0, 50, 100]);
    const [, gap, before] = ids;
    // A day to the event before; fifty days to the snapshot.
    expect(gap).toBe(ids[fields + 1]);
    expect(before).toBeGreaterThan(ids[49 * fields + 2]!);
  });

  it('tells unknown from missing, and is finite for any journey', async () => {
    const all = journeys(10);
    const vocabulary = await fitJourneyVocabulary((row) => all[row]!, upTo(10), pacer);
    const { fields, numbers: width } = journeyInput(vocabulary);
    const odd = [event(5, 'look', null, null), event(4, 'never', 1e300, 'desk'), event(9, 'buy', -1e300)];
    const found = await encodeJourneys(vocabulary, () => odd, upTo(1), pacer);
    const id = (position: number, field: number): number => found.ids[position * fields.length + field]!;
    expect([id(0, 3), id(1, 3), id(2, 3)]).toEqual([2, 1, 2]);
    expect(id(1, 0)).toBe(1);
    expect([id(0, 1), found.numbers[0]]).toEqual([2, 0]);
    expect(found.numbers).toHaveLength(3 * width);
    expect(found.numbers.every((value) => Math.abs(value) <= 3)).toBe(true);
    const cell = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null));
    const any = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.string(), fc.array(cell, { maxLength: 3 })),
    );
    await fc.assert(
      fc.asyncProperty(any, async (told) => {
        const journey = told.map(([days, name, properties]) => event(days, name, ...properties));
        const { ids, numbers } = await encodeJourneys(vocabulary, () => journey, upTo(1), pacer);
        ids.forEach((own, at) => {
          expect(own).toBeGreaterThan(0);
          expect(own).toBeLessThan(fields[at % fields.length]!);
        });
        expect(numbers.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('is limited where there is much of it, by its size alone', () => {
    const few = sizeJourneyNet(JOURNEY_GRU_DEFAULTS, 500, 10);
    const many = sizeJourneyNet(JOURNEY_GRU_DEFAULTS, 500_000, 50);
    expect(few.rows).toBe(500);
    expect(many.rows).toBeLessThan(500_000);
    expect(many.rows * many.epochs * 50).toBeLessThanOrEqual(10_000_000);
    expect(few.epochs).toBeGreaterThan(many.epochs);
    expect(sizeJourneyNet({ ...JOURNEY_GRU_DEFAULTS, units: 7, epochs: 3 }, 500, 10)).toMatchObject({
      units: 7,
      epochs: 3,
    });
  });
});
