import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { findColumn, selectColumns, type Table } from '../../src/core/table/table.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { Handler, JobContext } from '../../src/workers/serve.ts';
import type { TrainContract } from '../../src/workers/train-contract.ts';
import { createTrainService } from '../../src/workers/train-service.ts';
import { classes } from './synthetic.ts';
import { COMPUTE, estimators, plan } from './support.ts';
import { knownModel } from '../support/known-answers.ts';
import { coreForecasters } from '../support/core-forecasters.ts';

/** Tables behind ports, and which columns were asked for. */
function serviceOver(tables: readonly (readonly [MessagePort, Table])[]) {
  const asked: (readonly string[] | undefined)[] = [];
  const service = createTrainService({
    estimators: () => Promise.resolve({ registry: estimators(), compute: () => COMPUTE }),
    forecasters: coreForecasters,
    steps: STEPS,
    lend: (port) => {
      const table = tables.find(([known]) => known === port)?.[1];
      if (!table) return Promise.reject(new Error('no such port'));
      return Promise.resolve((names?: readonly string[]) => {
        asked.push(names);
        return Promise.resolve(names ? selectColumns(table, names) : table);
      });
    },
    now: () => '2026-01-01T00:00:00.000Z',
    appVersion: '1.2.3',
  });
  return { service, asked };
}

const port = (): MessagePort => new MessageChannel().port1;

function context<Event>(
  onEvent: (event: Event, keep: boolean) => void = () => undefined,
  signal?: AbortSignal,
): JobContext<Event> {
  return {
    signal: signal ?? new AbortController().signal,
    finish: new AbortController().signal,
    gate: { whenRunning: () => Promise.resolve() },
    emit: (event, options) => onEvent(event, options?.keep === true),
  };
}

/** What a handler answers, unwrapped from what is moved with it. */
async function answer<M extends keyof TrainContract>(
  handler: Handler<TrainContract, M>,
  args: TrainContract[M]['args'],
  job: JobContext<TrainContract[M]['event']>,
): Promise<TrainContract[M]['result']> {
  const outcome = await handler(args, job);
  if (typeof outcome === 'object' && 'result' in outcome) throw new Error('nothing here is moved');
  return outcome;
}

describe('the service behind the training worker', () => {
  const [data, later] = [port(), port()];
  const { table: known, question } = classes(400, 51);
  const extra: Table = {
    rowCount: 400,
    columns: [...known.columns, { kind: 'number', name: 'more', values: new Float64Array(400) }],
  };
  const fresh = classes(200, 52).table;
  const { service, asked } = serviceOver([
    [data, extra],
    [later, fresh],
  ]);
  const settings = plan(question, { families: ['linear'] });
  const train = async (job = context<TrainEvent>()): Promise<PredictModel> =>
    knownModel(await answer(service.train, { port: data, plan: settings, modelId: 'm1' }, job));

  it('trains on the question columns alone, and keeps the events that say something once', async () => {
    const kept = new Set<string>();
    const passing = new Set<string>();
    const model = await train(context((event, keep) => (keep ? kept : passing).add(event.kind)));
    expect(asked.at(-1)?.toSorted()).toEqual(['a', 'b', 'c', 'y']);
    expect(model).toMatchObject({
      id: 'm1',
      report: { app: { version: '1.2.3' }, createdAt: '2026-01-01T00:00:00.000Z' },
    });
    expect([...kept].toSorted()).toEqual(['candidate', 'checkpoint', 'compute', 'phase', 'tried']);
    expect([...passing].toSorted()).toEqual(['curve', 'time']);
  });

  it('scores a whole file, one row, compares and retrains', async () => {
    const model = await train();
    const done: number[] = [];
    const args = { port: later, model, fileName: 'later.csv', batchId: 'b1' };
    const scored = await answer(
      service.score,
      args,
      context(({ done: rows }) => done.push(rows)),
    );
    expect(done).toEqual([200]);
    expect(scored.batch).toMatchObject({ id: 'b1', modelId: 'm1', fileName: 'later.csv' });
    expect(scored.batch.table.columns.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'y']);
    expect(scored.added.columns[0]?.name).toBe('prediction');
    expect(findColumn(scored.added, 'probability_yes')).toBeDefined();
    const one = await answer(service.one, { model, values: [['a', 1]], which: 'judged' }, context());
    expect(one.report.missingColumns).toEqual([]);
    const matching = { kind: 'order' } as const;
    const outcomes = { port: later, model, batch: scored.batch, matching, outcomeColumn: 'y' };
    expect(await answer(service.feedback, outcomes, context())).toMatchObject({ matchedRows: 200, matching });
    const { model: next } = await answer(
      service.retrain,
      { oldPort: data, newPort: later, model, batch: scored.batch, matching, outcomeColumn: 'y', modelId: 'm2' },
      context(),
    );
    expect(next).toMatchObject({ id: 'm2', parent: 'm1', report: { refit: { rowCount: 600 } } });
  });

  it('ends with CancelledError when it is cancelled', async () => {
    const cancel = new AbortController();
    cancel.abort();
    await expect(train(context(undefined, cancel.signal))).rejects.toBeInstanceOf(CancelledError);
  });
});
