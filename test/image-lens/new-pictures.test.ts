import { describe, expect, it } from 'vitest';
import { pictureCells } from '../../src/core/images/picture-cells.ts';
import { pixelValues } from '../../src/core/images/pixel-values.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import type { ImageColumn } from '../../src/core/table/column.ts';
import { leastSureRows } from '../../src/lenses/image/least-sure.ts';
import { lookAt } from '../../src/lenses/image/look.ts';
import { pictureReadingNotes } from '../../src/lenses/image/reading-notes.ts';
import { compareOutcomes } from '../../src/lenses/predict/feedback.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { readingFor } from '../../src/lenses/predict/reading-for.ts';
import { makePng, makeZip } from '../support/png.ts';
import { asPixelColumns, markedPictures } from '../support/pictures.ts';
import { readZipped } from '../images/support.ts';
import { applied, imagePlan, registries, trainImages } from './support.ts';

const SIDE = 10;
const marked = (rows: number, seed: number, side = SIDE) =>
  markedPictures({ rows, seed, side, channels: 1, kinds: 2, noise: 15, shift: side / 20, lighter: true });

/** Digits of 0 to 16, say: whole values, the highest of which occurs. */
function coarse({ pictures, labels }: ReturnType<typeof marked>, levels: number) {
  const pixels = pictures.pixels.map((byte) => Math.round((byte * levels) / 255));
  pixels[0] = levels;
  return { pictures: { ...pictures, pixels }, labels };
}

const question = (columns: readonly string[]) => ({
  target: 'label',
  task: 'binary' as const,
  positive: 'ring',
  columns,
  split: { kind: 'random', testShare: 0.2 } as const,
});

async function pixelModel(levels: number): Promise<{ readonly model: PredictModel; readonly fresh: ImageColumn }> {
  const { pictures, labels } = coarse(marked(200, 1), levels);
  const columns = asPixelColumns(pictures);
  const plan = imagePlan(
    { ...question(columns.map(({ name }) => name)), shape: { height: SIDE, width: SIDE, channels: 1 } },
    { families: ['linear'] },
  );
  const model = await trainImages({ table: makeTable([...columns, labels]), plan });
  return { model, fresh: coarse(marked(40, 2), levels).pictures };
}

/** The pictures as PNG files in a zip, white being the highest value, as a page or a script would draw them. */
async function zipped(pictures: ImageColumn, levels: number, model: PredictModel): Promise<Table> {
  const size = pictures.width * pictures.height;
  const files = Array.from({ length: pictures.pixels.length / size }, (_, row) => {
    const own = pictures.pixels.subarray(row * size, (row + 1) * size);
    const pixels = own.map((value) => Math.round((value * 255) / levels));
    return [
      `p${String(row).padStart(3, '0')}.png`,
      makePng({ width: SIDE, height: SIDE, channels: 1, pixels }),
    ] as const;
  });
  return (await readZipped(makeZip(files), readingFor(model))).table;
}

const probabilities = ({ prediction }: Awaited<ReturnType<typeof applied>>): Float64Array =>
  prediction.task === 'regression' ? new Float64Array() : prediction.probabilities;

describe('new pictures for a model of pixel columns', () => {
  it.each([16, 15, 100, 255])('come from files to the figures of the table, of 0 to %i', async (levels) => {
    const { model, fresh } = await pixelModel(levels);
    const fromTable = await applied(model, makeTable(asPixelColumns(fresh)));
    const fromFiles = await applied(model, await zipped(fresh, levels, model));
    expect(probabilities(fromFiles)).toEqual(probabilities(fromTable));
    expect(fromFiles.report.missingColumns).toEqual([]);
    expect(fromFiles.report.findings).toEqual([]);
    // One looked at closely is the same picture.
    const one = fresh.pixels.subarray(0, SIDE * SIDE).map((value) => Math.round((value * 255) / levels));
    const look = await lookAt(model, { width: SIDE, height: SIDE, channels: 1, pixels: one }, 'applied', registries());
    expect(look.classes.find(({ name }) => name === 'ring')?.share).toBe(probabilities(fromTable)[1]);
    expect(look.heatFrom).toEqual(['weights']);
  });

  it('are brought to its size and to grey, and outcomes of files are measured like those of a table', async () => {
    const { model } = await pixelModel(16);
    const large = markedPictures({
      rows: 120,
      seed: 5,
      side: 3 * SIDE,
      channels: 3,
      kinds: 2,
      noise: 15,
      shift: 1.5,
      lighter: true,
    });
    const outcomes = makeTable([large.pictures, large.labels]);
    const report = await compareOutcomes({
      ...registries(),
      model,
      outcomes,
      outcomeColumn: 'label',
      matching: { kind: 'rescored' },
      pacer: createPacer(new AbortController().signal),
    });
    expect(report.matchedRows).toBe(120);
    expect(report.metrics.find(({ metric }) => metric === 'accuracy')?.value).toBeGreaterThan(0.8);
  });

  it('refuse a table that has neither pictures nor its pixels', async () => {
    const { model } = await pixelModel(16);
    const table = makeTable([{ kind: 'number', name: 'price', values: Float64Array.of(1, 2) }]);
    await expect(applied(model, table)).rejects.toMatchObject({ code: 'apply.no-pictures' });
  });
});

