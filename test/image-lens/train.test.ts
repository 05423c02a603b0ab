import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src/core/ingest/byte-source.ts';
import { readTable } from '../../src/core/ingest/read-table.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column, ImageColumn } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { takeRows } from '../../src/core/table/take.ts';
import { applyModel } from '../../src/lenses/predict/apply.ts';
import { suggestKnown } from '../support/known-answers.ts';
import { asPixelColumns, markedPictures, markedTable } from '../support/pictures.ts';
import { sharedData } from '../support/shared-data.ts';
import { applied, imagePlan, registries, trainImages } from './support.ts';

const pacer = () => createPacer(new AbortController().signal);
const digits = sharedData('digits-8x8/digits.csv');

async function readDigits(rows: number): Promise<Table> {
  const path = digits as string;
  const run = readTable(bytesSource(new Uint8Array(readFileSync(path)), path), {}, pacer());
  for (;;) {
    const step = await run.next();
    if (step.done)
      return takeRows(
        step.value.table,
        Int32Array.from({ length: rows }, (_, i) => 4 * i),
      );
  }
}

/** The table's pixel columns as one column of pictures, every value times `factor`. */
function asPictures(table: Table, side: number, factor: number): Table {
  const pixelColumns = table.columns.filter(({ name }) => name.startsWith('pixel'));
  const pixels = new Uint8Array(table.rowCount * side * side);
  pixelColumns.forEach((column, j) => {
    if (column.kind !== 'number') throw new Error('pixels are numbers');
    column.values.forEach((value, row) => (pixels[row * side * side + j] = factor * value));
  });
  const pictures: ImageColumn = { kind: 'image', name: 'picture', width: side, height: side, channels: 1, pixels };
  return makeTable([pictures, ...table.columns.filter((column) => !pixelColumns.includes(column))]);
}

const accuracyOf = (model: Awaited<ReturnType<typeof trainImages>>): number =>
  model.report.test.find(({ metric }) => metric === 'accuracy')?.value ?? 0;

describe('pictures of digits', () => {
  it.skipIf(!digits)(
    'are asked about first, told apart, and the same from pictures as from columns',
    async () => {
      const table = await readDigits(400);
      const [suggestion] = suggestKnown(await profileTable(table, pacer()));
      expect(suggestion?.question).toMatchObject({
        lens: 'image',
        target: 'label',
        task: 'multiclass',
        shape: { height: 8, width: 8, channels: 1 },
      });
      const question = suggestion?.question as NonNullable<typeof suggestion>['question'];
      const model = await trainImages({ table, plan: imagePlan(question, { families: ['linear'] }) });
      expect(accuracyOf(model)).toBeGreaterThan(0.85);
      const { image } = model.report;
      expect(image?.shape).toEqual({ height: 8, width: 8, channels: 1 });
      expect(image?.perClass).toHaveLength(10);

      const pictures = asPictures(table, 8, 15);
      const [other] = suggestKnown(await profileTable(pictures, pacer()));
      expect(other?.question).toMatchObject({ lens: 'image', columns: ['picture'], target: 'label' });
      const again = await trainImages({
        table: pictures,
        plan: imagePlan(other?.question as typeof question, { families: ['linear'] }),
      });
      expect(again.report.test).toEqual(model.report.test);
      expect(again.report.image).toEqual(model.report.image);
      expect(again.report.leaderboard).toEqual(model.report.leaderboard);
    },
    60_000,
  );
});

