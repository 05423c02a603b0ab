import { describe, expect, it } from 'vitest';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { readProblem } from '../../src/lenses/predict/problem.ts';
import { makeInbox } from '../support/texts.ts';
import { findingsOf, QUESTION, textPlan, trainTexts } from './support.ts';

const inbox = makeInbox({ seed: 3, rows: 240, kinds: 4 });
const quick = { preset: 'quick' } as const;

const tableOf = (texts: readonly (string | null)[], labels: readonly (string | null)[]): Table =>
  makeTable([makeTextColumn('text', texts), makeCategoryColumn('label', labels)]);

const codeOf = async (table: Table, question = {}): Promise<string> => {
  try {
    await trainTexts(table, textPlan(question, quick));
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'trained';
};

describe('texts that cannot be learned from', { timeout: 60_000 }, () => {
  it('are told of in a code', async () => {
    const { texts, given } = inbox;
    expect(
      await codeOf(
        tableOf(
          texts.map(() => ' '),
          given,
        ),
      ),
    ).toBe('text.all-empty');
    expect(
      await codeOf(
        tableOf(
          texts,
          given.map(() => 'same'),
        ),
      ),
    ).toBe('train.one-class');
    expect(
      await codeOf(
        tableOf(
          texts,
          given.map(() => null),
        ),
      ),
    ).toBe('train.no-target');
    expect(await codeOf(tableOf(texts.slice(0, 12), given.slice(0, 12)))).toBe('train.too-few-rows');
    expect(
      await codeOf(
        tableOf(
          texts,
          texts.map((_, i) => `label ${i}`),
        ),
      ),
    ).toBe('train.too-many-classes');
    expect(await codeOf(tableOf(texts, given), { target: '' })).toBe('text.no-labels');
    expect(await codeOf(tableOf(texts, given), { columns: [] })).toBe('train.no-features');
    expect(await codeOf(tableOf(texts, given), { columns: ['body'] })).toBe('table.no-column');
    expect(
      await codeOf(
        tableOf(
          texts.map(() => '!!! ???'),
          given,
        ),
      ),
    ).not.toBe('trained');
  });

  it('leave out classes of too few rows, and say which', async () => {
    const texts = [...inbox.texts, 'is the office open', 'may I visit you', 'do you have a shop in town'];
    const labels = [...inbox.given, 'visit', 'visit', 'shop'];
    const model = await trainTexts(tableOf(texts, labels), textPlan({}, quick));
    expect(model.classes).toEqual([...new Set(inbox.given)].toSorted());
    expect(findingsOf(model).findings).toContainEqual({
      level: 'careful',
      code: 'text.rare-classes',
      params: { count: 2, needed: 5, names: ['shop', 'visit'] },
    });
  });

  it('stop where all classes but one have too few rows', async () => {
    const labels = inbox.given.map((_, i) => (i < 3 ? 'rare' : 'often'));
    expect(await codeOf(tableOf(inbox.texts, labels))).toBe('train.too-few-of-class');
  });

  it('are read whatever the column was taken for: short ones that repeat, numbers, several columns', () => {
    const short = makeCategoryColumn(
      'text',
      inbox.given.map((label) => (label === 'late delivery' ? 'late' : 'other')),
    );
    const number: Column = { kind: 'number', name: 'order', values: Float64Array.from(inbox.given, (_, i) => i) };
    const label = makeCategoryColumn('label', inbox.given);
    const table = makeTable([short, number, label]);
    const { features, rows } = readProblem(table, { ...QUESTION, columns: ['text', 'order'] });
    expect(features.columns.map(({ kind }) => kind)).toEqual(['text', 'text']);
    expect(rows.length).toBe(inbox.given.length);
  });

  it('may be very long, hold pictures and markup, or nothing that is known', async () => {
    const odd = ['word '.repeat(10_000), '😡'.repeat(300), '<b>late</b> & "never"', '\u0000\uFFFD', 'ﷺ', 'x'];
    const texts = [...inbox.texts, ...odd];
    const labels = [...inbox.given, ...odd.map((_, i) => inbox.given[i] as string)];
    const model = await trainTexts(tableOf(texts, labels), textPlan({}, quick));
    const { texts: counted, findings } = findingsOf(model);
    expect(counted.cut).toBe(1);
    expect(findings.map(({ code }) => code)).toContain('text.cut-texts');
    expect(model.report.test.every(({ value }) => Number.isFinite(value))).toBe(true);
  });
});
