import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import type { Message } from '../../src/core/errors.ts';
import type { PersonalKind } from '../../src/core/privacy/types.ts';
import { en } from '../../src/ui/i18n/en/en.ts';
import { createWords } from '../../src/ui/i18n/i18n.ts';
import { useMessage } from '../../src/ui/i18n/use-message.ts';

function say(message: Message): string {
  function Said() {
    return useMessage().message(message);
  }
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n: createWords('en', en) }, createElement(Said)));
}

it('the finding names columns and kinds in words', () => {
  const code = 'privacy.personal-columns';
  expect(say({ code, params: { count: 1, columns: ['Mail'], kinds: ['email'] } })).toBe(
    'Mail seems to hold personal data: e-mail addresses.',
  );
  expect(say({ code, params: { count: 2, columns: ['Mail', '手机号'], kinds: ['email', 'phone'] } })).toBe(
    'Mail and 手机号 seem to hold personal data: e-mail addresses and phone numbers.',
  );
});

it('one column is told with what speaks for it', () => {
  const params = { column: 'c7', kinds: ['national-id'] };
  expect(say({ code: 'privacy.personal-column', params: { ...params, share: 0.953 } })).toBe(
    'c7 seems to hold national id numbers: 95% of its different values are written so.',
  );
  expect(say({ code: 'privacy.personal-column-named', params })).toBe(
    'c7 seems to hold national id numbers, going by its name.',
  );
});

it('every kind has words', () => {
  const kinds: Record<PersonalKind, true> = {
    name: true,
    email: true,
    phone: true,
    address: true,
    card: true,
    'national-id': true,
    ip: true,
  };
  for (const kind of Object.keys(kinds)) expect(en).toHaveProperty([`personal.kind.${kind}`]);
});
