import { expect, it } from 'vitest';
import { baseline } from '../../src/core/learn/baseline.ts';
import { boostedTrees } from '../../src/core/learn/boost/estimator.ts';
import { makeEstimatorRegistry, type Estimator } from '../../src/core/learn/estimator.ts';
import { logistic } from '../../src/core/learn/linear/logistic.ts';
import { ridge } from '../../src/core/learn/linear/ridge.ts';
import { defaultRecipe } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { createRandom } from '../../src/core/random.ts';
import { createDataService } from '../../src/workers/data-service.ts';
import { fetchColumns } from '../../src/workers/lend.ts';
import { createTrainService } from '../../src/workers/train-service.ts';
import { openPage, type Page } from '../app/support/page.ts';
import { coreForecasters } from '../support/core-forecasters.ts';

const page = (names: string): Page =>
  openPage({
    names,
    data: createDataService,
    train: () =>
      createTrainService({
        estimators: async () => ({
          registry: makeEstimatorRegistry([baseline, ridge, logistic, boostedTrees] as unknown as Estimator[]),
          compute: () => ({ backend: 'none', reason: { code: 'compute.not-needed', params: {} }, timings: [] }),
        }),
        forecasters: coreForecasters,
        steps: STEPS,
        lend: async (port) => (names_) => fetchColumns(port, names_),
        now: () => '2026-01-01T00:00:00.000Z',
        appVersion: 'test',
      }),
  });

/** Customers who leave or stay, with dates, blanks, a column called `__proto__` and one with markup in it. */
function customers(rows: number): File {
  const random = createRandom(9);
  const lines = Array.from({ length: rows }, (_, i) => {
    const plan = ['Basic', '<b>Pro</b>', 'Team'][random.integer(3)] ?? '';
    const months = random.integer(40);
    const spend = random.next() < 0.1 ? '' : (20 + 10 * random.normal()).toFixed(2);
    const since = new Date(Date.UTC(2024, 0, 1 + random.integer(600))).toISOString().slice(0, 10);
    const leaves = random.next() < 1 / (1 + Math.exp(months / 6 - 2 - (plan === 'Basic' ? 1 : 0)));
    return [`K${i}`, plan, months, spend, since, leaves ? 'yes' : 'no'].join(',');
  });
  return new File([['id,plan,__proto__,spend,since,churn', ...lines, ''].join('\n')], 'customers.csv');
}

it.each([['linear'], ['trees']] as const)(
  'a model of the family %s predicts the same after it travelled',
  async (family) => {
    const from = page('from');
    await from.app.commands.addFiles([customers(500)]);
    const { question } = from.state().choices;
    expect(question).toMatchObject({ target: 'churn', task: 'binary' });
    from.app.commands.setSettings({ ...from.state().choices.settings, preset: 'quick', families: [family] });
    from.app.commands.setRecipe(defaultRecipe(STEPS));
    await from.app.commands.train();
    expect(from.state().training.error).toBeUndefined();
    await from.app.commands.scoreFile(customers(50));
    expect(from.state().scored).toMatchObject({ status: 'ready' });
    await from.until(({ batches }) => batches.length > 0);
    const blob = (await from.app.commands.saveProjectFile({ withData: true })) as Blob;
    expect(from.state().notices).toEqual([]);

    const to = page('to');
    const opened = await to.app.commands.openProjectFile(new File([blob], 'x.sightglass'));
    expect([opened, to.state().notices]).toEqual(['opened', []]);
    await to.until(({ profile }) => profile.status === 'ready');
    const [before, after] = [from, to].map(({ state }) => {
      const { model } = state();
      if (model.status !== 'ready') throw new Error(model.status);
      const { id: _id, ...rest } = model.value;
      return rest;
    });
    expect(after).toStrictEqual(before);
    for (const row of [
      [
        ['plan', 'Basic'],
        ['__proto__', 3],
      ],
      [
        ['plan', '<b>Pro</b>'],
        ['spend', null],
      ],
    ] as const) {
      const [one, two] = await Promise.all(
        [from, to].map(({ app }) => app.commands.predictOne(row as never, 'applied')),
      );
      expect(two?.prediction).toStrictEqual(one?.prediction);
    }
    expect(to.state().modelIsStale).toBe(false);
  },
  60_000,
);
