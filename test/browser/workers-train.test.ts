import { afterEach, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { defaultRecipe } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';
import type { BackendChoice, PredictPlan } from '../../src/lenses/predict/question.ts';
import { connect, type Client } from '../../src/workers/client.ts';
import { lendTable } from '../../src/workers/lend.ts';
import { spawnTrainWorker } from '../../src/workers/spawn.ts';
import type { TrainContract } from '../../src/workers/train-contract.ts';
import { knownModel } from '../support/known-answers.ts';

/** y = 3a − 2b + noise of standard deviation 0.5, so no honest test error can be far from 0.5. */
function shop(rows: number): Table {
  const random = createRandom(7);
  const a = Float64Array.from({ length: rows }, () => random.normal());
  const b = Float64Array.from({ length: rows }, () => random.normal());
  const y = a.map((value, i) => 3 * value - 2 * (b[i] as number) + random.normal() / 2);
  return makeTable([
    { kind: 'number', name: 'a', values: a },
    { kind: 'number', name: '__proto__', values: b },
    { kind: 'number', name: 'y', values: y },
  ]);
}

const plan = (backend: BackendChoice): PredictPlan => ({
  question: {
    lens: 'predict',
    target: 'y',
    task: 'regression',
    columns: ['a', '__proto__'],
    split: { kind: 'random', testShare: 0.2 },
  },
  recipe: defaultRecipe(STEPS),
  settings: { preset: 'quick', backend, seed: 1, families: ['linear', 'trees', 'network'], linear: 'auto' },
});

const clients: Client<TrainContract>[] = [];
const start = async (): Promise<Client<TrainContract>> => {
  const client = connect<TrainContract>(await spawnTrainWorker());
  clients.push(client);
  return client;
};
const lend = (table: Table): MessagePort => {
  const { port1, port2 } = new MessageChannel();
  lendTable(port1, table);
  return port2;
};
afterEach(() => {
  for (const client of clients.splice(0)) client.end();
});

it.each(['wasm', 'webgl'] as const)(
  'trains every family in the real worker on forced %s, and scores',
  async (backend) => {
    const client = await start();
    const port = lend(shop(600));
    const events: TrainEvent[] = [];
    const model = knownModel(
      await client.call(
        'train',
        { port, plan: plan(backend), modelId: 'm' },
        { transfer: [port], onEvent: (event) => events.push(event) },
      ),
    );
    const families = new Set(
      model.report.tries.filter((tried) => tried.status === 'done').map((tried) => tried.family),
    );
    expect([...families]).toEqual(expect.arrayContaining(['baseline', 'linear', 'trees', 'network']));
    expect(model.report.compute).toMatchObject({ backend, reason: { code: 'compute.forced' } });
    const rmse = model.report.test.find((row) => row.metric === 'rmse')?.value ?? NaN;
    expect(rmse).toBeGreaterThan(0.4);
    expect(rmse).toBeLessThan(0.65);
    const tried = events.filter((event) => event.kind === 'tried').map((event) => event.attempt.id);
    expect(new Set(tried).size).toBe(model.report.tries.length);
    expect(events.filter((event) => event.kind === 'phase').map((event) => event.phase)).toEqual(
      expect.arrayContaining(['preparing', 'searching', 'refitting', 'testing', 'explaining', 'finishing']),
    );

    const other = await start();
    const fresh = lend(shop(50));
    const scored = await other.call(
      'score',
      { port: fresh, model, fileName: 'new.csv', batchId: 'b' },
      { transfer: [fresh] },
    );
    expect(scored.report.missingColumns).toEqual([]);
    expect(scored.added.rowCount).toBe(50);
    const one = await other.call('one', {
      model,
      values: [
        ['a', 1],
        ['__proto__', 1],
      ],
      which: 'applied',
    });
    expect(one.prediction.task === 'regression' && one.prediction.values[0]).toBeCloseTo(1, 0);
  },
);

it('finish gives a model early, cancel stops, and the worker answers the next call', async () => {
  const client = await start();
  const thorough: PredictPlan = { ...plan('wasm'), settings: { ...plan('wasm').settings, preset: 'thorough' } };
  let id = 0;
  const port = lend(shop(3000));
  const finished = await client.call(
    'train',
    { port, plan: thorough, modelId: 'm' },
    {
      transfer: [port],
      onStart: (started) => (id = started),
      onEvent: (event) => {
        if (event.kind === 'tried' && event.attempt.family === 'linear') client.control(id, 'finish');
      },
    },
  );
  expect(knownModel(finished).report.test.length).toBeGreaterThan(0);
  const again = lend(shop(3000));
  const stop = new AbortController();
  const cancelled = client.call(
    'train',
    { port: again, plan: thorough, modelId: 'm' },
    { transfer: [again], signal: stop.signal, onEvent: () => stop.abort() },
  );
  await expect(cancelled).rejects.toMatchObject({ code: 'job.cancelled' });
  const broken = lend(makeTable([{ kind: 'number', name: 'y', values: Float64Array.of(1, 2) }]));
  await expect(
    client.call('train', { port: broken, plan: plan('wasm'), modelId: 'm' }, { transfer: [broken] }),
  ).rejects.toMatchObject({ code: 'table.no-column' });
});
