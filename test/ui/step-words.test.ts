import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import { derivedName, oneHotName } from '../../src/core/prepare/derived-name.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import type { StepNote } from '../../src/core/prepare/step.ts';
import { OTHER_LEVEL } from '../../src/core/prepare/steps/categories.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { makeColumnWords } from '../../src/ui/i18n/column-words.ts';
import { en } from '../../src/ui/i18n/en/en.ts';
import { createWords } from '../../src/ui/i18n/i18n.ts';
import { useMessage, type Messages } from '../../src/ui/i18n/use-message.ts';

const words = createWords('en', en);
const rows = 24;
const each = <T>(make: (row: number) => T): T[] => Array.from({ length: rows }, (_, row) => make(row));

/** A column of each kind with gaps, rare levels, an outlier and a constant, dates included. */
const table: Table = makeTable([
  { kind: 'number', name: 'income', values: Float64Array.from(each((row) => (row === 3 ? NaN : row ** 4))) },
  { kind: 'number', name: 'same', values: new Float64Array(rows).fill(7) },
  {
    kind: 'date',
    name: 'signup',
    hasTime: true,
    values: Float64Array.from(each((row) => (row === 5 ? NaN : Date.UTC(2024, row % 12, 1 + row, row)))),
  },
  makeCategoryColumn(
    'plan',
    each((row) => (row < 2 ? `rare ${row}` : row === 4 ? null : row % 2 ? 'basic' : 'pro')),
  ),
  makeTextColumn(
    'note',
    each((row) => `some words ${row}`),
  ),
]);

/** Every way of switching a step: on, off, and each value of each of its params. */
function notesOf(id: string): StepNote[] {
  const step = STEPS.get(id);
  if (!step) throw new Error(`no step ${id}`);
  const derived = STEPS.get('dates');
  const whole = derived?.transform(table, derived.fit(table, everyRow, derived.defaults)) ?? table;
  const variants: Record<string, readonly object[]> = {
    missing: [{ fill: 'mean', flag: false }],
    scale: [{ method: 'robust' }, { method: 'none' }],
  };
  const params = [step.defaults, step.whenOff, ...(variants[id] ?? [])].filter((one) => one !== undefined);
  return [table, whole].flatMap((one) =>
    params.flatMap((settings) => step.describe(step.fit(one, everyRow, settings))),
  );
}
const everyRow = allRows(Int32Array.from({ length: rows }, (_, row) => row));

function Reader({ keep }: { readonly keep: (messages: Messages) => void }) {
  keep(useMessage());
  return null;
}

function messages(): Messages {
  const read: Messages[] = [];
  const reader = createElement(Reader, { keep: (found) => read.push(found) });
  renderToStaticMarkup(createElement(I18nextProvider, { i18n: words }, reader));
  const [found] = read;
  if (!found) throw new Error('nothing was rendered');
  return found;
}
const { message, known } = messages();

describe('what a step learned', () => {
  it.each([...STEPS.keys()])('%s is said in words, without inner names', (id) => {
    const notes = notesOf(id);
    expect(notes.length).toBeGreaterThan(0);
    for (const note of notes) {
      const said = message(note);
      expect(known(note.code)).toBe(true);
      for (const inner of ['\u001f', '{{', 'undefined', ',,']) expect(said).not.toContain(inner);
      // A param that was not filled in leaves two blanks or a blank before the stop.
      expect(said).not.toMatch(/ {2}| \.|“”/);
    }
  });

  it('names the parts of a date', () => {
    const [note] = notesOf('dates');
    expect(note && message(note)).toBe('signup became days since the first date, month, weekday, and hour.');
  });

  it('speaks of one gap and of several', () => {
    const said = (missing: number): string =>
      message({ code: 'step.missing.number', params: { column: 'a', fill: 2, with: 'median', missing, rows: 9 } });
    expect(said(1)).toBe('a: 1 gap among 9 rows filled with 2.');
    expect(said(2)).toBe('a: 2 gaps among 9 rows filled with 2.');
  });
});

describe('names of columns and levels', () => {
  const { column, level } = makeColumnWords('en', (key, params) => words.t(key, { ...params }));

  it('of the file stay as they are', () => {
    expect(column('Monthly charges')).toBe('Monthly charges');
    expect(level('Contract', 'Two year')).toBe('Two year');
  });

  it('made by steps are put into words', () => {
    const month = derivedName('signup', 'month');
    expect(column(month)).toBe('signup: month');
    expect(level(month, '3')).toBe('March');
    expect(level(derivedName('signup', 'weekday'), '2')).toBe('Tuesday');
    expect(column(derivedName('signup', 'days'))).toBe('signup: days since the first date');
    expect(column(derivedName('income', 'missing'))).toBe('income was missing');
    expect(column(derivedName(derivedName('signup', 'days'), 'missing'))).toBe('signup was missing');
    expect(column(oneHotName(month, '12'))).toBe('signup: month = December');
  });

  it('that no file holds are put into words', () => {
    expect(level('Contract', '')).toBe('missing');
    expect(level('Contract', OTHER_LEVEL)).toBe('other, rare values');
    expect(level(derivedName('signup', 'month'), '')).toBe('missing');
    expect(message({ code: 'step.categories', params: { column: 'a', kept: 3, pooled: 1 } })).toContain('1 rare one ');
  });
});
