import { readdirSync, readFileSync } from 'node:fs';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/core/errors.ts';
import { en } from '../../src/ui/i18n/en/en.ts';
import { createWords } from '../../src/ui/i18n/i18n.ts';
import { Sentence, splitAtMarks } from '../../src/ui/i18n/sentence.tsx';
import { useMessage } from '../../src/ui/i18n/use-message.ts';

const keys = Object.keys(en);

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
}

/** Areas whose codes reach a person as findings or failures; a code may be completed at run time (`left-out.${role}`). */
const AREAS =
  'ingest|profile|split|table|train|data|model|storage|job|worker|training|apply|feedback|warn|verdict|advise|compute|step|left-out|suggest|reading|prepare|predict|metrics|sample|combine|explain|privacy|export|share|report-file|project-file|net|image|text|card|series';

describe('words', () => {
  it('has a sentence for every code that the core, the lenses, the workers or the app can send', () => {
    const missing = new Set<string>();
    for (const text of ['core', 'lenses', 'workers', 'storage', 'app', 'nn'].flatMap((name) => files(`src/${name}`))) {
      const made = text.matchAll(
        new RegExp(`(?:CodedError\\(\\s*|code:\\s*|note\\([^)]*?)'((?:${AREAS})\\.[a-z][a-zA-Z.-]*)'`, 'g'),
      );
      for (const [, code = ''] of made) {
        if (!keys.includes(code) && !keys.includes(`${code}_other`)) missing.add(code);
      }
    }
    expect([...missing]).toEqual([]);
  });

  it('names no key in two areas', () => {
    const seen = new Map<string, number>();
    for (const text of files('src/ui/i18n/en')) {
      for (const [, key = ''] of text.matchAll(/^ {2}'([^']+)':/gm)) seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect([...seen].filter(([, times]) => times > 1).map(([key]) => key)).toEqual([]);
    expect(seen.size).toBe(keys.length);
  });

  it('has both forms of every plural', () => {
    const stems = keys.filter((key) => key.endsWith('_one')).map((key) => key.slice(0, -'_one'.length));
    expect(stems.filter((stem) => !keys.includes(`${stem}_other`))).toEqual([]);
    expect(keys.filter((key) => key.endsWith('_other') && !keys.includes(key.replace(/_other$/, '_one')))).toEqual([]);
  });

  it('speaks without exclamation marks', () => {
    expect(Object.entries(en).filter(([, text]) => text.includes('!') && !text.includes('!='))).toEqual([]);
  });
});

function say(message: Message): string {
  function Said() {
    return useMessage().message(message);
  }
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n: createWords('en', en) }, createElement(Said)));
}

describe('messages', () => {
  it('formats numbers, lists and shares, and chooses the plural', () => {
    expect(say({ code: 'ingest.rows-padded', params: { rows: 1 } })).toBe(
      '1 row is short; its last cells count as missing.',
    );
    expect(say({ code: 'ingest.rows-padded', params: { rows: 7043 } })).toBe(
      '7,043 rows are short; their last cells count as missing.',
    );
    expect(say({ code: 'ingest.nearly-numbers', params: { column: 'a', share: 0.998, examples: ['x', 'y'] } })).toBe(
      '99.8% of a are numbers; the rest is not: x and y.',
    );
  });

  it('puts names of closed sets into words and leaves what it does not know', () => {
    expect(say({ code: 'ingest.not-a-table', params: { file: 'a.csv', kind: 'zip-or-xlsx' } })).toBe(
      'a.csv is not a table in text form (it looks like an Excel workbook or a zip archive).',
    );
    const params = { columns: ['a'], rows: 9, with: 1, without: 0.5, metric: 'rocAuc' };
    expect(say({ code: 'warn.without-suspects', params })).toContain('(Ranked the right way round)');
    expect(say({ code: 'warn.try-failed', params: { estimator: 'mlp', error: 'train.not-finite' } })).toBe(
      'A try failed (Neural network): The numbers ran out of range while learning. The others are not affected.',
    );
    expect(say({ code: 'warn.try-failed', params: { estimator: 'new-one', error: 'x' } })).toContain('(new-one): x');
    expect(say({ code: 'ingest.rows-rejected', params: { rejected: 1, kept: 2 } })).toBe(
      '1 row did not fit and was set aside; 2 were kept.',
    );
  });

  it('names a code that it has no sentence for', () => {
    expect(say({ code: 'nobody.knows', params: { a: 1 } })).toContain('nobody.knows');
  });
});

describe('sentences with elements', () => {
  it('puts elements where the language wants them and leaves markup in names alone', () => {
    const sentence = createElement(Sentence, {
      of: 'proposal.predict',
      params: { count: 19 },
      slots: { target: createElement('b', null, '<i>Churn & co</i>') },
    });
    expect(renderToStaticMarkup(createElement(I18nextProvider, { i18n: createWords('en', en) }, sentence))).toBe(
      'Predict <b>&lt;i&gt;Churn &amp; co&lt;/i&gt;</b> from 19 columns',
    );
  });

  it('loses nothing between the marks', () => {
    expect(splitAtMarks('\uE000a\uE001 and \uE000b\uE001.')).toEqual([
      { text: '', slot: 'a' },
      { text: ' and ' },
      { text: '', slot: 'b' },
      { text: '.' },
    ]);
    expect(splitAtMarks('plain')).toEqual([{ text: 'plain' }]);
  });
});
