import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { SequenceColumns } from '../../src/lenses/sequence/types.ts';
import { COLUMNS, eventTable, type Did } from '../journeys/events.ts';
import { ask, figure, trainOn } from './support.ts';

const QUESTION: SequenceColumns = { ...COLUMNS, ask: 'do', outcome: 'buy', horizonDays: 10, lookBackDays: 20 };

/** People who look around at random, and buy at random. Somebody who buys gives a sign `signDays` before. */
function shoppers(seed: number, people: number, signDays: number): Did[] {
  const random = createRandom(seed);
  const did: Did[] = [];
  for (let one = 0; one < people; one++) {
    const who = `p${one}`;
    for (let day = random.next() * 3; day < 100; day += 1 + random.next() * 6) {
      did.push({ who, what: random.next() < 0.5 ? 'look' : 'search', day, amount: random.next() });
    }
    for (let day = 10 + random.next() * 60; day < 100; day += 40 + random.next() * 60) {
      did.push({ who, what: 'buy', day });
      did.push({ who, what: 'sign', day: Math.min(100, day - signDays) });
    }
  }
  return did;
}

describe('a sign of what somebody is about to do', () => {
  it('is found where it comes before the snapshot', async () => {
    // Who buys within ten days of a snapshot gave the sign before it.
    const model = await trainOn(eventTable(shoppers(1, 200, 10.5)), ask(QUESTION, { families: ['trees'] }));
    expect(figure(model, 'rocAuc')).toBeGreaterThan(0.9);
    const [first] = model.report.importances;
    expect(first?.column).toMatch(/^sign: /);
    expect(model.report.verdict.code).toMatch(/useful|simple-is-as-good/);
    expect(model.report.sequence?.events[0]?.event).toBe('sign');
    expect(model.report.sequence?.events[0]?.change ?? 0).toBeGreaterThan(0.1);
  });

  it('is seen by no model where it comes after', async () => {
    const plan = ask(QUESTION, { families: ['linear'] });
    // Some hours before: nearly all who buy give it between the snapshot and the end of the horizon.
    const model = await trainOn(eventTable(shoppers(1, 200, 0.2)), plan);
    const { value, low } = model.report.test.find(({ metric }) => metric === 'rocAuc') ?? { value: 1, low: 1 };
    // Who bought lately buys no more within 40 days: that alone may be known.
    const blind = await trainOn(eventTable(shoppers(1, 200, 0.2).filter(({ what }) => what !== 'sign')), plan);
    expect(Math.abs(value - figure(blind, 'rocAuc'))).toBeLessThan(0.08);
    expect(low).toBeLessThan(0.75);
  });
});
