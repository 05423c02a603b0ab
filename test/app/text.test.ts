import { describe, expect, it } from 'vitest';
import { PROJECT, toDocument } from '../../src/app/document.ts';
import { openHistory } from '../../src/app/history.ts';
import { draftAgain, keepTopics } from '../../src/app/kept-topics.ts';
import type { ProjectDocument } from '../../src/app/project.ts';
import { dataKey, sameRows } from '../../src/app/tables.ts';
import {
  draftLabels,
  homeOf,
  mergeTopics,
  splitTopic,
  topicKinds,
  type TopicDraft,
} from '../../src/app/topic-draft.ts';
import { CancelledError } from '../../src/core/errors.ts';
import { labelsByHand } from '../../src/core/table/hand-labels.ts';
import type { PredictQuestion } from '../../src/lenses/predict/question.ts';
import type { Reading, Topic, Topics } from '../../src/lenses/text/types.ts';
import { createDataService } from '../../src/workers/data-service.ts';
import { fetchColumns } from '../../src/workers/lend.ts';
import type { Handlers } from '../../src/workers/serve.ts';
import type { TextContract } from '../../src/workers/text-contract.ts';
import type { TrainContract } from '../../src/workers/train-contract.ts';
import { memoryBacking, type Backing } from '../../src/storage/database.ts';
import { readRecord } from '../../src/storage/record.ts';
import { fakeModel, fakeTrain, Hold } from './support/fake-workers.ts';
import { openPage } from './support/page.ts';

const NO_DRAFT: TopicDraft = { names: {}, into: {}, dropped: [], byHand: [] };

const topic = (id: number, rows: number, words: readonly string[]): Topics['topics'][number] => ({
  id,
  words,
  subject: {
    name: words.slice(0, 2).join(', '),
    rows,
    share: { value: rows / 6, low: 0, high: 1 },
    trend: [
      { from: 0, count: rows - 1 },
      { from: 10 * id, count: 1 },
    ],
    examples: [id, id + 3],
  },
});

const TOPICS: Topics = {
  column: 'text',
  rows: 6,
  topics: [topic(0, 3, ['late', 'parcel']), topic(1, 2, ['refund', 'money']), topic(2, 1, ['hello', 'test'])],
  codes: Int32Array.of(0, 0, 1, 0, 1, 2),
  next: [5, 2],
};

describe('topics as a person has them', () => {
  it('go by their own words until they are named, the largest first', () => {
    const kinds = topicKinds(TOPICS, { ...NO_DRAFT, names: { 1: '  Refunds ', 2: ' ' } });
    expect(kinds.map(({ name, rows, named }) => [name, rows, named])).toEqual([
      ['late, parcel', 3, false],
      ['Refunds', 2, true],
      ['hello, test', 1, false],
    ]);
    // 3 of 6 by Wilson's interval: statsmodels' proportion_confint(3, 6, method='wilson') gives .1876, .8124
    expect(kinds[0]?.share.low).toBeCloseTo(0.1876, 4);
    expect(kinds[0]?.share.high).toBeCloseTo(0.8124, 4);
  });

  it('are put together and taken apart again', () => {
    const merged = mergeTopics(mergeTopics(NO_DRAFT, [1, 2]), [0, 1]);
    expect(homeOf(merged, 2)).toBe(0);
    const [all, ...none] = topicKinds(TOPICS, merged);
    expect(none).toEqual([]);
    expect(all).toMatchObject({ id: 0, rows: 6, ids: [0, 1, 2] });
    // One example of each before the second of any.
    expect(all?.examples).toEqual([0, 1, 2, 3, 4, 5]);
    expect(all?.trend).toEqual([
      { from: 0, count: 4 },
      { from: 10, count: 1 },
      { from: 20, count: 1 },
    ]);
    expect(topicKinds(TOPICS, splitTopic(merged, 0))).toHaveLength(3);
  });

  it('never go round in circles, whatever was put into what', () => {
    expect([0, 1]).toContain(homeOf({ ...NO_DRAFT, into: { 0: 1, 1: 0 } }, 0));
  });

  it('amount to labels: one a name, none for what is no topic, and what was said of a text counts', () => {
    const draft: TopicDraft = {
      names: { 0: 'Post', 1: 'Post' },
      into: {},
      dropped: [2],
      byHand: [
        [5, 'Spam'],
        [0, null],
      ],
    };
    const { codes, levels } = draftLabels(TOPICS, draft);
    expect(levels).toEqual(['Post', 'Spam']);
    expect([...codes]).toEqual([-1, 0, 0, 0, 0, 1]);
  });
});

