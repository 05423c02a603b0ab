import type { Plugin } from 'vite';
import { PAGE_POLICY } from './policy.ts';

/** Writes the hosted page's policy into its head. The dev server stays without: it needs a connection of its own. */
export const contentSecurityPolicy = (): Plugin => ({
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
      injectTo: 'head-prepend',
    },
  ],
});

/** Lists the files that the first load leaves out, for the page to fetch once it stands (src/app/warm-up.ts). */
export const pageFiles = (): Plugin => ({
  name: 'page-files',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const later = Object.keys(bundle).filter((file) => /\.(css|js)$/.test(file) && !html.includes(file));
      // Styles first, and before all those of the components, which screens' own styles are to win over.
      const rank = (file: string): number => (file.includes('later-styles') ? 0 : file.endsWith('.css') ? 1 : 2);
      const ordered = later.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
      const children = JSON.stringify(ordered.map((file) => `./${file}`));
      return [{ tag: 'script', attrs: { type: 'application/json', id: 'page-files' }, children, injectTo: 'body' }];
    },
  },
});
