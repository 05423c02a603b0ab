import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Commands } from '../../src/app/commands.ts';
import type { AppState } from '../../src/app/state.ts';
import { fakeApp } from '../support/fake-app.ts';
import { FAKE_TRAINING } from '../support/fake-predict-state.ts';
import {
  FAKE_READING,
  FAKE_TOPICS,
  fakeJudgedInbox,
  fakeRowsAt,
  fakeTextModel,
  fakeTextState,
  TEXT_QUESTION,
} from '../support/fake-text-state.ts';
import { renderApp, unmountApp } from './support/render-app.tsx';

async function open(address: string, state: AppState, given: Partial<Commands> = {}, width = 1280) {
  const fake = fakeApp(state, { rowsAt: fakeRowsAt, ...given });
  await renderApp(fake, address, width);
  return fake;
}

const last = (fake: Awaited<ReturnType<typeof open>>, name: string) =>
  fake.calls.findLast((call) => call.name === name)?.args;

afterEach(unmountApp);

describe('Prepare, with texts', () => {
  it('asks in one sentence whose parts can be changed', async () => {
    const fake = await open('/prepare', fakeTextState());
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Sort text into category (6 kinds) · tested on 20% set aside at random');
    await page.getByRole('button', { name: 'Change the column with the labels: category' }).click();
    await userEvent.selectOptions(page.getByLabelText('Column that says what kind a text is'), 'no labels yet');
    expect(last(fake, 'setQuestion')?.[0]).toMatchObject({ lens: 'text', target: '', columns: ['text'] });
    await page.getByRole('button', { name: 'Change the column with ratings: rating' }).click();
    await userEvent.selectOptions(page.getByLabelText('Column with ratings', { exact: true }), 'no column');
    expect(last(fake, 'setQuestion')?.[0]).toMatchObject({ inbox: { date: 'received', answers: 'answer' } });
    await expect.element(page.getByText('Rows without a text are left out: 14 of 1,200 (1.2%).')).toBeVisible();
  });

  const unlabelled = (overrides: Partial<AppState> = {}): AppState => {
    const state = fakeTextState(overrides);
    return { ...state, choices: { ...state.choices, question: { ...TEXT_QUESTION, target: '' } } };
  };
  const found = (draft: AppState['inbox']['draft']): Partial<AppState> => ({
    inbox: { topics: { status: 'ready', value: FAKE_TOPICS }, draft },
  });
  const NO_DRAFT = { names: {}, into: {}, dropped: [], byHand: [] };

  it('looks for topics where there are no labels, can be stopped, and says what went wrong', async () => {
    const fake = await open('/prepare', unlabelled());
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Find out what text is about · no labels yet');
    await page.getByRole('button', { name: 'Find topics' }).click();
    expect(fake.calls.at(-1)?.name).toBe('findTopics');
    fake.store.setState({ inbox: { topics: { status: 'loading', share: 0.4 }, draft: NO_DRAFT } });
    await expect.element(page.getByText('40%')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(fake.calls.at(-1)?.name).toBe('cancelTopics');
    const error = { code: 'train.too-few-rows', params: {} };
    fake.store.setState({ inbox: { topics: { status: 'failed', error }, draft: NO_DRAFT } });
    await expect.element(page.getByRole('alert')).toHaveTextContent('There are too few rows to learn from.');
  });

  it('finds topics again where something was made of them at an earlier visit, once', async () => {
    const kept = { column: 'text', rows: 1200, print: '', found: [], draft: NO_DRAFT };
    const state = unlabelled();
    const fake = await open('/prepare', { ...state, choices: { ...state.choices, topics: kept } });
    await expect.poll(() => fake.calls.filter(({ name }) => name === 'findTopics').length).toBe(1);
    fake.store.setState({ inbox: { topics: { status: 'loading', share: 0.4 }, draft: NO_DRAFT } });
    await expect.element(page.getByText('40%')).toBeVisible();
    // Stopped by the person.
    fake.store.setState({ inbox: { topics: { status: 'empty' }, draft: NO_DRAFT } });
    await expect.element(page.getByRole('button', { name: 'Find topics' })).toBeVisible();
    expect(fake.calls.filter(({ name }) => name === 'findTopics').length).toBe(1);
  });

  it('lets a person name topics, put them together, leave some out, label single texts, and use them', async () => {
    const fake = await open('/prepare', unlabelled(found(NO_DRAFT)));
    const draftNow = () => last(fake, 'editTopics')?.[0];
    // What somebody wrote is shown letter by letter.
    await expect.element(page.getByText('My parcel <b>is late</b> again', { exact: false }).nth(1)).toBeVisible();
    await page.getByRole('textbox', { name: 'Name of refund, money, back' }).fill('Refunds');
    expect(draftNow()).toMatchObject({ names: { 1: 'Refunds' } });
    await page.getByRole('checkbox', { name: 'Choose 包裹, 快递, 没收到' }).click();
    await page.getByRole('checkbox', { name: 'Choose late, parcel, arrive' }).click();
    await page.getByRole('button', { name: 'Put the chosen together' }).click();
    expect(draftNow()).toMatchObject({ into: { 2: 0 } });
    await page.getByRole('button', { name: 'Not a topic' }).last().click();
    expect(draftNow()).toMatchObject({ dropped: [4] });
    await page.getByText('Label these 4 next').click();
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Kind of text 1' }), 'refund, money, back');
    expect(draftNow()).toMatchObject({ byHand: [[9, 'refund, money, back']] });
    await page.getByRole('button', { name: 'Use these as labels' }).click();
    expect(last(fake, 'labelWithTopics')).toEqual(['topic']);
  });

  it('does not train before there are labels', async () => {
    await open('/train', unlabelled());
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent('There are no labels to learn from yet.');
    await expect
      .element(page.getByRole('link', { name: 'Find topics to begin with' }))
      .toHaveAttribute('href', '#/prepare');
  });
});

describe('Train, with texts', () => {
  it('takes the structure of the network by hand, and refuses what cannot be', async () => {
    const fake = await open('/train', fakeTextState());
    await page.getByText('Advanced settings').click();
    await expect.element(page.getByRole('checkbox', { name: 'Boosted trees' })).not.toBeInTheDocument();
    await page.getByLabelText('Words at a time (widths)').fill('1, 2, 3');
    await userEvent.keyboard('{Enter}');
    expect(last(fake, 'setSettings')?.[0]).toMatchObject({ network: { widths: [1, 2, 3] } });
    await page.getByLabelText('Left out while learning (dropout)').fill('95');
    await expect.element(page.getByText('A percentage from 0 to 90.')).toBeVisible();
  });

  it('shows a network as it learns, and steers it', async () => {
    const race = FAKE_TRAINING.race.map((row) =>
      row.candidate.family === 'network'
        ? {
            ...row,
            rowsPerSecond: 5321,
            learningRate: 0.00182,
            curve: row.curve.map((point, i) => ({ ...point, validationAccuracy: i / 20 })),
          }
        : row,
    );
    const fake = await open('/train', fakeTextState({ training: { ...FAKE_TRAINING, race } }));
    await expect.element(page.getByText('5,321 rows a second · learning rate 0.00182')).toBeVisible();
    await expect
      .element(page.getByRole('img', { name: /^Right answers on validation rows while learning/ }))
      .toBeVisible();
    await page.getByRole('button', { name: 'One epoch more' }).click();
    await page.getByRole('button', { name: 'Back to its best' }).click();
    expect(fake.calls.map(({ name }) => name).slice(-2)).toEqual(['stepTraining', 'backToBest']);
  });
});

describe('a choice among few', () => {
  it('changes with the theme at once: its words never fade into their ground', async () => {
    await open('/evaluate', fakeJudgedInbox());
    const label = page.getByText('Chart', { exact: true }).first();
    await expect.element(label).toBeVisible();
    const fading = label.element().closest('label') ?? label.element();
    expect(getComputedStyle(fading).transitionDuration).toBe('0s');
  });
});

describe('Evaluate, with texts', () => {
  it('answers in one sentence, proves it, and says what to do', async () => {
    const fake = await open('/evaluate', fakeJudgedInbox());
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Texts can be sorted into category: about 93 of 100 land right.');
    await expect.element(page.getByRole('img', { name: /^Of 100 texts like these/ })).toBeVisible();
    const first = page.getByRole('article').first();
    await expect.element(first).toHaveTextContent('Find out why people who write about refund are unhappy');
    await expect.element(first).toHaveTextContent('180 ratings: 2.1 on average (between 1.9 and 2.3); the others 3.8.');
    const { choices } = fake.store.getState();
    fake.store.setState({ choices: { ...choices, money: { currency: 'EUR', costPerRow: 4 } } });
    await expect.element(first).toHaveTextContent('Answering these costs €840: 210 texts × €4.');
  });

  it('says what was counted, what would settle it, and that long texts were cut', async () => {
    const findings = [
      { level: 'note', code: 'text.learned-from-sample', params: { rows: 10, of: 20 } },
      { level: 'careful', code: 'text.cut-texts', params: { count: 3, of: 200, characters: 2000 } },
    ] as const;
    await open('/evaluate', fakeJudgedInbox(fakeTextModel({ findings })));
    const mind = page.getByRole('region', { name: 'What to bear in mind' });
    await expect
      .element(mind)
      .toHaveTextContent(/^.*3 of 200 texts are very long.*One of the models learned from 10 of 20/);
    const second = page.getByRole('article').nth(1);
    await expect.element(second).toHaveTextContent('Who: category is damaged item');
    await expect.element(second).toHaveTextContent('122 texts in the last 91 days, 58 in the 91 days before');
    await second.getByText('What would settle it').click();
    await expect.element(second.getByText(/^Put an answer where half of your customers look for it/)).toBeVisible();
  });

  it('says what words have to do with ratings, and claims nothing where they tell nothing', async () => {
    await open('/evaluate/model-text/ratings', fakeJudgedInbox());
    await expect.element(page.getByText(/^210 of 900 ratings in rating are low \(23%.*: 2 or less\.$/)).toBeVisible();
    await expect.element(page.getByText(/^Words tell low ratings from others:.* in 84 of 100 cases/)).toBeVisible();
    const rows = page.getByRole('table', { name: 'Words that go with low ratings' }).getByRole('row');
    await expect.element(rows.nth(1)).toHaveTextContent('broken441.91.6 to 2.23.6');
    unmountApp();
    const { sentiment } = fakeTextModel().report.text ?? {};
    if (!sentiment?.told) throw new Error('no ratings');
    const untold = {
      ...sentiment,
      words: [],
      told: { ...sentiment.told, auroc: { value: 0.53, low: 0.44, high: 0.61 } },
    };
    await open('/evaluate/model-text/ratings', fakeJudgedInbox(fakeTextModel({ sentiment: untold })));
    await expect.element(page.getByText(/^Words do not tell low ratings from others/)).toBeVisible();
    await expect
      .element(page.getByText('No word is clearly rated lower than the rest, out of 312 looked at.'))
      .toBeVisible();
  });

  it('lists kinds with the hardest first, and mix-ups with their texts', async () => {
    await open('/evaluate/model-text/kinds', fakeJudgedInbox());
    const rows = page.getByRole('table', { name: 'How well each kind is told' }).getByRole('row');
    await expect.element(rows.nth(1)).toHaveTextContent('退款 Rückgabe');
    await page.getByRole('tab', { name: 'Mix-ups' }).click();
    await page.getByText('2 of these texts').click();
    await expect.element(page.getByText('I want my money back for the broken kettle.').last()).toBeVisible();
  });

  it('hands over by hand or by cost', async () => {
    const fake = await open('/evaluate/model-text/unsure', fakeJudgedInbox());
    await expect
      .element(
        page.getByText(
          'It answers 85 of 100 texts, and 95 of 100 answers are right. Of 100 texts about something new, 71 go to a person.',
        ),
      )
      .toBeVisible();
    const slider = page.getByRole('slider', { name: 'How sure it must be to answer' });
    (slider.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(() => last(fake, 'setHandOver')?.[0]).toBeCloseTo(0.425, 9);
    const { choices } = fake.store.getState();
    fake.store.setState({ choices: { ...choices, money: { currency: 'EUR', wrongAnswer: 20, handOver: 4 } } });
    await page.getByRole('button', { name: /^Answer from \d+% on$/ }).click();
    expect(last(fake, 'setHandOver')?.[0]).not.toBeCloseTo(0.425, 3);
  });

  it('has doubtful labels settled, several at once', async () => {
    const fake = await open('/evaluate/model-text/labels', fakeJudgedInbox(), {
      labelNext: () => Promise.resolve([2]),
    });
    await page.getByRole('button', { name: 'Change to late parcel' }).click();
    await page.getByRole('button', { name: 'Keep cancel account' }).click();
    await page.getByRole('button', { name: 'Use your 2 decisions' }).click();
    expect(last(fake, 'labelRows')).toEqual([
      'category',
      [
        [1, 'late parcel'],
        [8, 'cancel account'],
      ],
    ]);
    await page.getByRole('button', { name: 'Find 10 to label' }).click();
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Kind of text 1' }), 'refund');
    await page.getByRole('button', { name: 'Use this label' }).click();
    expect(last(fake, 'labelRows')).toEqual(['category', [[2, 'refund']]]);
  });

  it('shows no text where the table is another one', async () => {
    const judged = fakeJudgedInbox();
    await open('/evaluate/model-text/labels', { ...judged, projectId: 'another' });
    await expect.element(page.getByText(/^About 18 of 5,634 labels are probably wrong.*not at hand/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Keep refund' })).toBeDisabled();
    expect(page.getByText('My parcel').elements()).toEqual([]);
  });

  it('has nothing to say where nothing was found', async () => {
    const model = fakeTextModel({
      confusions: [],
      mislabelled: { estimated: 0, rows: [] },
      duplicates: { rows: 0, groups: [] },
      subjects: [],
      outOfScope: {
        heldOut: [],
        auroc: { value: NaN, low: NaN, high: NaN },
        inScopeRows: 0,
        outOfScopeRows: 0,
        curve: [],
        advised: 0,
      },
    });
    await open('/evaluate/model-text/mix-ups', fakeJudgedInbox(model));
    await expect.element(page.getByText('No kind was taken for another on the texts set aside.')).toBeVisible();
    await page.getByRole('tab', { name: 'Unsure' }).click();
    await expect.element(page.getByText(/too few kinds or texts to find out/)).toBeVisible();
    await page.getByRole('tab', { name: 'Duplicates' }).click();
    await expect.element(page.getByText('No two texts say nearly the same.')).toBeVisible();
  });
});

describe('Apply, with texts', () => {
  it('reads a text as it is typed, marks it as text, and shows past answers with why', async () => {
    const asked: string[] = [];
    await open('/apply', fakeJudgedInbox(), {
      readText: (text) => {
        asked.push(text);
        return Promise.resolve(FAKE_READING);
      },
    });
    await page.getByLabelText('Type or paste a text').fill('My parcel <b>is late</b> again & nobody answers');
    await expect.element(page.getByTestId('reading')).toHaveTextContent('late parcel · 91% sure');
    await expect.element(page.getByTestId('marked-text')).toHaveTextContent('<b>is lat');
    await expect
      .element(page.getByText('Chosen because both say “parcel” and “where”.', { exact: false }))
      .toBeVisible();
    await expect.element(page.getByText('It never writes an answer of its own.', { exact: false })).toBeVisible();
    expect(asked).toEqual(['My parcel <b>is late</b> again & nobody answers']);
  });

  it('hands what it is not sure of to a person', async () => {
    await open('/apply', fakeJudgedInbox(), {
      readText: () => Promise.resolve({ ...FAKE_READING, handOver: true, confidence: 0.31, answers: [] }),
    });
    await page.getByLabelText('Type or paste a text').fill('hm');
    await expect.element(page.getByTestId('reading')).toHaveTextContent('Hand it to a person.');
    await expect.element(page.getByText('At most 31% sure (late parcel), and it answers from 42% on.')).toBeVisible();
    await expect.element(page.getByText(/No past question is near enough/)).toBeVisible();
  });

  it.each(['/prepare', '/train', '/evaluate', '/apply'])('keeps %s within 360 px', async (address) => {
    await open(address, fakeJudgedInbox(), {}, 360);
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
    const root = document.documentElement;
    await expect.poll(() => root.scrollWidth - root.clientWidth).toBeLessThanOrEqual(0);
  });
});
