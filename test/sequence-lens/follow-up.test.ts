import { describe, expect, it } from 'vitest';
import { CodedError } from '../../src/core/errors.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { cellText } from '../../src/core/table/cells.ts';
import { getColumn } from '../../src/core/table/table.ts';
import { applyModel } from '../../src/lenses/predict/apply.ts';
import { compareOutcomes } from '../../src/lenses/predict/feedback.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { readingFor } from '../../src/lenses/predict/reading-for.ts';
import { retrain, type Retrained } from '../../src/lenses/predict/retrain.ts';
import { SEQUENCE_METHOD } from '../../src/lenses/sequence/method.ts';
import type { SequenceColumns } from '../../src/lenses/sequence/types.ts';
import { createRandom } from '../../src/core/random.ts';
import { COLUMNS, DAY, eventTable, START, type Did } from '../journeys/events.ts';
import { COMPUTE, estimators } from '../predict/support.ts';
import { ask, pacer, trainOn } from './support.ts';

const QUESTION: SequenceColumns = { ...COLUMNS, ask: 'do', outcome: 'buy', horizonDays: 10, lookBackDays: 20 };
const registries = { estimators: estimators(), steps: STEPS };

/** People who look at things all the time, and buy within ten days of every sign. */
function people(days: number): Did[] {
  const random = createRandom(9);
  const did: Did[] = [];
  for (let one = 0; one < 120; one++) {
    const who = `p${one}`;
    for (let day = random.next() * 3; day < 160; day += 1 + random.next() * 6) did.push({ who, what: 'look', day });
    for (let day = random.next() * 60; day < 160; day += 20 + random.next() * 40) {
      did.push({ who, what: 'sign', day });
      did.push({ who, what: 'buy', day: day + 2 + random.next() * 8 });
    }
  }
  // Whole minutes: a date is written to the millisecond.
  return did.filter(({ day }) => day <= days).map((one) => ({ ...one, day: Math.floor(one.day * 1440) / 1440 }));
}

const codeOf = async (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'no error',
    (error: unknown) => (error instanceof CodedError ? error.code : String(error)),
  );

async function toEnd(run: ReturnType<typeof retrain>): Promise<Retrained> {
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
  }
}

let trained: Promise<PredictModel> | undefined;
const model = (): Promise<PredictModel> =>
  (trained ??= trainOn(eventTable(people(100)), ask(QUESTION, { families: ['linear'] })));

describe('a model of journeys at work', () => {
  it('predicts everybody present, at the last event or a day that is chosen', async () => {
    const present = people(120);
    const applied = await applyModel({ ...registries, model: await model(), table: eventTable(present), pacer });
    const { rows, added, prediction } = applied;
    if (!rows) throw new Error('rows were made');
    const last = Math.max(...present.map(({ day }) => day));
    const active = new Set(present.filter(({ day }) => day > last - 20).map(({ who }) => who));
    expect(new Set(Array.from({ length: rows.rowCount }, (_, row) => cellText(getColumn(rows, 'who'), row)))).toEqual(
      active,
    );
    expect(rows.rowCount).toBe(active.size);
    expect(added.rowCount).toBe(rows.rowCount);
    expect(prediction.task).toBe('binary');
    const names = rows.columns.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['who', 'snapshot', 'last seen', 'buy: count 20d']));
    expect(structuredClone(applied)).toEqual(applied);

    // The same day in a file that goes on: what came after it is not seen.
    const at = new Date(START + last * DAY).toISOString();
    const later = await applyModel({ ...registries, model: await model(), table: eventTable(people(160)), at, pacer });
    expect(later.rows).toEqual(rows);
    expect(later.prediction).toEqual(prediction);
  });

  it('reads a file of events by its own columns, and says which are missing', async () => {
    const reading = readingFor(await model());
    expect(new Map(reading.kinds)).toEqual(
      new Map([
        ['who', 'category'],
        ['what', 'category'],
        ['device', 'category'],
      ]),
    );
    const table = eventTable(people(120));
    const without = (name: string) => ({ ...table, columns: table.columns.filter((column) => column.name !== name) });
    const apply = async (name: string) =>
      applyModel({ ...registries, model: await model(), table: without(name), pacer });
    expect(await codeOf(apply('when'))).toBe('sequence.missing-columns');
    expect((await apply('amount')).report.missingColumns).toEqual(['amount']);
  });

  it('is compared with what those who were scored did since', async () => {
    const scored = await applyModel({ ...registries, model: await model(), table: eventTable(people(120)), pacer });
    const batch = { table: scored.rows ?? scored.added, prediction: scored.prediction };
    const common = { ...registries, model: await model(), outcomeColumn: 'what', pacer };
    const matching = { kind: 'key', column: 'who' } as const;
    const early = compareOutcomes({ ...common, outcomes: eventTable(people(125)), matching, scored: batch });
    expect(await codeOf(early)).toBe('sequence.horizon-not-over');
    const outcomes = eventTable(people(140).filter(({ day }) => day > 110));
    const report = await compareOutcomes({ ...common, outcomes, matching, scored: batch });
    expect(report.matchedRows).toBe(batch.table.rowCount);
    expect(report.metrics.find(({ metric }) => metric === 'rocAuc')?.value ?? 0).toBeGreaterThan(0.7);
    expect(report.drift.every(({ column }) => batch.table.columns.some(({ name }) => name === column))).toBe(true);
    // Without a batch the file's own latest horizon judges.
    const rescored = await compareOutcomes({
      ...common,
      outcomes: eventTable(people(140)),
      matching: { kind: 'rescored' },
    });
    expect(rescored.matchedRows).toBeGreaterThan(80);
    expect(rescored.metrics.find(({ metric }) => metric === 'rocAuc')?.value ?? 0).toBeGreaterThan(0.7);
  });

  it('is trained anew on old and new events, and compared where neither has been', async () => {
    const run = async (days: number): Promise<Retrained> =>
      toEnd(
        retrain({
          ...registries,
          method: SEQUENCE_METHOD,
          model: await model(),
          old: eventTable(people(100)),
          outcomes: eventTable(people(days)),
          outcomeColumn: 'what',
          matching: { kind: 'rescored' },
          now: () => '2026-01-01T00:00:00.000Z',
          clock: () => 0,
          pacer,
          finish: new AbortController().signal,
          modelId: 'newer',
          appVersion: '0.0.0',
          compute: () => COMPUTE,
        }),
      );
    const { model: newer, comparison } = await run(150);
    expect(newer.parent).toBe('model');
    expect(newer.journeys?.sequence).toEqual(QUESTION);
    expect(comparison.rowCount).toBeGreaterThan(80);
    expect(comparison.verdict).toBe('no-clear-difference');
    expect(newer.report.refit.rowCount).toBeGreaterThan((await model()).report.refit.rowCount);
    expect(await codeOf(run(104))).toBe('sequence.retrain-too-short');
  });
});
