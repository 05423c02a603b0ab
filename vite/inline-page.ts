import { createHash } from 'node:crypto';
import { scriptText } from './script-text.ts';

/** What an HTML file asks for from beside it. */
export interface PageParts {
  /** The text of a script or a style sheet that the page names, by the name it uses; undefined where there is none. */
  readonly text: (file: string) => string | undefined;
  /** The policy, given the hashes of the scripts as sources (`'sha256-…'`). */
  readonly policy: (scripts: readonly string[]) => string;
}

/** The source expression that lets exactly this script run. The browser hashes what it has parsed: `\r` must not occur. */
export function scriptSource(text: string): string {
  if (/[\r\0]/.test(text)) throw new Error('A script with a carriage return or a NUL has no stable hash in HTML.');
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

const SCRIPT = /<script\b[^>]*\bsrc="\.?\/?([^"]+)"[^>]*><\/script>/g;
const STYLE = /<link\b[^>]*\brel="stylesheet"[^>]*>/g;

/** The same page with all that it names inside, and with a policy that lets its own scripts run and no other. */
export function inlinePage(html: string, { text, policy }: PageParts): string {
  const need = (file: string): string => {
    const found = text(file);
    if (found === undefined) throw new Error(`The page names ${file}, which the build has not made.`);
    return found;
  };
  const scripts: string[] = [];
  // Replaced through functions: the code is full of `$&` and the like.
  const inlined = html
    .replaceAll(SCRIPT, (_tag, file: string) => {
      const code = scriptText(need(file));
      scripts.push(scriptSource(code));
      return `<script type="module">${code}</script>`;
    })
    .replaceAll(STYLE, (tag) => {
      const file = /\bhref="\.?\/?([^"]+)"/.exec(tag)?.[1] ?? '';
      return `<style>${need(file).replaceAll(/<\/style/gi, String.raw`\3C/style`)}</style>`;
    });
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy(scripts)}" />`;
  return inlined.replace('<head>', () => `<head>\n    ${meta}`);
}