describe('generated pictures', () => {
  const shape = { height: 12, width: 12, channels: 3 } as const;
  const { pictures, labels } = markedPictures({
    rows: 260,
    seed: 4,
    side: 12,
    kinds: 2,
    noise: 15,
    shift: 0.5,
    lighter: true,
  });
  const table = makeTable([...asPixelColumns(pictures), labels]);
  const question = {
    target: 'label',
    task: 'binary',
    positive: 'ring',
    columns: pictures.name === 'picture' ? table.columns.slice(0, -1).map(({ name }) => name) : [],
    split: { kind: 'random', testShare: 0.25 },
    shape,
  } as const;
  const linear = { families: ['linear'] } as const;

  it('names rows of the file in the gallery: mistakes first, the surest before the others', async () => {
    const model = await trainImages({ table, plan: imagePlan(question, linear) });
    const { gallery } = model.report.image ?? { gallery: [] };
    expect(gallery.length).toBeGreaterThan(5);
    gallery.forEach(({ row, actual }) => expect(actual).toBe(labels.levels[labels.codes[row] as number]));
    const right = gallery.map(({ actual, predicted }) => actual === predicted);
    expect(right).toEqual([...right].sort((a, b) => Number(a) - Number(b)));
    const shares = gallery.filter(({ actual, predicted }) => actual === predicted).map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('leaves out rows without a picture, and says so', async () => {
    const missing = new Uint8Array(260);
    missing.fill(1, 0, 10);
    const gaps = makeTable([{ ...pictures, missing }, labels]);
    const { shape: _, ...ofPictures } = { ...question, columns: ['picture'] };
    const model = await trainImages({ table: gaps, plan: imagePlan(ofPictures, linear) });
    const { split, image } = model.report;
    expect(split.train + split.test).toBe(250);
    expect(image?.findings).toContainEqual({
      level: 'careful',
      code: 'image.rows-without-picture',
      params: { rows: 10, of: 260 },
    });
    expect(image?.gallery.every(({ row }) => row >= 10)).toBe(true);
  });

  it('reads two classes as a test of health is read', async () => {
    const model = await trainImages({ table, plan: imagePlan(question, linear) });
    const { clinical, findings } = model.report.image ?? {};
    expect(clinical?.positive).toBe('ring');
    expect(clinical?.points.map(({ aim }) => aim)).toEqual([0.8, 0.9, 0.95, 0.99]);
    expect((clinical?.positives ?? 0) + (clinical?.negatives ?? 0)).toBe(model.report.testRows);
    expect(findings?.map(({ code }) => code)).toContain('image.not-a-medical-device');
    const thresholds = clinical?.points.map(({ threshold }) => threshold) ?? [];
    expect(thresholds).toEqual([...thresholds].sort((a, b) => a - b));
  });

  it('is applied to pictures of another size, after saving and loading', async () => {
    const { shape: _, ...ofPictures } = { ...question, columns: ['picture'] };
    const model = await trainImages({ table: makeTable([pictures, labels]), plan: imagePlan(ofPictures, linear) });
    const twice = takeTwice(pictures);
    const whole = await applied(model, makeTable([pictures]));
    const saved = await applied(structuredClone(model), makeTable([pictures]));
    expect(saved.prediction).toEqual(whole.prediction);
    const larger = await applyModel({ ...registries(), model, table: makeTable([twice]), pacer: pacer() });
    expect(larger.prediction).toEqual(whole.prediction);
    expect(larger.report.findings).toContainEqual({
      level: 'note',
      code: 'apply.resized-pictures',
      column: 'picture',
      params: { column: 'picture', height: 24, width: 24, toHeight: 12, toWidth: 12 },
    });
  });

  it.each([
    ['image.shape-mismatch', { ...question, shape: { height: 10, width: 12, channels: 3 } }],
    ['image.not-pictures', { ...question, columns: ['kind'], shape: { height: 1, width: 1, channels: 1 } }],
    ['image.shape-mismatch', { ...question, columns: question.columns.slice(1) }],
    ['image.no-pictures', { ...question, columns: ['none'] }],
    ['image.too-few-of-class', { ...question, target: 'rare', positive: 'b' }],
    ['train.one-class', { ...question, target: 'one', positive: 'a' }],
  ] as const)('says %s in a code', async (code, asked) => {
    const none: Column = { ...pictures, name: 'none', missing: new Uint8Array(260).fill(1) };
    const words = (name: string, of: (row: number) => string): Column =>
      makeCategoryColumn(
        name,
        Array.from({ length: 260 }, (_, row) => of(row)),
      );
    const odd = makeTable([
      ...table.columns,
      none,
      words('kind', (row) => `k${row % 3}`),
      words('rare', (row) => (row < 3 ? 'b' : 'a')),
      words('one', () => 'a'),
    ]);
    await expect(trainImages({ table: odd, plan: imagePlan(asked, linear) })).rejects.toMatchObject({ code });
  });

  it('asks for more pictures of a kind that is missed more often than the others', async () => {
    const table = markedTable({
      rows: 900,
      seed: 9,
      side: 10,
      channels: 1,
      kinds: 3,
      noise: 10,
      shift: 0.3,
      lighter: true,
    });
    // A fifth of the rings is called otherwise at random: that kind alone is hard.
    const label = table.columns[1] as Extract<Column, { kind: 'category' }>;
    const random = createRandom(2);
    const ring = label.levels.indexOf('ring');
    const codes = label.codes.map((code) => (code === ring || random.next() > 0.25 ? code : ring));
    const noisy = makeTable([table.columns[0] as Column, { ...label, codes }]);
    const model = await trainImages({
      table: noisy,
      plan: imagePlan(
        { target: 'label', task: 'multiclass', columns: ['picture'], split: { kind: 'random', testShare: 0.2 } },
        linear,
      ),
    });
    const cards = model.report.cards.filter(({ code }) => code === 'advise.label-more');
    expect(cards).toHaveLength(1);
    expect(cards[0]?.params['class']).toBe('ring');
    expect(cards[0]?.rate.high).toBeLessThan(cards[0]?.overallRate ?? 0);
  });
});

/** Every pixel four times, two across and two down. */
function takeTwice(column: ImageColumn): ImageColumn {
  const { width, height, channels, pixels } = column;
  const count = pixels.length / (width * height * channels);
  const twice = new Uint8Array(4 * pixels.length);
  for (let row = 0; row < count; row++) {
    for (let y = 0; y < 2 * height; y++) {
      for (let x = 0; x < 2 * width; x++) {
        for (let c = 0; c < channels; c++) {
          const from = ((row * height + (y >> 1)) * width + (x >> 1)) * channels + c;
          twice[((row * 2 * height + y) * 2 * width + x) * channels + c] = pixels[from] as number;
        }
      }
    }
  }
  return { ...column, width: 2 * width, height: 2 * height, pixels: twice };
}
