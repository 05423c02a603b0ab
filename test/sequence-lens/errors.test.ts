import { describe, expect, it } from 'vitest';
import { CodedError } from '../../src/core/errors.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { makeLearnRows } from '../../src/lenses/sequence/rows.ts';
import type { SequenceColumns } from '../../src/lenses/sequence/types.ts';
import { COLUMNS, eventTable, randomEvents, type Did } from '../journeys/events.ts';
import { ask, pacer } from './support.ts';

const QUESTION: SequenceColumns = { ...COLUMNS, ask: 'do', outcome: 'e1', horizonDays: 7, lookBackDays: 14 };

async function codeOf(did: readonly Did[], question: Partial<SequenceColumns> = {}): Promise<string> {
  try {
    await makeLearnRows(eventTable(did), ask({ ...QUESTION, ...question }), STEPS, pacer);
    return 'no error';
  } catch (error) {
    return error instanceof CodedError ? error.code : String(error);
  }
}

const usual = randomEvents(1, 600, 30, 60);
const once = Array.from({ length: 60 }, (_, i): Did => ({ who: `p${i}`, what: 'e1', day: i }));
/** Everybody does the same every day. */
const daily = (what: string): Did[] =>
  Array.from({ length: 600 }, (_, i) => ({ who: `p${i % 10}`, what, day: i / 10 }));

describe('a question that events cannot answer', () => {
  it('is turned down by what is wrong with it', async () => {
    expect(await codeOf(usual)).toBe('no error');
    expect(await codeOf(usual, { time: 'device' })).toBe('sequence.no-times');
    expect(await codeOf(usual, { outcome: 'never heard of' })).toBe('sequence.unknown-outcome');
    expect(await codeOf(usual, { outcome: '' })).toBe('sequence.no-outcome');
    expect(await codeOf(usual, { horizonDays: 50 })).toBe('sequence.span-too-short');
    expect(await codeOf(once)).toBe('sequence.all-once');
    expect(await codeOf(daily('e1'), { ask: 'next' })).toBe('sequence.one-event');
    expect(await codeOf(daily('e1'))).toBe('sequence.always');
    expect(await codeOf(daily('e1'), { ask: 'leave' })).toBe('sequence.nobody-leaves');
    expect(
      await codeOf([...daily('e0'), { who: 'late', what: 'e0', day: 1 }, { who: 'late', what: 'e1', day: 1 }]),
    ).toBe('sequence.never');
    const burst = usual.map((one) => ({ ...one, day: one.day < 40 ? one.day / 100 : one.day }));
    expect(await codeOf(burst, { lookBackDays: 0.01 })).not.toBe('no error');
    const { sequence: _, ...bare } = ask(QUESTION).question;
    await expect(makeLearnRows(eventTable(usual), { ...ask(QUESTION), question: bare }, STEPS, pacer)).rejects.toThrow(
      'sequence.no-question',
    );
  });

  it('keeps its answer apart from what it learns from', async () => {
    const made = await makeLearnRows(eventTable(usual), ask(QUESTION), STEPS, pacer);
    const { columns, target, split } = made.question;
    expect(columns).not.toContain(target);
    for (const name of ['who', 'snapshot', 'answer known']) expect(columns).not.toContain(name);
    expect(columns).toContain('journey');
    expect(split).toMatchObject({ kind: 'snapshots', column: 'who' });
    const again = made.again(eventTable(usual));
    expect(again).toEqual(made.table);
  });

  it('takes a person column that is called like one of its own', async () => {
    const table = eventTable(usual);
    const columns = table.columns.map((column) => (column.name === 'who' ? { ...column, name: 'snapshot' } : column));
    const made = await makeLearnRows({ ...table, columns }, ask({ ...QUESTION, entity: 'snapshot' }), STEPS, pacer);
    expect(made.question.split).toMatchObject({ column: 'snapshot (who)' });
  });
});