describe('new pictures for a model of pictures', () => {
  it('are found under another name, and read in the size that it learned from', async () => {
    const { pictures, labels } = marked(200, 1);
    const plan = imagePlan(question(['picture']), { families: ['linear'] });
    const model = await trainImages({ table: makeTable([pictures, labels]), plan });
    expect(readingFor(model).pictureShape).toEqual({ width: SIDE, height: SIDE });
    const fresh = marked(30, 3).pictures;
    const [own, other] = [
      await applied(model, makeTable([fresh])),
      await applied(model, makeTable([{ ...fresh, name: 'photo' }])),
    ];
    expect(probabilities(other)).toEqual(probabilities(own));
  });

  it('are read at once in that size, of whatever size they are, and those that cannot be are named', async () => {
    const grey = (width: number, height: number) =>
      makePng({ width, height, channels: 1, pixels: new Uint8Array(width * height).fill(90) });
    const files = makeZip([
      ['a.png', grey(40, 20)],
      ['b.png', grey(12, 12)],
      ['broken.png', grey(12, 12).subarray(0, 60)],
    ]);
    const { table, reading } = await readZipped(files, { pictureShape: { width: 12, height: 12 } });
    const picture = table.columns.find(({ kind }) => kind === 'image') as ImageColumn;
    expect([picture.width, picture.height]).toEqual([12, 12]);
    expect(pictureReadingNotes([reading])).toEqual([
      { level: 'careful', code: 'apply.pictures-rejected', params: { count: 1, kept: 2, names: ['broken.png'] } },
      { level: 'note', code: 'apply.pictures-brought', params: { width: 12, height: 12 } },
    ]);
    // A side that a person asked for comes first.
    const asked = await readZipped(files, { pictureSize: 64, pictureShape: { width: 12, height: 12 } });
    expect(asked.reading.pictures).toMatchObject({ width: 64, height: 64 });
  });
});

describe('pixels and pictures', () => {
  it('are each other’s way back', () => {
    const { pictures } = coarse(marked(20, 7), 16);
    const columns = asPixelColumns(pictures);
    const names = columns.map(({ name }) => name);
    const table = makeTable(columns);
    const layout = { columns: names, height: SIDE, width: SIDE, channels: 1 } as const;
    // No white is told: the highest of the rows says it.
    const cells = pictureCells(table, { kind: 'columns', layout }, [...Array(20).keys()]);
    expect(Math.max(...cells.pixels)).toBe(255);
    const { width, height, channels, pixels } = cells;
    const back = pixelValues({ kind: 'image', name: 'p', width, height, channels, pixels }, names, 16);
    expect(back).toEqual(columns);
  });

  it('keep what lies between whole values, and have no pixels where there is no picture', () => {
    const pixels = Uint8Array.of(0, 100, 255, 7, 7, 7);
    const column: ImageColumn = {
      kind: 'image',
      name: 'p',
      width: 3,
      height: 1,
      channels: 1,
      pixels,
      missing: Uint8Array.of(0, 1),
    };
    expect(pixelValues(column, ['a', 'b', 'c'], 10).map(({ values }) => [...values])).toEqual([
      [0, NaN],
      [1000 / 255, NaN],
      [10, NaN],
    ]);
  });
});

describe('least sure first', () => {
  it('is the lowest of the likeliest, of two classes the nearest to the threshold on its side', () => {
    const three = {
      task: 'multiclass',
      classes: ['a', 'b', 'c'],
      probabilities: Float64Array.of(0.9, 0.1, 0, 0.4, 0.3, 0.3, 0, 0.6, 0.4),
    } as const;
    expect(leastSureRows(three, 2)).toEqual([1, 2]);
    const two = (yes: readonly number[]) =>
      ({
        task: 'binary',
        classes: ['no', 'yes'],
        probabilities: Float64Array.from(yes.flatMap((p) => [1 - p, p])),
      }) as const;
    // From .2 on it says yes: .1 is half-way to a sure no, .5 three eighths of the way to a sure yes.
    expect(leastSureRows(two([0.1, 0.5, 0.99, 0.2, 0]), 5, 0.2)).toEqual([3, 1, 0, 2, 4]);
  });
});
