import { describe, expect, it } from 'vitest';
import type { PictureReading } from '../../src/lenses/image/types.ts';
import type { PredictQuestion } from '../../src/lenses/predict/question.ts';
import { createDataService } from '../../src/workers/data-service.ts';
import type { ImageContract } from '../../src/workers/image-contract.ts';
import type { Handlers } from '../../src/workers/serve.ts';
import type { TrainContract } from '../../src/workers/train-contract.ts';
import { drawPng } from '../images/support.ts';
import { FAKE_PICTURE_FINDINGS } from '../support/fake-image-state.ts';
import { makePng, plainPng } from '../support/png.ts';
import { fakeModel, fakeTrain } from './support/fake-workers.ts';
import { openPage } from './support/page.ts';
import { knownPlan } from '../support/known-answers.ts';

const READING: PictureReading = { classes: [{ name: 'a', share: 1 }] };
const SIDE = 8;
const PIXELS = Array.from({ length: SIDE * SIDE }, (_, i) => `pixel_${Math.floor(i / SIDE)}_${i % SIDE}`);
const QUESTION: PredictQuestion = {
  lens: 'image',
  target: 'kind',
  task: 'multiclass',
  columns: PIXELS,
  split: { kind: 'random', testShare: 0.2 },
  shape: { height: SIDE, width: SIDE, channels: 1 },
};

/** Row r has r in its first pixel, 16, which is white, in its last, and something between elsewhere. */
const TABLE = [
  [...PIXELS, 'kind'].join(','),
  ...Array.from({ length: 30 }, (_, r) =>
    [
      ...PIXELS.map((__, i) => (i === 0 ? r % 16 : i === PIXELS.length - 1 ? 16 : (r * 7 + i * 5) % 17)),
      'abc'[r % 3],
    ].join(','),
  ),
].join('\n');

async function scene() {
  const seen: ImageContract['look']['args'][] = [];
  const train = fakeTrain();
  const handlers = (): Handlers<TrainContract> => {
    const own = train.handlers();
    return {
      ...own,
      train: async ({ plan, modelId }) => {
        const model = fakeModel(modelId, knownPlan(plan), { lens: 'image' });
        const image = { ...FAKE_PICTURE_FINDINGS, shape: { height: SIDE, width: SIDE, channels: 1 as const } };
        return { ...model, report: { ...model.report, image } };
      },
      look: async (args) => {
        seen.push(args);
        return READING;
      },
    };
  };
  const page = openPage({ data: () => createDataService(drawPng), train: handlers });
  await page.app.start();
  await page.app.commands.addFiles([new File([TABLE], 'pictures.csv')]);
  page.app.commands.setQuestion(QUESTION);
  await page.app.commands.train();
  return { ...page, seen };
}

const png = (bytes: Uint8Array<ArrayBuffer>, name = 'new.png') => new File([bytes], name, { type: 'image/png' });

describe('one picture', () => {
  it('of the table is shown to the model that never saw the test rows, from black to white', async () => {
    const { app, seen } = await scene();
    const { picture, reading } = await app.commands.lookAtRow(8);
    expect(reading).toEqual(READING);
    expect(seen.map(({ which }) => which)).toEqual(['judged']);
    // 8 of 16 is half of 255, and 16 is all of it.
    const bytes = [...(seen[0]?.picture.pixels ?? [])];
    expect([bytes[0], bytes.at(-1)]).toEqual([128, 255]);
    expect([...picture.pixels]).toEqual(bytes);
  });

  it('from a file is brought to the size and the colours that the model learned from', async () => {
    const { app, seen, state } = await scene();
    // 200 × 200: left half black, right half white.
    const pixels = Uint8Array.from({ length: 40_000 }, (_, i) => (i % 200 < 100 ? 0 : 255));
    await app.commands.lookAtFile(png(makePng({ width: 200, height: 200, channels: 1, pixels })));
    // Red is .299 of white (ITU-R BT.601): 76 of 255.
    await app.commands.lookAtFile(png(plainPng(SIDE, SIDE, [255, 0, 0])));
    expect(seen.map(({ which }) => which)).toEqual(['applied', 'applied']);
    const shown = seen.map(({ picture }) => picture);
    expect(shown.map(({ width, height, channels }) => [width, height, channels])).toEqual([
      [8, 8, 1],
      [8, 8, 1],
    ]);
    expect([...(shown[0]?.pixels ?? [])]).toEqual(Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 0 : 255)));
    expect([...(shown[1]?.pixels ?? [])]).toEqual(Array.from({ length: 64 }, () => 76));
    // It is no file of the project.
    expect(state().choices.files.map(({ name }) => name)).toEqual(['pictures.csv']);
  });

  it('that cannot be read is named in a failure', async () => {
    const { app } = await scene();
    const broken = plainPng(SIDE, SIDE, 9);
    await expect(app.commands.lookAtFile(png(broken.slice(0, broken.length - 20), 'cut.png'))).rejects.toMatchObject({
      code: 'image.unreadable-file',
      params: { file: 'cut.png' },
    });
    await expect(app.commands.lookAtFile(new File(['a,b\n1,2\n'], 'table.csv'))).rejects.toMatchObject({
      code: 'image.unreadable-file',
    });
  });
});

describe('many pictures', () => {
  it('are put together in their natural order; files without any are refused', async () => {
    const { app } = await scene();
    const packed = await app.commands.packPictures([
      png(plainPng(2, 2, 1), 'b10.png'),
      png(plainPng(2, 2, 2), 'b9.png'),
    ]);
    const text = new TextDecoder('latin1').decode(await packed.arrayBuffer());
    expect(text.indexOf('b9.png')).toBeLessThan(text.indexOf('b10.png'));
    await expect(app.commands.packPictures([new File(['x'], 'note.txt')])).rejects.toMatchObject({
      code: 'ingest.zip-nothing',
    });
  });
});