const INBOX =
  'text,when\nmy parcel is late,1\nwhere is my parcel,2\nI want my money back,3\n包裹在哪里,4\nrefund,5\nhello,6\n';
const QUESTION: PredictQuestion = {
  lens: 'text',
  target: '',
  task: 'multiclass',
  columns: ['text'],
  split: { kind: 'random', testShare: 0.2 },
};
const READING: Reading = {
  classes: [{ name: 'late', share: 0.9 }],
  confidence: 0.9,
  handOver: false,
  marks: [],
  answers: [],
};

const opened = (backing: Backing = memoryBacking(), names = 'id') => {
  const hold = new Hold();
  const heard: { texts: string[]; thresholds: (number | undefined)[] } = { texts: [], thresholds: [] };
  const texts: Pick<Handlers<TrainContract>, keyof TextContract> = {
    topics: async ({ port, question }, { emit, signal }) => {
      const { columns } = await fetchColumns(port, [...question.columns], signal);
      heard.texts.push(...columns.map(({ name }) => name));
      emit({ done: 1, total: 4 });
      await hold.wait(signal);
      if (signal.aborted) throw new CancelledError();
      return TOPICS;
    },
    read: async ({ model, text }) => {
      heard.texts.push(text);
      heard.thresholds.push(model.handOver);
      return READING;
    },
    labelNext: async ({ count }) => ({ rows: [5, 2, 1].slice(0, count) }),
  };
  const train = fakeTrain();
  const page = openPage({
    data: createDataService,
    train: () => ({ ...train.handlers(), ...texts }),
    backing,
    names,
  });
  return { ...page, hold, heard, backing };
};

const scene = async () => {
  const page = opened();
  await page.app.start();
  await page.app.commands.addFiles([new File([INBOX], 'inbox.csv')]);
  await page.app.commands.setKind('text', 'text');
  page.app.commands.setQuestion(QUESTION);
  return page;
};

const columnsOf = (state: Awaited<ReturnType<typeof scene>>['state']): string[] => {
  const { table } = state();
  return table.status === 'ready' ? table.value.columns.map(({ name }) => name) : [];
};

