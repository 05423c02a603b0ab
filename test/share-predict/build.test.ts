import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { SAMPLES } from '../../src/app/samples/catalogue.ts';
import { createRandom } from '../../src/core/random.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { predictSharing } from '../../src/lenses/predict/share/sharing.ts';
import { SHARE_PARTS, type SharedPredict } from '../../src/lenses/predict/share/types.ts';
import { en } from '../../src/ui/i18n/en/en.ts';
import { plan, table, train } from '../predict/support.ts';
import { fakeReport } from '../support/fake-report.ts';
import { linkBytes, modelOf, NOTHING_OUT, sourceOf, trainSample } from './support.ts';

const samples = new Map<string, PredictModel>();
/** Those whose rows are things rather than moments. */
const TABLES = SAMPLES.filter(({ newRows }) => newRows);
beforeAll(async () => {
  for (const { id } of TABLES) samples.set(id, await trainSample(id));
}, 120_000);
const sample = (id: string): PredictModel => samples.get(id) as PredictModel;
const build = (model: PredictModel, choices = NOTHING_OUT) => predictSharing.build(sourceOf(model), choices);

describe('a report of a built-in sample', () => {
  it.each(TABLES.map(({ id }) => id))('%s passes its own schema and comes back the same', (id) => {
    const { body } = build(sample(id));
    expect(v.parse(predictSharing.schema, JSON.parse(JSON.stringify(body)))).toEqual(body);
  });

  it.each(TABLES.map(({ id }) => id))('%s is small enough for a link', (id) => {
    const { model: _, ...report } = build(sample(id)).body;
    expect(linkBytes(report)).toBeLessThan(3_000);
  });

  it('says what it can of two classes, and what it held back', () => {
    const { body, held } = build(sample('saas-churn'));
    const counts = (body.bands ?? []).flatMap(({ yes, no }) => [yes, no]);
    expect(counts.filter((count) => count > 0 && count < 11)).toEqual([]);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(body.rows.test);
    // The advised threshold begins a band, so the figures at it can be told.
    expect(body.bands?.map(({ from }) => from)).toContain(body.threshold?.value);
    expect(body.test.map(({ metric }) => metric)).toContain('accuracy');
    expect(body.importances?.length).toBe(14);
    expect(body.cards?.length).toBeGreaterThan(0);
    for (const { code } of held) expect(code).toMatch(/^(share\.held|portable\.refused|share\.refused)\./);
  });

  it('tells a number by groups of rows, never by rows', () => {
    const { body } = build(sample('order-values'));
    expect(body).not.toHaveProperty('sample');
    expect(body.groups?.every(({ count }) => count >= 22)).toBe(true);
    expect(body.residuals?.counts.every((count) => count >= 11)).toBe(true);
    const rows = body.residuals?.counts.reduce((a, b) => a + b, 0);
    expect(body.groups?.reduce((sum, { count }) => sum + count, 0)).toBe(rows);
    const extremes = sample('order-values').report.regression?.test.residuals.edges ?? [];
    expect(body.residuals?.edges[0]).toBeGreaterThan(extremes[0] as number);
    expect(body.residuals?.edges.at(-1)).toBeLessThan(extremes.at(-1) as number);
  });

  it('leaves out the parts that are taken out', () => {
    const { body } = build(sample('saas-churn'), { ...NOTHING_OUT, without: [...SHARE_PARTS] });
    const left: (keyof SharedPredict)[] = ['target', 'task', 'classes', 'rows', 'split', 'chosen', 'verdict'];
    expect(Object.keys(body).toSorted()).toEqual([...left, 'selectionMetric', 'test', 'threshold'].toSorted());
    expect(predictSharing.parts(sourceOf(sample('saas-churn'))).map(({ id }) => id)).toEqual(
      SHARE_PARTS.filter((id) => id !== 'money'),
    );
    const money = { currency: 'EUR', valuePerRow: 20 };
    expect(predictSharing.build(sourceOf(sample('saas-churn'), { money }), NOTHING_OUT).body.money).toEqual(money);
  });

  it('keeps a threshold that was moved, and has the counts at it where they can be told', () => {
    const { body } = predictSharing.build(sourceOf(sample('saas-churn'), { threshold: 0.585 }), NOTHING_OUT);
    expect(body.threshold).toEqual({ value: 0.585, rule: 'by-hand' });
    expect(body.bands?.map(({ from }) => from)).toContain(0.585);
  });

  it('has the model where nothing it needs is left out', () => {
    const model = sample('order-values');
    expect(build(model).body.model?.task).toBe('regression');
    const without = build(model, { ...NOTHING_OUT, columnsOut: ['category'] });
    expect(without.body.model).toBeUndefined();
    expect(without.held).toContainEqual({ code: 'share.refused.needs-column', params: { columns: ['category'] } });
    const parts = predictSharing.parts(sourceOf(model, { modelBudget: 100 }));
    expect(parts.find(({ id }) => id === 'model')?.refused?.code).toBe('portable.refused.too-long');
    const short = predictSharing.build(sourceOf(model, { modelBudget: 100 }), NOTHING_OUT);
    expect(short.body.model).toBeUndefined();
  });

  it('has no trace of a column that was taken out, whatever names it', () => {
    const model = sample('order-values');
    for (const column of ['category', 'order_date', 'weight_kg']) {
      const said = JSON.stringify(build(model, { ...NOTHING_OUT, columnsOut: [column] }).body);
      // Apart from the kind of other columns.
      expect(said.replaceAll('"kind":"category"', '')).not.toContain(column);
    }
    const said = JSON.stringify(build(model, { ...NOTHING_OUT, columnsOut: ['category'] }).body);
    for (const level of ['accessories', 'furniture']) expect(said).not.toContain(level);
    const { body, held } = build(model, { ...NOTHING_OUT, columnsOut: ['order_date'] });
    expect(body.split).toEqual({ kind: 'time', column: '', testShare: 0.2 });
    expect(held.map(({ code }) => code)).toContain('share.held.split-column');
  });
});

