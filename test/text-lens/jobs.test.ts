import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { selectColumns, type Table } from '../../src/core/table/table.ts';
import type { PredictQuestion } from '../../src/lenses/predict/question.ts';
import type { JobContext } from '../../src/workers/serve.ts';
import { textJobs } from '../../src/workers/text-jobs.ts';
import { makeInbox } from '../support/texts.ts';
import { QUESTION, registries, textPlan, trainTexts } from './support.ts';

const inbox = makeInbox({ seed: 8, rows: 600, empty: 0.02 });
/** Only a part has labels. */
const LABELLED = 250;
const partly: Table = {
  ...inbox.table,
  columns: inbox.table.columns.map((column) =>
    column.name === 'label' && column.kind === 'category'
      ? { ...column, codes: column.codes.map((code, row) => (row < LABELLED ? code : -1)) }
      : column,
  ),
};

interface Wait<Event> {
  readonly onEvent?: (event: Event) => void;
  readonly signal?: AbortSignal;
}

const context = <Event>({ onEvent, signal }: Wait<Event> = {}): JobContext<Event> => ({
  signal: signal ?? new AbortController().signal,
  finish: new AbortController().signal,
  gate: { whenRunning: () => Promise.resolve() },
  emit: (event) => onEvent?.(event),
});

const asked: (readonly string[] | undefined)[] = [];
const jobs = textJobs({
  fetchTable: async (_port, names) => {
    asked.push(names);
    return names ? selectColumns(partly, names) : partly;
  },
  registries: async () => registries,
  pacerOf: ({ signal }) => createPacer(signal),
});
const port = new MessageChannel().port1;

const UNLABELLED: PredictQuestion = {
  ...QUESTION,
  target: '',
  inbox: { date: 'received', rating: 'stars' },
};

async function answer<T extends object>(asking: Promise<T | { readonly result: T }>): Promise<T> {
  const outcome = await asking;
  if ('result' in outcome) throw new Error('nothing here is moved');
  return outcome as T;
}

describe('what the training worker answers about texts', { timeout: 120_000 }, () => {
  it('finds topics, named by their own words, with as many rows as they have', async () => {
    const done: number[] = [];
    const seen = context<{ done: number; total: number }>({ onEvent: (event) => done.push(event.done / event.total) });
    const topics = await answer(jobs.topics({ port, question: UNLABELLED, seed: 1 }, seen));
    expect(asked.at(-1)?.toSorted()).toEqual(['received', 'stars', 'text']);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBe(1);
    const written = inbox.texts.filter((text) => text !== '').length;
    expect(topics.rows).toBe(written);
    expect(topics.column).toBe('text');
    expect(topics.topics.length).toBeGreaterThan(3);
    for (const { id, subject, words } of topics.topics) {
      const members = Array.from(topics.codes.keys()).filter((row) => topics.codes[row] === id);
      expect(members.length).toBe(subject.rows);
      expect(subject.examples.every((row) => topics.codes[row] === id)).toBe(true);
      expect(subject.trend?.reduce((sum, { count }) => sum + count, 0)).toBe(subject.rows);
      expect(words.length).toBeGreaterThan(0);
    }
    // Rows of one topic are mostly of one kind: found without a label.
    const pure = topics.topics.map(({ id, subject }) => {
      const kinds = Array.from(topics.codes.keys())
        .filter((row) => topics.codes[row] === id)
        .map((row) => inbox.truth[row]);
      const most = Math.max(...[...new Set(kinds)].map((kind) => kinds.filter((one) => one === kind).length));
      return { rows: subject.rows, most };
    });
    const share = pure.reduce((sum, { most }) => sum + most, 0) / pure.reduce((sum, { rows }) => sum + rows, 0);
    expect(share).toBeGreaterThan(0.5);
    expect(topics.next.length).toBe(10);
    expect(topics.next.every((row) => inbox.texts[row] !== '')).toBe(true);
    expect(await answer(jobs.topics({ port, question: UNLABELLED, seed: 1 }, context()))).toEqual(topics);
  });

  it('stops looking for topics when it is cancelled', async () => {
    const stop = new AbortController();
    const onEvent = ({ done }: { done: number }): void => {
      if (done === 2) stop.abort();
    };
    const run = jobs.topics({ port, question: UNLABELLED, seed: 1 }, context({ signal: stop.signal, onEvent }));
    await expect(run).rejects.toBeInstanceOf(CancelledError);
  });

  it('names rows without a label that the model is unsure of, and reads single texts', async () => {
    const model = await trainTexts(partly, textPlan({}, { preset: 'quick' }));
    // Rows without a label count by what the model says of them.
    const { subjects = [], findings = [] } = model.report.text ?? {};
    const written = inbox.texts.filter((text) => text !== '').length;
    const counted = subjects.reduce((sum, { rows }) => sum + rows, 0);
    expect(counted).toBeGreaterThan(0.7 * written);
    expect(counted).toBeLessThanOrEqual(written);
    expect(findings.map(({ code }) => code)).toContain('text.subjects-by-model');

    const { rows } = await answer(jobs.labelNext({ port, model, count: 12 }, context()));
    expect(rows.length).toBe(12);
    expect(new Set(rows).size).toBe(12);
    expect(rows.every((row) => row >= LABELLED && inbox.texts[row] !== '')).toBe(true);
    const sureness = async (some: readonly number[]): Promise<number> => {
      const read = await Promise.all(
        some.map((row) => answer(jobs.read({ model, text: inbox.texts[row] ?? '' }, context()))),
      );
      return read.reduce((sum, { confidence }) => sum + confidence, 0) / read.length;
    };
    const any = Array.from({ length: 12 }, (_, i) => LABELLED + 20 * i);
    expect(await sureness(rows)).toBeLessThan(await sureness(any));
  });
});
