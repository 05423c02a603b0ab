import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/journeys/event-log.ts';
import type { ColumnProfile, TableProfile } from '../../src/core/profile/types.ts';
import type { PredictReport } from '../../src/lenses/predict/report.ts';
import { makeSequenceQuestion } from '../../src/lenses/sequence/suggest.ts';
import type { SequenceColumns } from '../../src/lenses/sequence/types.ts';
import { plannedDates, possibleColumns, withOnlyFirst, withSequence } from '../../src/ui/sequence/question-draft.ts';
import { ofHundred } from '../../src/ui/sequence/view/people.ts';
import { timeLine } from '../../src/ui/sequence/view/time-line.ts';

const START = Date.UTC(2026, 0, 1);

const column = (one: Partial<ColumnProfile> & Pick<ColumnProfile, 'name' | 'kind' | 'role'>): ColumnProfile => ({
  rowCount: 1000,
  missing: 0,
  distinct: 50,
  findings: [],
  ...one,
});

/** Events of 100 days. */
const PROFILE: TableProfile = {
  rowCount: 1000,
  duplicateRows: 0,
  personal: [],
  findings: [],
  columns: [
    column({ name: 'amount', kind: 'number', role: 'feature' }),
    column({ name: 'user', kind: 'category', role: 'entity' }),
    column({
      name: 'event',
      kind: 'category',
      role: 'feature',
      levels: [
        { level: 'look', count: 900 },
        { level: 'buy', count: 100 },
      ],
    }),
    column({ name: 'page', kind: 'category', role: 'feature', levels: [{ level: 'home', count: 1000 }] }),
    column({
      name: 'time',
      kind: 'date',
      role: 'time',
      numeric: {
        min: START,
        max: START + 100 * DAY,
        mean: START,
        standardDeviation: 1,
        quantiles: [START, START, START, START, START, START, START],
        zeros: 0,
        integers: true,
        histogram: { edges: [0, 1], counts: [1] },
      },
    }),
  ],
};

const SEQUENCE: SequenceColumns = {
  entity: 'user',
  event: 'event',
  time: 'time',
  properties: ['amount', 'page'],
  ask: 'do',
  outcome: 'buy',
  horizonDays: 14,
  lookBackDays: 30,
};
const QUESTION = makeSequenceQuestion(SEQUENCE);

describe('the question about journeys', () => {
  it('keeps what still fits and lets go of what does not', () => {
    const leave = withSequence(withOnlyFirst(QUESTION, true), { ask: 'leave' }, PROFILE);
    expect(leave.sequence).not.toHaveProperty('outcome');
    expect(leave.sequence).not.toHaveProperty('onlyFirst');
    expect(withSequence(leave, { ask: 'next' }, PROFILE).task).toBe('multiclass');
    const page = withSequence(QUESTION, { event: 'page' }, PROFILE);
    expect(page.sequence).toMatchObject({ event: 'page', outcome: 'home', properties: ['amount'] });
    expect(page.target).toBe('page');
  });

  it('keeps the share of people who judge', () => {
    const own = { ...QUESTION, split: { kind: 'snapshots', column: 'user', testShare: 0.3 } as const };
    expect(withSequence(own, { horizonDays: 7 }, PROFILE).split).toMatchObject({ testShare: 0.3 });
  });

  it('asks about the first time only, and about every time again', () => {
    const first = withOnlyFirst(QUESTION, true);
    expect(first.sequence?.onlyFirst).toBe(true);
    expect(withOnlyFirst(first, false)).toEqual(QUESTION);
  });

  it('offers likely columns first and never one that is another part', () => {
    expect(possibleColumns('entity', PROFILE, SEQUENCE)[0]).toBe('user');
    expect(possibleColumns('event', PROFILE, SEQUENCE)).not.toContain('user');
    expect(possibleColumns('time', PROFILE, SEQUENCE)).toEqual(['time', 'amount']);
  });
});

describe('the time line', () => {
  it('lies within the events, and the latest third judges', () => {
    const planned = plannedDates(PROFILE, SEQUENCE);
    if (planned.kind !== 'planned') throw new Error(planned.kind);
    const lines = timeLine(planned.snapshots);
    // 100 days less 30 before and 14 after leave 56: a date every 14 days.
    expect(lines).toHaveLength(5);
    expect(lines.map(({ judges }) => judges)).toEqual([false, false, false, true, true]);
    for (const { at, from, until } of lines) {
      expect(from).toBeGreaterThanOrEqual(START);
      expect(until).toBeLessThanOrEqual(START + 100 * DAY);
      expect([at - from, until - at]).toEqual([30 * DAY, 14 * DAY]);
    }
  });

  it('says why there is none', () => {
    expect(plannedDates(PROFILE, { ...SEQUENCE, ask: 'next' }).kind).toBe('every-event');
    expect(plannedDates(PROFILE, { ...SEQUENCE, time: 'amount' }).kind).toBe('unknown');
    const refused = plannedDates(PROFILE, { ...SEQUENCE, lookBackDays: 90 });
    expect(refused).toMatchObject({ kind: 'refused', error: { code: 'sequence.span-too-short' } });
  });
});

describe('the verdict in people', () => {
  const report = (positives: number): Pick<PredictReport, 'binary'> =>
    ({
      binary: {
        test: {
          rowCount: 200,
          positives,
          lift: [
            { share: 0.05, captured: 0.2, lift: 4 },
            { share: 0.1, captured: 0.3, lift: 3 },
          ],
        },
      },
    }) as unknown as Pick<PredictReport, 'binary'>;

  it('counts the top tenth beside chance', () => {
    // 40 of 200 did it; 0.3 of them, 12, are among the first 20.
    expect(ofHundred(report(40))).toEqual({ right: 60, usual: 20 });
    expect(ofHundred(report(0))).toBeUndefined();
    expect(ofHundred({})).toBeUndefined();
  });
});
