import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PROJECT } from '../../src/app/document.ts';
import { randomId } from '../../src/app/random-id.ts';
import type { AppState } from '../../src/app/state.ts';
import { createApp, type App } from '../../src/app/store.ts';
import { CodedError } from '../../src/core/errors.ts';
import { defaultRecipe } from '../../src/core/prepare/recipe.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { createLibrary } from '../../src/storage/library.ts';
import { withOverlay } from '../../src/storage/overlay.ts';
import { spawnDataWorker, spawnTrainWorker } from '../../src/workers/spawn.ts';
import text from '../golden/pictures.json?raw';
import { makeZip, plainPng } from '../support/png.ts';
import { renderApp, unmountApp } from './support/render-app.tsx';

const NAME = 'images-test';
let end = async (): Promise<void> => undefined;

/** The page on the real data worker and a database of its own. */
async function start(): Promise<App> {
  const workers: Worker[] = [];
  const tracked = async (spawn: () => Promise<Worker>): Promise<Worker> => {
    const worker = await spawn();
    workers.push(worker);
    return worker;
  };
  const opening = openDatabase(NAME);
  const app = createApp({
    spawnData: () => tracked(spawnDataWorker),
    spawnTraining: () => tracked(spawnTrainWorker),
    openLibrary: (onTrouble) => createLibrary(withOverlay(opening, onTrouble), PROJECT),
    now: () => Date.now(),
    id: randomId,
    later: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    sample: async (id) => {
      throw new CodedError('sample.unknown', { id });
    },
    recipe: async () => defaultRecipe(STEPS),
  });
  end = async () => {
    for (const worker of workers) worker.terminate();
    (await opening).close();
  };
  await app.start();
  return app;
}

beforeEach(() => deleteDB(NAME));
afterEach(async () => {
  unmountApp();
  await end();
});

const jpeg = (): Uint8Array<ArrayBuffer> => {
  const { turned } = JSON.parse(text) as { turned: { files: { orientation: number; file: string }[] } };
  const sixth = turned.files.find(({ orientation }) => orientation === 6)?.file ?? '';
  return Uint8Array.from(atob(sixth), (c) => c.charCodeAt(0));
};

/** A file as the drop zone hands over one out of a folder. */
function dropped(path: string, bytes: BlobPart): File {
  return Object.defineProperty(new File([bytes], path.slice(path.lastIndexOf('/') + 1)), 'path', { value: `/${path}` });
}

/** Colour in the middle of a canvas. */
function middle(canvas: Element): readonly number[] {
  const { width, height } = canvas as HTMLCanvasElement;
  const context = (canvas as HTMLCanvasElement).getContext('2d');
  return [...(context?.getImageData(width >> 1, height >> 1, 1, 1).data ?? [])].slice(0, 3);
}

const ready = (app: App): AppState['table'] => app.store.getState().table;