const CANARY = 'KANARIENVOGEL';

/** Words, numbers and names that fewer than 11 rows have, in every place where a report could repeat them. */
function withCanaries(task: 'binary' | 'regression') {
  const random = createRandom(4);
  const rows = 1_200;
  const each = <T>(make: (row: number) => T): T[] => Array.from({ length: rows }, (_, row) => make(row));
  const a = each((row) => (row % 400 === 7 ? 90_210.125 + row : random.normal()));
  const b = each((row) => (row % 500 === 3 ? -80_808.5 : Math.round(10 * random.next())));
  const kind = each((row) => (row % 150 === 0 ? `${CANARY}-${task}` : (['x', 'y', 'z'][random.integer(3)] as string)));
  const mail = each((row) => `${['anna', 'ben', 'cleo'][row % 3]}@${CANARY}.example`);
  const id = each((row) => `${CANARY}${row}`);
  const signal = each(
    (row) => Math.min(3, a[row] as number) + (kind[row] === 'x' ? 1 : 0) + (mail[row]?.[0] === 'a' ? 1 : 0),
  );
  const y =
    task === 'binary'
      ? signal.map((value) => (random.next() < 1 / (1 + Math.exp(-value)) ? 'yes' : 'no'))
      : signal.map((value, row) => (row % 300 === 5 ? 777_777.75 : 50 + 5 * value + random.normal()));
  const columns = { a, b, kind, mail, id, y };
  return {
    table: table(columns),
    plan: plan({
      target: 'y',
      task,
      ...(task === 'binary' ? { positive: 'yes' } : {}),
      columns: ['a', 'b', 'kind', 'mail', 'id'],
      split: { kind: 'random', testShare: 0.25 },
    }),
  };
}

describe('canaries', () => {
  it.each(['binary', 'regression'] as const)(
    'planted in the rows of a %s report are nowhere in it',
    async (task) => {
      const model = await train(withCanaries(task));
      const personal = [{ column: 'mail', kind: 'email', share: 1, named: true }] as const;
      const { body } = predictSharing.build(sourceOf(model, { personal, modelBudget: 200_000 }), NOTHING_OUT);
      const said = JSON.stringify(body);
      for (const canary of [CANARY, 'mail', 'anna', '90210', '9021', '80808', '8080', '777777', '77777']) {
        expect(said).not.toContain(canary);
      }
      // Numbers rounded to few digits too: nothing is as large as what was planted.
      const large = [...said.matchAll(/[-\d.]+/g)].filter(([number]) => Math.abs(Number(number)) > 20_000);
      expect(large).toEqual([]);
      // The report that it was made from does have them.
      expect(JSON.stringify(model.report)).toMatch(new RegExp(`${CANARY}|777777|90210|9021`));
      const putBack = predictSharing.build(sourceOf(model, { personal }), { ...NOTHING_OUT, putBack: ['mail'] });
      expect(JSON.stringify(putBack.body)).toContain('mail');
    },
    60_000,
  );
});

