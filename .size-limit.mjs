import { readFileSync } from 'node:fs';

// Everything that index.html asks for by itself: scripts, preloaded modules, styles.
const html = readFileSync('dist/index.html', 'utf8');
const asked = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="\.\/([^"]+)"/g)].map(([, file]) => `dist/${file}`);

export default [
  {
    name: 'first load: the page and its styles, before any data is dropped',
    path: ['dist/index.html', ...asked],
    limit: '190 kB',
    gzip: true,
  },
];