describe('an inbox without labels', () => {
  it('is looked through for topics; its topics become a column and the question, and one undo takes both back', async () => {
    const { app, state } = await scene();
    await app.commands.findTopics();
    expect(state().inbox.topics).toEqual({ status: 'ready', value: TOPICS });
    app.commands.editTopics({ ...state().inbox.draft, names: { 0: 'Late' }, dropped: [2] });
    await app.commands.labelWithTopics('topic');
    expect(columnsOf(state)).toEqual(['text', 'when', 'topic']);
    expect(state().choices.question).toMatchObject({ lens: 'text', target: 'topic', task: 'multiclass' });
    expect(await app.commands.levels('topic', 9)).toEqual([
      { level: 'Late', count: 3 },
      { level: 'refund, money', count: 2 },
    ]);
    // What was found stays at hand.
    expect(state().inbox.topics.status).toBe('ready');
    app.commands.undo();
    await app.flush();
    expect(state().choices.labels).toBeUndefined();
    expect(state().choices.question?.target).toBe('');
    app.commands.redo();
    expect(state().choices.labels?.[0]).toMatchObject({ column: 'topic', of: 'text', rows: 6 });
  });

  it('keeps what was made of its topics: taken back step by step, and there again after a reload', async () => {
    const { app, state, until, backing } = await scene();
    await app.commands.findTopics();
    const edit = async (draft: TopicDraft, naming?: number) => {
      app.commands.editTopics(draft, naming);
      await until(({ choices }) => choices.topics?.draft === draft);
    };
    for (const name of ['L', 'La', 'Late']) await edit({ ...NO_DRAFT, names: { 0: name } }, 0);
    const made: TopicDraft = { names: { 0: 'Late' }, into: { 2: 1 }, dropped: [], byHand: [[5, 'Spam']] };
    await edit(made);
    app.commands.undo();
    expect(state().inbox.draft).toEqual({ ...NO_DRAFT, names: { 0: 'Late' } });
    app.commands.undo();
    expect(state().inbox.draft).toEqual(NO_DRAFT);
    app.commands.redo();
    app.commands.redo();
    expect(state().inbox.draft).toEqual(made);
    await app.flush();
    const again = opened(backing, 'again');
    await again.app.start();
    await again.until(({ table, profile }) => table.status === 'ready' && profile.status === 'ready');
    expect(again.state().inbox.topics.status).toBe('empty');
    await again.app.commands.findTopics();
    expect(again.state().inbox.draft).toEqual(made);
  });

  it('says how far it is and can be stopped', async () => {
    const { app, state, hold, until } = await scene();
    hold.shut();
    const looking = app.commands.findTopics();
    await hold.reached;
    await until(({ inbox }) => inbox.topics.status === 'loading' && inbox.topics.share === 0.25);
    app.commands.cancelTopics();
    await looking;
    expect(state().inbox.topics).toEqual({ status: 'empty' });
  });

  it('lets go of topics once other rows or other texts are asked about, and not for labels', async () => {
    const { app, state } = await scene();
    await app.commands.findTopics();
    await app.commands.labelWithTopics('topic');
    await app.commands.labelRows('topic', [[5, 'Hello']]);
    expect(state().inbox.topics.status).toBe('ready');
    await app.commands.addFiles([new File([INBOX], 'more.csv')]);
    expect(state().inbox.topics.status).toBe('empty');
  });

  it('does not take the name of a column that the file has', async () => {
    const { app, state } = await scene();
    await app.commands.findTopics();
    await app.commands.labelWithTopics('when');
    expect(state().choices.question?.target).toBe('when 2');
    await app.commands.labelWithTopics('when 2');
    expect(state().choices.labels?.map(({ column }) => column)).toEqual(['when 2']);
  });
});

describe('what was made of topics, on topics that were found anew', () => {
  const draft: TopicDraft = { names: { 1: 'Refunds' }, into: { 0: 1 }, dropped: [2], byHand: [[3, 'Refunds']] };
  const kept = keepTopics(TOPICS, 'print', draft);

  it('is found by their words, wherever they are now', () => {
    const [late, refund, hello] = TOPICS.topics as [Topic, Topic, Topic];
    const topics = {
      ...TOPICS,
      topics: [
        { ...hello, id: 0 },
        { ...refund, id: 4, words: ['refund', 'money', 'back'] },
        { ...late, id: 1, words: ['invoice', 'bill'] },
        { ...late, id: 2 },
      ],
    };
    expect(draftAgain(topics, 'print', kept)).toEqual({
      names: { 4: 'Refunds' },
      into: { 2: 4 },
      dropped: [0],
      byHand: draft.byHand,
    });
  });

  it('holds of single texts only where they are the same, and of nothing in other texts', () => {
    expect(draftAgain(TOPICS, 'other', kept)).toEqual({ ...draft, byHand: [] });
    expect(draftAgain({ ...TOPICS, codes: new Int32Array(7) }, 'print', kept)?.byHand).toEqual([]);
    expect(draftAgain({ ...TOPICS, column: 'subject' }, 'print', kept)).toBeUndefined();
    const strangers = { ...TOPICS, topics: TOPICS.topics.map((one) => ({ ...one, words: [] })) };
    expect(draftAgain(strangers, 'print', kept)).toEqual({ ...NO_DRAFT, byHand: draft.byHand });
  });
});

