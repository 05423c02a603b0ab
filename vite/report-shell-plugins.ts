import { relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { ROOT } from './shared-options.ts';

/** Sources that the shell is made from beside its modules. */
const ALSO = [
  'package-lock.json',
  'vite/inline-page.ts',
  'vite/one-file.ts',
  'vite/policy.ts',
  'vite/report-shell.config.ts',
  'vite/report-shell-plugins.ts',
  'vite/script-text.ts',
  'vite/shared-options.ts',
  'src/ui/i18n/en/report-file.ts',
];

/** Writes `inputs.json` beside the shell: the sources it was made from, so that it is made anew when one has changed. */
export const shellInputs = (): Plugin => ({
  name: 'report-shell-inputs',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler() {
      const modules = [...this.getModuleIds()]
        .map((id) => relative(ROOT, resolve(id.split('?')[0] ?? id)).replaceAll('\\', '/'))
        // Packages are told by the lockfile; a bundler's own modules begin with a NUL.
        .filter((file) => !file.startsWith('..') && !file.includes('node_modules/') && !file.includes('\0'));
      const source = JSON.stringify([...new Set([...modules, ...ALSO])].toSorted());
      this.emitFile({ type: 'asset', fileName: 'inputs.json', source });
    },
  },
});

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Puts into the shell what is read where no script runs. */
export const shellWords = ({ noscript }: { readonly noscript: string }): Plugin => ({
  name: 'report-shell-words',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'noscript',
      children: `<p style="max-width:40em;padding:24px;line-height:1.5">${escaped(noscript)}</p>`,
      injectTo: 'body-prepend',
    },
  ],
});
