import { describe, expect, it } from 'vitest';
import type { SavedCheckpoint } from '../../src/lenses/checkpoint.ts';
import type { FitPart, SearchHead } from '../../src/lenses/predict/checkpoint.ts';
import { createJournal, type JournalOptions } from '../../src/lenses/predict/checkpoint-journal.ts';
import { classes, numbers } from '../predict/synthetic.ts';
import { COMPUTE, plan } from '../predict/support.ts';
import { runKept, type Asked } from './interrupted.ts';

const { table, question } = numbers(200, 1);
const asked: Asked = { table, plan: plan(question, { preset: 'quick' }) };
const whole = runKept(asked);
const cut = runKept(asked, undefined, 3);

const goOn = async (
  change: (saved: SavedCheckpoint, head: SearchHead) => SavedCheckpoint,
  other: Partial<Asked> = {},
) => {
  const { saved } = await cut;
  return runKept({ ...asked, ...other }, change(saved, saved.head as SearchHead));
};
const UNREADABLE = { code: 'train.checkpoint-unreadable' };

describe('a checkpoint that does not fit', () => {
  it('is refused by another version of the page, and for rows dealt out otherwise', async () => {
    await expect(goOn((saved) => saved, { appVersion: '0.0.1' })).rejects.toMatchObject(UNREADABLE);
    const other = plan(question, { preset: 'quick', seed: 2 });
    await expect(goOn((saved) => saved, { plan: other })).rejects.toMatchObject(UNREADABLE);
    const rows = classes(200, 1);
    await expect(goOn((saved) => saved, { table: rows.table, plan: plan(rows.question) })).rejects.toMatchObject(
      UNREADABLE,
    );
  });

  it('is refused where the same rows are searched otherwise', async () => {
    const trees = plan(question, { preset: 'quick', families: ['trees'] });
    await expect(goOn((saved) => saved, { plan: trees })).rejects.toMatchObject(UNREADABLE);
  });

  it('is refused where it is of another version or damaged, field by field', async () => {
    const { saved } = await cut;
    const head = saved.head as SearchHead;
    const damaged: unknown[] = [null, 7, 'head', [], { ...head, version: 2 }, { ...head, format: 'other' }];
    for (const field of Object.keys(head)) {
      const { [field as keyof SearchHead]: _gone, ...rest } = head;
      damaged.push(rest, { ...head, [field]: { odd: true } });
    }
    for (const field of Object.keys(head.fits[0] ?? {}).filter((name) => name !== 'params')) {
      damaged.push({ ...head, fits: [{ ...head.fits[0], [field]: undefined }] });
    }
    expect(damaged.length).toBeGreaterThan(20);
    for (const one of damaged) {
      await expect(goOn(() => ({ ...saved, head: one }))).rejects.toMatchObject(UNREADABLE);
    }
  });

  it('is refused where a part is not what a fit gives', async () => {
    const parts: unknown[] = [null, 3, {}, { values: new Float64Array(1), state: {} }, { values: [], state: {} }];
    for (const value of parts) {
      const broken = goOn((saved) => ({ ...saved, parts: saved.parts.map(({ key }) => ({ key, value })) }));
      await expect(broken).rejects.toMatchObject(UNREADABLE);
    }
  });

  it('is gone on with where parts are missing: those are fitted again', async () => {
    const [alone, before] = [await whole, await cut];
    const without = await goOn((saved) => ({ ...saved, parts: saved.parts.slice(2) }));
    expect(without.model).toEqual(alone.model);
    expect(without.fits.length).toBe(alone.fits.length - before.fits.length + 2);
    // What is kept is not mistaken for done with while the search has not come to it again.
    const { saved } = before;
    const next = await runKept(asked, { ...saved, parts: saved.parts.slice(1) }, 1);
    expect(next.steps[0]?.drop).toEqual([]);
    expect((await runKept(asked, next.saved)).model).toEqual(alone.model);
    const nothing = await goOn((saved) => ({ ...saved, parts: [] }));
    expect(nothing.model).toEqual(alone.model);
    expect(nothing.fits).toEqual(alone.fits);
  });
});

describe('how much is kept', () => {
  const basis: JournalOptions = { app: '1', split: 'a', clock: () => 0, compute: () => COMPUTE, kept: true };
  const part = (numbersKept: number): FitPart => ({ values: new Float64Array(numbersKept), state: 1 });
  const record = (key: string) => ({
    key,
    estimator: 'ridge',
    version: 1,
    params: {},
    seconds: 0,
    outcome: { kind: 'fitted', score: 1, running: 1, kept: 'whole' } as const,
  });
  const id = (key: string) => ({ key, estimator: 'ridge', version: 1, params: {} });

  it('is bounded: what finds no room is fitted again, what frees room lets others in', () => {
    const journal = createJournal(undefined, { ...basis, mostBytes: 1_700 });
    const wanted = new Set(['1.0', '2.0', '3.0']);
    for (const key of wanted) journal.add(record(key), part(100));
    const first = journal.take({ wanted, searchMs: 0 });
    expect(first.put.map(({ key }) => key)).toEqual(['1.0', '2.0']);
    expect(first.done).toBe(2);
    journal.add(record('4.0'), part(100));
    const second = journal.take({ wanted: new Set(['2.0', '3.0', '4.0']), searchMs: 0 });
    expect(second).toMatchObject({ put: [{ key: '4.0' }], drop: ['1.0'], done: 3 });
    const parts = [...first.put, ...second.put].filter(({ key }) => !second.drop.includes(key));
    const again = createJournal({ head: second.head as SearchHead, parts }, basis);
    expect(again.recall(id('1.0'))).toMatchObject({ record: { outcome: { kept: 'figures' } } });
    expect(again.recall(id('2.0'))?.part).toEqual(part(100));
    expect(again.recall(id('3.0'))).toBeUndefined();
  });

  it('is told every two seconds within a try, at once at its end, and never where nobody keeps it', () => {
    let now = 0;
    const journal = createJournal(undefined, { ...basis, clock: () => now });
    expect(journal.due(true)).toBe(false);
    journal.add(record('1.0'), part(1));
    expect(journal.due(false)).toBe(true);
    journal.take({ wanted: new Set(), searchMs: 0 });
    now = 1_999;
    journal.add(record('1.1'), part(1));
    expect(journal.due(false)).toBe(false);
    expect(journal.due(true)).toBe(true);
    now = 2_000;
    expect(journal.due(false)).toBe(true);
    const deaf = createJournal(undefined, { ...basis, kept: false });
    deaf.add(record('1.0'), part(1));
    expect(deaf.due(true)).toBe(false);
  });
});