describe('pictures', () => {
  it('of a dropped folder become a table with labels, in which they are to be seen', async () => {
    const app = await start();
    await app.commands.addFiles([
      dropped('animals/dog/10.png', plainPng(24, 16, [0, 0, 200])),
      dropped('animals/dog/9.png', plainPng(24, 16, [0, 200, 0])),
      dropped('animals/cat/1.jpg', jpeg()),
      dropped('animals/cat/<b>broken</b>.png', 'no picture'),
      dropped('animals/.DS_Store', 'x'),
    ]);
    const state = ready(app);
    expect(state.status === 'ready' && state.value).toMatchObject({ rowCount: 3 });
    await renderApp(app, '#/data');
    await expect.element(page.getByRole('img', { name: 'Picture of row 1: cat' })).toBeVisible();
    await expect.element(page.getByRole('cell', { name: 'animals/dog/9.png' })).toBeVisible();
    await expect
      .poll(() => middle(page.getByRole('img', { name: 'Picture of row 2: dog' }).element()))
      .toEqual([0, 200, 0]);
    await expect
      .poll(() => middle(page.getByRole('img', { name: 'Picture of row 3: dog' }).element()))
      .toEqual([0, 0, 200]);
    // The photo was taken upright and is stored lying: three of them are of one size only when it is turned.
    await expect
      .element(page.getByText(/animals\.zip.*3 pictures of 24 × 16 pixels, colour, in the size that they have/u))
      .toBeVisible();
    await userEvent.click(page.getByRole('button', { name: '1 picture could not be read; see it here' }));
    await expect.element(page.getByRole('cell', { name: 'animals/cat/<b>broken</b>.png' })).toBeVisible();
    await expect.element(page.getByRole('cell', { name: /^not a PNG, JPEG/ })).toBeVisible();
  });

  it('are read in another size when asked, and stay as they were read after that is taken back', async () => {
    const app = await start();
    const zip = makeZip([
      ['a/1.png', plainPng(8, 8, 9)],
      ['b/2.png', plainPng(8, 8, 99)],
    ]);
    await app.commands.addFiles([new File([zip], 'small.zip')]);
    await renderApp(app, '#/data');
    await userEvent.click(page.getByRole('button', { name: 'Change', exact: true }));
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Size' }), '64 × 64 pixels');
    await userEvent.click(page.getByRole('button', { name: 'Read it this way' }));
    await expect.element(page.getByText(/2 pictures of 64 × 64 pixels, grey/u)).toBeVisible();
    app.commands.undo();
    await expect.element(page.getByText(/2 pictures of 8 × 8 pixels, grey/u)).toBeVisible();
  });

  it('in pixel columns are shown in their place, and the columns on demand', async () => {
    const app = await start();
    const names = Array.from({ length: 16 }, (_, i) => `pixel_${i >> 2}_${i % 4}`);
    const rows = Array.from({ length: 30 }, (_, row) =>
      [...names.map((_n, i) => (i === row % 16 ? 0 : 255)), `k${row % 3}`].join(),
    );
    await app.commands.addFiles([new File([[[...names, 'label'].join(), ...rows, ''].join('\n')], 'pixels.csv')]);
    await renderApp(app, '#/data');
    await expect.element(page.getByRole('columnheader', { name: /Picture.*4 × 4, grey/ })).toBeVisible();
    const picture = page.getByRole('img', { name: 'Picture of row 11: k1' });
    await expect.poll(() => middle(picture.element())).toEqual([0, 0, 0]);
    await expect.element(page.getByRole('columnheader', { name: /pixel_0_0/ })).not.toBeInTheDocument();
    await userEvent.click(page.getByRole('switch', { name: 'Show the 16 pixel columns' }));
    await expect.element(page.getByRole('columnheader', { name: /pixel_0_0/ })).toBeVisible();
    await expect.element(page.getByRole('cell', { name: '255', exact: true }).first()).toBeVisible();
  });

  it.each([
    [
      'a bomb',
      async () => {
        const { zipSync } = await import('fflate');
        return zipSync({ 'a.png': [new Uint8Array(30_000_000), { level: 9 }] });
      },
      /unpacks to far more/,
    ],
    ['nothing of use', async () => makeZip([['a.md', new Uint8Array(3)]]), /neither pictures nor a table/],
    ['a damaged archive', async () => makeZip([['a.png', plainPng(4, 4, 1)]]).slice(0, -9), /damaged or cut short/],
  ])('that cannot be read are refused in words: %s', async (_, make, said) => {
    const app = await start();
    await app.commands.addFiles([new File([Uint8Array.from(await make())], 'bad.zip')]);
    await renderApp(app, '#/data');
    await expect.element(page.getByRole('alert')).toHaveTextContent(said);
  });

  it('stop being put together when that is cancelled', async () => {
    const app = await start();
    const files = Array.from({ length: 300 }, (_, i) => dropped(`many/${i % 3}/${i}.png`, plainPng(8, 8, i % 256)));
    const adding = app.commands.addFiles(files);
    await expect.poll(() => ready(app).status).toBe('loading');
    app.commands.cancelReading();
    await adding;
    expect(ready(app).status).toBe('empty');
    expect(app.store.getState().choices.files).toEqual([]);
  });
});
