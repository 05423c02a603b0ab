import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Commands } from '../../src/app/commands.ts';
import type { AppState } from '../../src/app/state.ts';
import { CodedError } from '../../src/core/errors.ts';
import { fakeApp } from '../support/fake-app.ts';
import {
  BINARY_QUESTION,
  FAKE_CLINICAL,
  FAKE_LEVELS,
  FAKE_LOOK,
  FAKE_WATCHED,
  fakeImageModel,
  fakeImageState,
  fakeJudgedPictures,
  fakePictures,
  KINDS,
} from '../support/fake-image-state.ts';
import { renderApp, unmountApp } from './support/render-app.tsx';

const GIVEN: Partial<Commands> = {
  levels: () => Promise.resolve(FAKE_LEVELS),
  rowsAt: (rows, columns = []) =>
    Promise.resolve({ columns, rows: rows.map((row) => ({ row, cells: [KINDS[row % 3] ?? null] })) }),
  pictures: (rows) => Promise.resolve(fakePictures(rows.length)),
  lookAtRow: () => Promise.resolve(FAKE_LOOK),
};

async function open(address: string, state: AppState, given: Partial<Commands> = {}, width = 1280) {
  const fake = fakeApp(state, { ...GIVEN, ...given });
  await renderApp(fake, address, width);
  return fake;
}

type Fake = Awaited<ReturnType<typeof open>>;
const last = (fake: Fake, name: string) => fake.calls.findLast((call) => call.name === name)?.args;
const heading = () => page.getByRole('heading', { level: 1 });
const ill = () => fakeImageModel(BINARY_QUESTION, { clinical: FAKE_CLINICAL });

afterEach(() => {
  vi.restoreAllMocks();
  unmountApp();
});

describe('Prepare, with pictures', () => {
  it('asks in one sentence, and takes another column of labels with its own task', async () => {
    const fake = await open('/prepare', fakeImageState());
    await expect
      .element(heading())
      .toHaveTextContent('Tell mark (4 kinds) from 8 × 8 grey pictures · tested on 20% set aside at random');
    await page.getByRole('button', { name: 'Change the column with the labels: mark' }).click();
    await userEvent.selectOptions(page.getByLabelText('Column that says what each picture shows'), 'finding');
    expect(last(fake, 'setQuestion')?.[0]).toEqual(BINARY_QUESTION);
  });

  it('changes how pictures are set aside and leaves their pixels alone', async () => {
    const fake = await open('/prepare', fakeImageState());
    await page.getByRole('button', { name: /^Change which rows are set aside/ }).click();
    await userEvent.selectOptions(page.getByLabelText('Share set aside'), '0.3');
    const { question } = fake.store.getState().choices;
    expect(last(fake, 'setQuestion')?.[0]).toEqual({ ...question, split: { kind: 'random', testShare: 0.3 } });
  });

  it('shows some of each kind, says that they are uneven, and draws them as white as they are', async () => {
    const fake = await open('/prepare', fakeImageState());
    await expect.element(page.getByText('arrow: 300 of 650 (46%)')).toBeVisible();
    await expect
      .element(page.getByText(/The kinds are uneven: 300 of arrow, but only 40 of übergroß & <b>fett<\/b>/))
      .toBeVisible();
    await expect.element(page.getByRole('img', { name: 'Picture of arrow, row 1', exact: true })).toBeVisible();
    await expect.element(page.getByText('none among the rows that were looked through')).toBeVisible();
    const [rows, source, white] = last(fake, 'pictures') ?? [];
    expect(rows).toHaveLength(18);
    expect(source).toMatchObject({ kind: 'columns', layout: { height: 8, width: 8, channels: 1 } });
    expect(white).toBe(16);
    await expect
      .element(page.getByText('Pictures without a label in mark are left out: 10 of 660 (1.5%).'))
      .toBeVisible();
  });

  it('says what pictures were changed by once that is known', async () => {
    await open('/prepare', fakeJudgedPictures());
    await expect.element(page.getByText('Shift · used')).toBeVisible();
    await expect.element(page.getByText('Mirror · not used')).toBeVisible();
    await expect.element(page.getByText('Kinds with few pictures weighed more while learning.')).toBeVisible();
  });
});

