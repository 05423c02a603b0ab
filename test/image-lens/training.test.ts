import { describe, expect, it } from 'vitest';
import type { ImageColumn } from '../../src/core/table/column.ts';
import { makeTable } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take.ts';
import { lookAt } from '../../src/lenses/image/look.ts';
import { IMAGE_METHOD } from '../../src/lenses/image/method.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { after, runKept, type Asked } from '../checkpoint/interrupted.ts';
import { asPixelColumns, markedPictures } from '../support/pictures.ts';
import { applied, imagePlan, registries, trainImages } from './support.ts';

const { pictures, labels } = markedPictures({ rows: 260, seed: 21, side: 8, kinds: 3, noise: 10, shift: 0.6 });
const table = makeTable([pictures, labels]);
const plan = imagePlan(
  { target: 'label', task: 'multiclass', columns: ['picture'], split: { kind: 'random', testShare: 0.25 } },
  {
    preset: 'balanced',
    families: ['linear', 'network'],
    network: { filters: 8, epochs: 14 },
  },
);
const asked = (): Asked => ({ table, plan, method: IMAGE_METHOD, estimators: registries().estimators });

const nameOf = (row: number): string => labels.levels[labels.codes[row] as number] as string;

describe('training on pictures', { timeout: 240_000 }, () => {
  const alone = runKept(asked());
  const trained = alone.then(({ model }) => model as PredictModel);
  const figures = ({ report }: PredictModel): unknown => [
    report.test,
    report.image,
    report.leaderboard.map(({ metrics }) => metrics),
  ];

  it('lets the network win where pixels by themselves say nothing', async () => {
    const { report } = await trained;
    expect(report.leaderboard.map(({ estimator }) => estimator)).toEqual(
      expect.arrayContaining(['image-cnn', 'image-logistic', 'baseline']),
    );
    expect(report.chosen.estimator).toBe('image-cnn');
    expect(report.recipe).toEqual([]);
    expect(report.warnings.map(({ code }) => code)).not.toContain('warn.family-unavailable');
    const accuracy = report.test.find(({ metric }) => metric === 'accuracy');
    expect(accuracy?.value).toBeGreaterThan(0.85);
    expect(accuracy?.low).toBeGreaterThan(accuracy?.baseline ?? 1);
    expect(report.image?.augmentation.map(({ kind }) => kind)).toEqual(['shift', 'flip', 'rotate', 'brightness']);
  });

  it('has figures of each class that add up to the confusion matrix of the test rows', async () => {
    const { report } = await trained;
    const matrix = report.multiclass?.test;
    const perClass = report.image?.perClass ?? [];
    expect(perClass.reduce((sum, { count }) => sum + count, 0)).toBe(report.testRows);
    for (const { name, count, recall } of perClass) {
      const k = matrix?.classes.indexOf(name) ?? -1;
      expect(recall.value).toBeCloseTo((matrix?.confusion[k]?.[k] ?? NaN) / count, 12);
      expect(recall.low <= recall.value && recall.value <= recall.high).toBe(true);
    }
  });

  it('tells layers, filters and rows of the table while it learns', async () => {
    const { events } = await alone;
    const drawn = events.find((event) => event.kind === 'candidate' && event.candidate.estimator === 'image-cnn');
    const layers = drawn?.kind === 'candidate' ? (drawn.candidate.layers ?? []) : [];
    expect(layers[0]).toMatchObject({ name: 'image', shape: [8, 8, 3] });
    expect(layers.at(-1)).toMatchObject({ name: 'dense', shape: [3] });
    expect(layers.reduce((sum, { parameters }) => sum + (parameters ?? 0), 0)).toBeGreaterThan(500);
    const live = events.flatMap((event) => (event.kind === 'curve' && event.live ? [event.live] : []));
    const examples = live.flatMap((view) => view.examples);
    expect(examples.length).toBeGreaterThan(8);
    for (const { row, actual } of examples) expect(actual).toBe(labels.levels[labels.codes[row] as number]);
  });

  it('gives the same figures for the same seed, and from columns of pixels', async () => {
    const model = await trained;
    expect(figures(await trainImages({ table, plan }))).toEqual(figures(model));
    const columns = asPixelColumns(pictures, 255);
    const shape = { height: 8, width: 8, channels: 3 } as const;
    const question = { ...plan.question, columns: columns.map(({ name }) => name), shape };
    const other = await trainImages({ table: makeTable([...columns, labels]), plan: { ...plan, question } });
    expect(figures(other)).toEqual(figures(model));
  });

  it('learns the very same from the same pictures sorted into folders', async () => {
    const model = await trained;
    const order = Int32Array.from(labels.codes, (_, row) => row).sort(
      (a, b) => nameOf(a).localeCompare(nameOf(b), 'en') || a - b,
    );
    const sorted = await trainImages({ table: takeRows(table, order), plan });
    const values = ({ report }: PredictModel): unknown => [
      report.test.map(({ metric, value }) => [metric, value.toFixed(9)]),
      report.tries.map(({ score }) => score?.toFixed(9)),
      report.image?.perClass.map(({ name, recall }) => [name, recall]),
    ];
    expect(values(sorted)).toEqual(values(model));
    const state = ({ applied: { members } }: PredictModel): unknown => members.map((member) => member.state);
    expect(state(sorted)).toEqual(state(model));
  });

  it('predicts the same once it is saved and loaded', async () => {
    const model = await trained;
    const saved = await applied(structuredClone(model), table);
    expect(saved.prediction).toEqual((await applied(model, table)).prediction);
  });

  it('goes on from its checkpoints to the same model', async () => {
    const run = await alone;
    expect(run.steps.length).toBeGreaterThan(6);
    for (const share of [0.3, 0.75]) {
      const { saved } = after(run, Math.round(share * run.steps.length));
      const resumed = await runKept(asked(), saved);
      expect(figures(resumed.model as PredictModel)).toEqual(figures(run.model as PredictModel));
    }
  });

  it('takes one picture for what it is when it is applied, and says where it looked', async () => {
    const model = await trained;
    const row = 7;
    const one = takeRows(table, Int32Array.of(row)).columns[0] as ImageColumn;
    const [whole] = [await applied(model, makeTable([one]))];
    const { prediction } = whole;
    const probabilities = prediction.task === 'regression' ? new Float64Array() : prediction.probabilities;
    const reading = await lookAt(model, one, 'applied', registries());
    expect(reading.classes.map(({ share }) => share)).toEqual(Array.from(probabilities).sort((a, b) => b - a));
    expect(reading.classes[0]?.name).toBe(labels.levels[labels.codes[row] as number]);
    expect(reading.heat).toMatchObject({ height: 8, width: 8 });
    expect(Math.max(...(reading.heat?.values ?? []))).toBeCloseTo(1, 6);
    // A picture of another size is brought to the model's; grey to its colours.
    const large = { width: 20, height: 20, channels: 1, pixels: new Uint8Array(400).fill(90) };
    const other = await lookAt(model, large, 'judged', registries());
    expect(other.classes).toHaveLength(3);
    await expect(lookAt({ ...model, report: withoutImage(model) }, one, 'applied', registries())).rejects.toMatchObject(
      { code: 'image.not-pictures' },
    );
  });

  it('looks at columns of pixels as it looks at pictures', async () => {
    const grey = markedPictures({ rows: 160, seed: 3, side: 8, channels: 1, kinds: 2, noise: 10, lighter: true });
    // Whole sixteenths, as digits are often written.
    const coarse: ImageColumn = { ...grey.pictures, pixels: grey.pictures.pixels.map((v) => Math.round(v / 15.9375)) };
    const columns = asPixelColumns(coarse);
    const small = imagePlan(
      {
        target: 'label',
        task: 'binary',
        positive: 'ring',
        columns: columns.map(({ name }) => name),
        split: { kind: 'random', testShare: 0.25 },
        shape: { height: 8, width: 8, channels: 1 },
      },
      { families: ['linear'] },
    );
    const model = await trainImages({ table: makeTable([...columns, grey.labels]), plan: small });
    const whole = await applied(model, makeTable(columns));
    const shares = whole.prediction.task === 'regression' ? new Float64Array() : whole.prediction.probabilities;
    for (const row of [0, 1, 2, 3]) {
      const bytes = coarse.pixels.subarray(64 * row, 64 * (row + 1)).map((v) => Math.round((v / 16) * 255));
      const reading = await lookAt(model, { width: 8, height: 8, channels: 1, pixels: bytes }, 'applied', registries());
      const yes = reading.classes.find(({ name }) => name === 'ring')?.share ?? NaN;
      expect(Math.abs(yes - (shares[2 * row + 1] as number))).toBeLessThan(0.02);
    }
  });
});

function withoutImage({ report }: PredictModel): PredictModel['report'] {
  const { image: _image, ...rest } = report;
  return rest;
}