describe('labels by hand', () => {
  it('mend single cells of a column of the file; each is undone by itself', async () => {
    const { app, state, until } = await scene();
    await app.commands.setKind('when', 'category');
    app.commands.setQuestion({ ...QUESTION, target: 'when' });
    await app.commands.labelRows('when', [[0, '6']]);
    await app.commands.labelRows('when', [
      [1, '6'],
      [2, 'new'],
    ]);
    expect(await app.commands.levels('when', 2)).toEqual([
      { level: '6', count: 3 },
      { level: '4', count: 1 },
    ]);
    const key = dataKey(state().choices);
    app.commands.undo();
    expect(state().choices.labels?.[0]?.changes).toEqual([[0, '6']]);
    expect(dataKey(state().choices)).not.toBe(key);
    expect(sameRows(dataKey(state().choices), key)).toBe(true);
    await until(({ table }) => table.status === 'ready');
    await app.commands.dropLabels('when');
    expect(state().choices.labels).toBeUndefined();
  });

  it('are renamed and put together', async () => {
    const { app, state } = await scene();
    await app.commands.findTopics();
    await app.commands.labelWithTopics('topic');
    await app.commands.labelRows('topic', [[5, 'Hello']]);
    await app.commands.renameLabels('topic', { 'late, parcel': 'Post', 'hello, test': 'Post' });
    expect(await app.commands.levels('topic', 9)).toEqual([
      { level: 'Post', count: 3 },
      { level: 'refund, money', count: 2 },
      { level: 'Hello', count: 1 },
    ]);
    const [labels] = state().choices.labels ?? [];
    expect(labels && labelsByHand(labels).levels).toEqual(['Post', 'refund, money', 'Hello']);
  });

  it('are kept with the project, and an older project knows nothing of them', async () => {
    const { app, state } = await scene();
    await app.commands.findTopics();
    await app.commands.labelWithTopics('topic');
    await app.commands.labelRows('topic', [[5, null]]);
    const { labels } = state().choices;
    const actions = [
      { type: 'labels-set', column: 'topic', labels: { ...labels?.[0], changes: undefined } },
      { type: 'labels-changed', column: 'topic', changes: [[5, null]] },
    ];
    const saved = JSON.parse(JSON.stringify(toDocument('p', actions as never))) as unknown;
    const { actions: read } = readRecord(PROJECT, saved) as ProjectDocument;
    expect(openHistory(read).choices.labels?.[0]).toMatchObject({ column: 'topic', changes: [[5, null]] });
    for (const wrong of [{ rows: -1 }, { levels: [1] }, { codes: null }]) {
      const broken = [{ type: 'labels-set', column: 'topic', labels: { ...labels?.[0], ...wrong } }];
      expect(() => readRecord(PROJECT, { ...(saved as object), actions: broken })).toThrow(
        expect.objectContaining({ code: 'storage.unreadable-record' }),
      );
    }
  });

  it('are not put on other rows: said, and kept', async () => {
    const { app, state } = await scene();
    await app.commands.findTopics();
    await app.commands.labelWithTopics('topic');
    await app.commands.addFiles([new File([INBOX.replaceAll('parcel', 'letter')], 'more.csv')]);
    const { table } = state();
    expect(table.status === 'ready' && table.value.findings.map(({ code }) => code)).toContain(
      'data.labels-not-applied',
    );
    expect(columnsOf(state)).not.toContain('topic');
    expect(state().choices.labels).toHaveLength(1);
  });
});

describe('single texts', () => {
  it('are read by the model on the screen, with the threshold that holds now', async () => {
    const { app, state, heard } = await scene();
    const question = { ...QUESTION, target: 'when' };
    app.commands.setQuestion(question);
    const plan = { question, recipe: [], settings: state().choices.settings };
    const outOfScope = { heldOut: [], inScopeRows: 9, outOfScopeRows: 9, curve: [], advised: 0.35 };
    const made = fakeModel('m', plan, { lens: 'text', task: 'multiclass' });
    const text = { outOfScope: { ...outOfScope, auroc: { value: 0.9, low: 0.8, high: 1 } } };
    app.store.setState({
      model: { status: 'ready', value: { ...made, report: { ...made.report, text: text as never } } },
    });
    expect(await app.commands.readText('<b>where</b>')).toEqual(READING);
    app.commands.setHandOver(0.6);
    await app.commands.readText('again');
    expect(heard.thresholds).toEqual([0.35, 0.6]);
    expect(heard.texts).toEqual(['<b>where</b>', 'again']);
    expect(await app.commands.labelNext(2)).toEqual([5, 2]);
  });

  it('of the table are had by number, in the order asked for', async () => {
    const { app } = await scene();
    expect(await app.commands.rowsAt([3, 0, 99, -1], ['text'])).toEqual({
      columns: ['text'],
      rows: [
        { row: 3, cells: ['包裹在哪里'] },
        { row: 0, cells: ['my parcel is late'] },
      ],
    });
  });
});