describe('Train, with pictures', () => {
  it('takes the structure of the network by hand', async () => {
    const fake = await open('/train', fakeImageState());
    await page.getByText('Advanced settings').click();
    await expect.element(page.getByRole('checkbox', { name: 'Boosted trees' })).not.toBeInTheDocument();
    await page.getByLabelText('Patterns it looks for (filters)').fill('24');
    await userEvent.keyboard('{Enter}');
    expect(last(fake, 'setSettings')?.[0]).toMatchObject({ network: { filters: 24 } });
  });

  it('shows what the network says of the same pictures, and what it looks for', async () => {
    const fake = await open('/train', fakeImageState({ training: FAKE_WATCHED }));
    await expect.element(page.getByRole('img', { name: 'A picture of glass, read as umbrella: 62%' })).toBeVisible();
    await expect.element(page.getByText('no, it is glass')).toBeVisible();
    await expect.element(page.getByRole('img', { name: 'Pattern 16' })).toBeVisible();
    await expect.element(page.getByText(/The first 16 of 20\./)).toBeVisible();
    expect(last(fake, 'pictures')?.[0]).toEqual([3, 8]);
  });
});

describe('Evaluate, with pictures', () => {
  it('answers in one sentence and proves it by how many of each kind are recognised', async () => {
    await open('/evaluate', fakeJudgedPictures());
    await expect
      .element(heading())
      .toHaveTextContent('mark can be told from the pictures: about 93 of 100 are named right.');
    await expect
      .element(page.getByText('übergroß & <b>fett</b> is the hardest: 80% of its pictures are recognised.'))
      .toBeVisible();
  });

  it('shows mistakes first and looks at one closely, with the heat in words', async () => {
    const fake = await open('/evaluate', fakeJudgedPictures());
    await expect.element(page.getByRole('button', { name: /See where it looked/ }).nth(1)).toBeVisible();
    expect(page.getByRole('button', { name: /See where it looked/ }).elements()).toHaveLength(2);
    await page.getByRole('button', { name: /^Row 2: is glass, named arrow, 93% sure\./ }).click();
    expect(last(fake, 'lookAtRow')).toEqual([1]);
    await expect.element(page.getByTestId('looked-at')).toHaveTextContent('arrow · 93% sure');
    const picture = page.getByRole('img', { name: /lies mostly in the upper left \(100% of the weight\)/ });
    await expect.element(picture).toBeVisible();
    await page.getByRole('switch', { name: 'Show where it looked' }).click();
    await expect.element(picture).not.toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await page.getByText('Nearly wrong (2)').click();
    await userEvent.selectOptions(page.getByLabelText('Of the kind'), 'glass');
    expect(page.getByRole('button', { name: /See where it looked/ }).elements()).toHaveLength(1);
  });

  it('says in words why a picture could not be looked at, and of a model that looks at none', async () => {
    const { heat: _, ...reading } = FAKE_LOOK.reading;
    let answer: () => ReturnType<Commands['lookAtRow']> = () =>
      Promise.reject(new CodedError('image.no-pictures', { rows: 1 }));
    await open('/evaluate', fakeJudgedPictures(), { lookAtRow: () => answer() });
    await page.getByRole('button', { name: /^Row 2:/ }).click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('None of the rows with a label has a picture.');
    await userEvent.keyboard('{Escape}');
    answer = () => Promise.resolve({ ...FAKE_LOOK, reading });
    await page.getByRole('button', { name: /^Row 7:/ }).click();
    await expect.element(page.getByText(/^This model looks at no picture/)).toBeVisible();
  });

  it('shows no picture where the table is another one', async () => {
    const fake = await open('/evaluate', { ...fakeJudgedPictures(), projectId: 'another' });
    await expect.element(page.getByText(/^The pictures are not at hand/)).toBeVisible();
    await expect.element(page.getByText('taken for arrow, 93% sure')).toBeVisible();
    expect(page.getByRole('button', { name: /See where it looked/ }).elements()).toEqual([]);
    expect(last(fake, 'pictures')).toBeUndefined();
  });

  it('reads two classes as a test is read, at a specificity and a prevalence that the person chooses', async () => {
    const fake: Fake = await open('/evaluate/model-image/health', fakeJudgedPictures(ill()), {
      setMoney: (money) => fake.store.setState(({ choices }) => ({ choices: { ...choices, money } })),
    });
    await expect.element(page.getByText('It finds 36 of 40 with ill, and clears 144 of 160 without it.')).toBeVisible();
    // By Bayes: .9 · .02 / (.9 · .02 + .1 · .98) = .155.
    await page.getByLabelText('Of 100 people tested, how many have it').fill('2');
    await expect.element(page.getByText('Of 100 it says yes to, about 16 have it and 84 do not.')).toBeVisible();
    // Kept for this very "yes"; and what this is not is said in full from then on.
    expect(last(fake, 'setMoney')?.[0]).toMatchObject({ prevalence: { positive: 'ill', share: 0.02 } });
    await expect.element(page.getByText(/^This is not a medical device/)).toBeVisible();
    await page.getByText('99', { exact: true }).click();
    await expect.element(page.getByText(/^No threshold reaches that here/)).toBeVisible();
    await expect.element(page.getByText(/^It says yes to nobody here/)).toBeVisible();
  });

  it('has nothing to show where nothing went wrong', async () => {
    await open('/evaluate', fakeJudgedPictures(fakeImageModel(undefined, { gallery: [] })));
    await expect.element(page.getByText('There are no pictures to show.')).toBeVisible();
  });
});

