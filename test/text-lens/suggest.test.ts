import { describe, expect, it } from 'vitest';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import type { Column } from '../../src/core/table/column.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { suggestKnown } from '../support/known-answers.ts';
import { makeTextQuestion, suggestText } from '../../src/lenses/text/suggest.ts';
import { makeInbox } from '../support/texts.ts';
import { pacer } from './support.ts';

const profile = (table: Table) => profileTable(table, pacer());
const inbox = makeInbox({ seed: 2, rows: 400 });

const numbers = (count: number): Column[] => {
  const random = createRandom(1);
  return Array.from({ length: count }, (_, i) => ({
    kind: 'number' as const,
    name: `measure ${i}`,
    values: Float64Array.from({ length: 400 }, () => random.normal()),
  }));
};

describe('what is asked of texts', () => {
  it('is to tell them apart by their labels, with the date, the rating and the answers beside', async () => {
    const [first, ...others] = suggestKnown(await profile(inbox.table));
    expect(first?.question).toEqual({
      lens: 'text',
      target: 'label',
      task: 'multiclass',
      columns: ['text'],
      split: { kind: 'time', column: 'received', testShare: 0.2 },
      inbox: { date: 'received', rating: 'stars', answers: 'reply' },
    });
    expect(first?.reason.code).toBe('suggest.texts-with-labels');
    expect(others.map(({ question }) => [question.lens, question.target])).toContainEqual(['text', '']);
  });

  it('is to find topics where there are no labels', async () => {
    const text = inbox.table.columns.find(({ name }) => name === 'text') as Column;
    const [first] = suggestKnown(await profile(makeTable([text])));
    expect(first?.question).toMatchObject({ lens: 'text', target: '', columns: ['text'] });
    expect(first?.question.inbox).toBeUndefined();
  });

  it('comes behind the numbers of a table whose notes are one column of many', async () => {
    const rows = inbox.table.columns.filter(({ name }) => name === 'text' || name === 'label');
    const churn = makeCategoryColumn(
      'churn',
      inbox.texts.map((_, i) => (i % 3 === 0 ? 'yes' : 'no')),
    );
    const suggestions = suggestKnown(await profile(makeTable([...numbers(18), ...rows, churn])));
    expect(suggestions[0]?.question).toMatchObject({ lens: 'predict' });
    expect(suggestions.map(({ question }) => question.lens)).toContain('text');
  });

  it('is nothing of tables without texts, of names, and of labels that hardly repeat', async () => {
    expect(suggestText(await profile(makeTable(numbers(3))))).toEqual([]);
    const names = Array.from({ length: 400 }, (_, i) => `Customer ${i}`);
    expect(suggestText(await profile(makeTable([makeTextColumn('name', names), ...numbers(1)])))).toEqual([]);
    const text = inbox.table.columns.find(({ name }) => name === 'text') as Column;
    const rare = makeCategoryColumn(
      'kind',
      inbox.texts.map((_, i) => `kind ${i % 130}`),
    );
    const targets = suggestText(await profile(makeTable([text, rare]))).map(({ question }) => question.target);
    expect(targets).toEqual(['']);
  });

  it('takes two labels as yes and no', async () => {
    const text = inbox.table.columns.find(({ name }) => name === 'text') as Column;
    const spam = makeCategoryColumn(
      'spam',
      inbox.given.map((label) => (label === 'late delivery' ? 'spam' : 'ham')),
    );
    const question = makeTextQuestion(await profile(makeTable([text, spam])), 'text', 'spam');
    expect(question).toMatchObject({ task: 'binary', positive: 'spam', target: 'spam' });
  });
});
