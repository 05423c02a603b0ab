import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SharedReport } from '../../src/lenses/share.ts';
import { fillShell } from '../../src/storage/report-file.ts';
import { scriptText } from '../../vite/script-text.ts';

const SHELL = `<!doctype html><html><head><title>Sightglass</title><script>0</script></head><body><div id="root"></div>
<script type="application/json" id="report"></script></body></html>`;

/** Strings that mean something to HTML, JSON or `replace`, among others. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('</script>', '<script>', '<!--', '-->', '</title>', '<img src=x onerror=alert(1)>', '&lt;', '&'),
      fc.constantFrom('$&', '$1', '\\', '"', "'", '`', '\u2028', '</SCRIPT ', ']]>', '\u0000', '__proto__'),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
const tags = (page: Document): string[] => [...page.querySelectorAll('*')].map(({ tagName }) => tagName);

describe('a report in its file, as a browser reads it', () => {
  it('is what was put in, and adds no element, whatever its strings say', () => {
    const empty = tags(parse(SHELL));
    fc.assert(
      fc.property(hostile, fc.dictionary(hostile, hostile, { noNullPrototype: true }), (title, body) => {
        const report: SharedReport = {
          format: 'sightglass.shared',
          version: 1,
          lens: 'predict',
          title,
          createdOn: '2026-11-23',
          appVersion: '0.1.0',
          body,
        };
        const page = parse(fillShell(SHELL, report));
        expect(tags(page)).toEqual(empty);
        expect(page.getElementById('report')?.textContent).toBeDefined();
        expect(JSON.parse(page.getElementById('report')?.textContent ?? '')).toEqual(
          JSON.parse(JSON.stringify(report)),
        );
        // HTML has no NUL, and `document.title` folds white space.
        const shown = page.querySelector('title')?.textContent;
        expect(shown).toBe(title.replaceAll('\u0000', '\ufffd').replaceAll(/\r\n?/g, '\n'));
      }),
    );
  });

  it('is refused a shell that has no place for it', () => {
    expect(() => fillShell('<title>Other</title>', {} as SharedReport)).toThrow('no place');
  });
});

/** Runs an expression as the browser runs a script of a page. */
function run(expression: string): unknown {
  const script = document.createElement('script');
  script.textContent = `globalThis.seen = ${expression}`;
  document.body.append(script);
  script.remove();
  return Reflect.get(globalThis, 'seen');
}

describe('a script between its tags, as a browser reads it', () => {
  it('means what it meant', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        // A program as a bundler writes it: the string in quotes, and the same in a template.
        const literal = JSON.stringify(text)
          .replaceAll('\u2028', String.raw`\u2028`)
          .replaceAll('\r', String.raw`\r`);
        const page = parse(`<body><script>${scriptText(`(() => ${literal})()`)}</script><p>after</p>`);
        expect(page.querySelector('p')?.textContent).toBe('after');
        const code = page.querySelector('script')?.textContent ?? '';
        expect(run(code)).toBe(text);
      }),
    );
  });
});