const picture = () => new File([new Uint8Array([1])], 'parcel.png', { type: 'image/png' });

describe('Apply, with pictures', () => {
  it('looks at one file and forgets it', async () => {
    const fake = await open('/apply', fakeJudgedPictures(), { lookAtFile: () => Promise.resolve(FAKE_LOOK) });
    await expect.element(page.getByText('What it takes your picture for appears here.')).toBeVisible();
    await userEvent.upload(page.getByTestId('look-file'), picture());
    await expect.element(page.getByTestId('looked-at')).toHaveTextContent('arrow · 93% sure');
    expect(last(fake, 'lookAtFile')?.[0]).toMatchObject({ name: 'parcel.png' });
    await page.getByRole('button', { name: 'Take this one away' }).click();
    await expect.element(page.getByTestId('looked-at')).not.toBeInTheDocument();
  });

  it('says of two classes yes or no by the threshold that holds', async () => {
    const reading = {
      classes: [
        { name: 'well', share: 0.7 },
        { name: 'ill', share: 0.3 },
      ],
    };
    await open('/apply', fakeJudgedPictures(ill()), {
      lookAtFile: () => Promise.resolve({ picture: FAKE_LOOK.picture, reading }),
    });
    await userEvent.upload(page.getByTestId('look-file'), picture());
    await expect.element(page.getByTestId('looked-at')).toHaveTextContent(/ill: the chance is 30%/);
    await expect.element(page.getByText(/this is not a medical device/)).toBeVisible();
  });

  it('says what is wrong with a file that is no picture', async () => {
    await open('/apply', fakeJudgedPictures(), {
      lookAtFile: () => Promise.reject(new CodedError('image.unreadable-file', { file: 'parcel.png' })),
    });
    await userEvent.upload(page.getByTestId('look-file'), picture());
    await expect.element(page.getByRole('alert')).toHaveTextContent('parcel.png could not be read as a picture.');
  });

  it('asks for the camera on a click alone, takes a picture and lets go of it', async () => {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d')?.fillRect(0, 0, 10, 10);
    const stream = canvas.captureStream(10);
    const asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(stream);
    const fake = await open('/apply', fakeJudgedPictures(), { lookAtFile: () => Promise.resolve(FAKE_LOOK) });
    expect(asked).not.toHaveBeenCalled();
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await expect.poll(() => document.querySelector('video')?.videoWidth ?? 0).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Take the picture' }).click();
    await expect.element(page.getByTestId('looked-at')).toBeVisible();
    expect(last(fake, 'lookAtFile')?.[0]).toMatchObject({ type: 'image/png' });
    expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  it('lets go of the camera when the screen is left', async () => {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d')?.fillRect(0, 0, 10, 10);
    const stream = canvas.captureStream(10);
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(stream);
    await open('/apply', fakeJudgedPictures());
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await expect.element(page.getByRole('button', { name: 'Take the picture' })).toBeVisible();
    await page.getByText('Many pictures', { exact: true }).click();
    expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  it.each([
    ['NotAllowedError', 'The browser was not allowed to use the camera.'],
    ['NotFoundError', 'No camera was found.'],
    ['NotReadableError', 'The camera did not start: another program may be using it.'],
  ])('says plainly why there is no camera: %s', async (name, said) => {
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException('no', name));
    await open('/apply', fakeJudgedPictures());
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await expect.element(page.getByRole('alert')).toHaveTextContent(said);
  });

  it.each(['/prepare', '/train', '/evaluate', '/evaluate/model-image/health', '/apply'])(
    'keeps %s within 360 px',
    async (address) => {
      const model = address.endsWith('health') ? ill() : fakeImageModel();
      await open(address, fakeJudgedPictures(model), {}, 360);
      await expect.element(heading()).toBeVisible();
      const root = document.documentElement;
      await expect.poll(() => root.scrollWidth - root.clientWidth).toBeLessThanOrEqual(0);
    },
  );
});
