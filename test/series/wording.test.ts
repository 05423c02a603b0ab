import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import type { Message } from '../../src/core/errors.ts';
import { en } from '../../src/ui/i18n/en/en.ts';
import { createWords } from '../../src/ui/i18n/i18n.ts';
import { useMessage } from '../../src/ui/i18n/use-message.ts';

function say(message: Message): string {
  function Said() {
    return useMessage().message(message);
  }
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n: createWords('en', en) }, createElement(Said)));
}

it('says steps of the calendar in words, one or several', () => {
  const params = { time: 'date', column: 'revenue', unit: 'week', count: 1 };
  expect(say({ code: 'suggest.series-one', params })).toBe('revenue has a value for every week.');
  expect(say({ code: 'suggest.series-one', params: { ...params, unit: 'minute', count: 15 } })).toBe(
    'revenue has a value for every 15 minutes.',
  );
  expect(
    say({ code: 'series.gathered', params: { rows: 31106, points: 178, how: 'count', unit: 'day', count: 1 } }),
  ).toBe('31,106 rows became 178 values, one for every day.');
});

it('has a sentence for every code that is put together at run time', () => {
  const kinds = ['one', 'wide', 'long', 'across', 'summed', 'averaged', 'counted'];
  const ways = ['summed', 'averaged', 'last', 'counted'];
  const codes = [
    ...kinds.map((kind) => `suggest.series-${kind}`),
    ...ways.map((way) => `series.duplicates-${way}`),
    ...['first', 'last'].flatMap((which) => ['left-out', 'partial'].map((end) => `series.${which}-period-${end}`)),
  ];
  expect(codes.filter((code) => !(code in en))).toEqual([]);
});
