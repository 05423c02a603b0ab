import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { PredictSource } from '../../src/lenses/predict/share/types.ts';
import { LENS_SHARING, sharingOf } from '../../src/lenses/sharing.ts';
import { sequenceSharing } from '../../src/lenses/sequence/share/sharing.ts';
import type { SequenceColumns } from '../../src/lenses/sequence/types.ts';
import { ask, trainOn } from './support.ts';

const DAY = 86_400_000;
const PEOPLE = 300;
const DAYS = 60;
const SECRET = 'visit to the clinic';

const SEQUENCE: SequenceColumns = {
  entity: 'user',
  event: 'event',
  time: 'time',
  properties: [],
  ask: 'do',
  outcome: 'buy',
  horizonDays: 10,
  lookBackDays: 20,
};

/** Who looks often buys often; three people do what nobody else does. */
function events(): Table {
  const random = createRandom(5).fork('people');
  const rows: { user: string; event: string; time: number }[] = [];
  for (let i = 0; i < PEOPLE; i++) {
    const often = i % 2 === 0 ? 0.35 : 0.08;
    for (let day = 0; day < DAYS; day++) {
      const time = Date.UTC(2025, 0, 1) + day * DAY;
      const user = `person-${i}`;
      rows.push(...(random.next() < 0.3 ? [{ user, event: 'look', time }] : []));
      rows.push(...(random.next() < often ? [{ user, event: 'price', time: time + 1000 }] : []));
      rows.push(...(random.next() < often / 8 ? [{ user, event: 'buy', time: time + 2000 }] : []));
      rows.push(...(i < 3 && day % 5 === 0 ? [{ user, event: SECRET, time: time + 3000 }] : []));
    }
  }
  return makeTable([
    words(
      'user',
      rows.map(({ user }) => user),
    ),
    words(
      'event',
      rows.map(({ event }) => event),
    ),
    { kind: 'date', name: 'time', values: Float64Array.from(rows, ({ time }) => time), hasTime: true },
  ]);
}

function words(name: string, cells: readonly string[]) {
  const levels = [...new Set(cells)];
  return { kind: 'category', name, levels, codes: Int32Array.from(cells, (cell) => levels.indexOf(cell)) } as const;
}

const sourceOf = (model: PredictModel): PredictSource => ({ model, personal: [], modelBudget: 1e6 });
const NOTHING_OUT = { without: [], columnsOut: [], putBack: [] };

let model: PredictModel;

beforeAll(async () => {
  model = await trainOn(events(), ask(SEQUENCE));
});

describe('a shared report about journeys', () => {
  it('opens again, with its figures and without events, cards or a model', () => {
    const { body, held } = sequenceSharing.build(sourceOf(model), NOTHING_OUT);
    expect(LENS_SHARING.some(({ lens }) => lens === model.lens)).toBe(true);
    expect(body.test.length).toBeGreaterThan(0);
    expect([body.importances, body.dependence, body.formula, body.cards, body.model]).toEqual(Array(5).fill(undefined));
    expect(held.map(({ code }) => code)).toContain('share.held.journeys');
    const text = JSON.stringify([body, held]);
    for (const secret of [SECRET, 'person-', 'price']) expect(text).not.toContain(secret);
  });

  it('has the proof only where each row that judges is another person', () => {
    const { snapshots } = model.report.sequence as NonNullable<typeof model.report.sequence>;
    const judging = (testFrom: number): PredictModel => ({
      ...model,
      report: {
        ...model.report,
        sequence: {
          ...(model.report.sequence as NonNullable<typeof model.report.sequence>),
          snapshots: { ...snapshots, testFrom },
        },
      },
    });
    const partsOf = (of: PredictModel) =>
      sharingOf(sourceOf(of))
        ?.parts()
        .map(({ id }) => id);
    expect(partsOf(judging(snapshots.at.length - 1))).toEqual(['proof']);
    expect(partsOf(judging(snapshots.at.length - 2))).toEqual([]);
  });

  it('is refused where so many rows may be of fewer than 11 people, and of next events', () => {
    const binary = model.report.binary as NonNullable<typeof model.report.binary>;
    const few = {
      ...model,
      report: { ...model.report, binary: { ...binary, test: { ...binary.test, positives: 10 } } },
    };
    expect(() => sharingOf(sourceOf(few))?.build(NOTHING_OUT)).toThrow('share.too-few-of-class');
    const { plan } = model.report;
    const question = { ...plan.question, sequence: { ...SEQUENCE, ask: 'next' as const } };
    const next = { ...model, report: { ...model.report, plan: { ...plan, question } } };
    expect(() => sharingOf(sourceOf(next))?.build(NOTHING_OUT)).toThrow('share.next-event');
  });
});