describe('what cannot be shared', () => {
  const report = fakeReport('binary');
  it('is said in codes', () => {
    const model = modelOf(report);
    expect(() => build(model, { ...NOTHING_OUT, columnsOut: ['Churn'] })).toThrow('share.target-out');
    const personal = [{ column: 'Churn', kind: 'name', share: 1, named: false }] as const;
    expect(() => predictSharing.build(sourceOf(model, { personal }), NOTHING_OUT)).toThrow('share.target-out');
    expect(() => build(modelOf({ ...report, testRows: 9 }))).toThrow('share.too-few-rows');
    const few = { ...report.binary?.test, positives: 4 } as NonNullable<typeof report.binary>['test'];
    const binary = { validation: few, test: few };
    expect(() => build(modelOf({ ...report, binary }))).toThrow('share.too-few-of-class');
  });

  it('tells rows without a target, and rows that no fold judged, only where they are enough', () => {
    const of = (rowCount: number, validation: number) =>
      build(modelOf({ ...report, data: { ...report.data, rowCount }, split: { ...report.split, validation } })).body
        .rows;
    expect(of(7043 + 5, 5634 - 3)).toEqual({ total: 7043, train: 5634, validation: 5634, test: 1409 });
    expect(of(7043 + 11, 5634 - 11)).toEqual({ total: 7054, train: 5634, validation: 5623, test: 1409 });
  });

  it('has nothing but the ranking where few test rows are "yes"', () => {
    const thresholds = report.binary?.test.thresholds.map((point) => {
      const tp = Math.round(point.truePositives / 60);
      return { ...point, truePositives: tp, falseNegatives: 6 - tp };
    });
    const test = { ...report.binary?.test, positives: 6, thresholds } as NonNullable<typeof report.binary>['test'];
    const validation = report.binary?.validation as typeof test;
    const { body, held } = build(modelOf({ ...report, testPositives: 6, binary: { validation, test } }));
    expect(body.bands).toBeUndefined();
    expect(body.test).toEqual([{ metric: 'rocAuc', value: 0.84, low: 0.82, high: 0.86, baseline: 0.5 }]);
    expect(held.map(({ code }) => code)).toContain('share.held.bands');
    // The made-up report's verdict is kept, and no other figure says how many there were.
    expect(JSON.stringify(body)).not.toContain('testPositives');
  });

  it('puts rare classes together', () => {
    const made = fakeReport('multiclass');
    const result = {
      ...made.multiclass?.test,
      classes: ['setosa', CANARY, 'virginica'],
      perClass: ['setosa', CANARY, 'virginica'].map((name, i) => ({
        name,
        count: [50, 3, 97][i] as number,
        precision: 1,
        recall: 1,
        f1: 1,
      })),
      confusion: [
        [50, 0, 0],
        [1, 0, 2],
        [20, 0, 77],
      ],
    } as NonNullable<typeof made.multiclass>['test'];
    const classes = result.classes;
    const { body, held } = build(modelOf({ ...made, classes, multiclass: { validation: result, test: result } }));
    expect(JSON.stringify(body)).not.toContain(CANARY);
    // Six rows are too few for "the others" too: the rarest of the others joins them.
    expect(body.classes).toHaveLength(2);
    expect(held.map(({ code }) => code)).toContain('share.held.classes');
    expect(v.is(predictSharing.schema, JSON.parse(JSON.stringify(body)))).toBe(true);
  });
});

describe('words', () => {
  it('has a sentence for everything held back or refused, and for every part', () => {
    const source = readdirSync('src/lenses/predict/share').map((file) =>
      readFileSync(`src/lenses/predict/share/${file}`, 'utf8'),
    );
    const keys = Object.keys(en);
    const held = source.flatMap((text) =>
      [...text.matchAll(/held\.add\(\s*'([a-z-]+)'/g)].map(([, code]) => `share.held.${code}`),
    );
    const thrown = source.flatMap((text) =>
      [...text.matchAll(/CodedError\('([a-z.-]+)'/g)].map(([, code]) => code as string),
    );
    const parts = SHARE_PARTS.map((id) => `share.part.predict.${id}`);
    const cards = ['column', 'words', 'dominated', 'rows', 'rounded'].map((why) => `share.held.card-${why}`);
    expect(held.length).toBeGreaterThan(15);
    const refused = ['share.refused.needs-column', 'share.refused.on-few-rows'];
    const codes = [...held, ...cards, ...refused, ...thrown, ...thrown.map((code) => `${code}.hint`), ...parts];
    expect(codes.filter((code) => !keys.includes(code) && !keys.includes(`${code}_other`))).toEqual([]);
  });
});
