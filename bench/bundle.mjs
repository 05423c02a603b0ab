import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/** Where what the benchmarks make is kept. */
export const CACHE = join(import.meta.dirname, '..', '.cache', 'bench');

/**
 * Bundles a TypeScript file of this folder for Node, its dependencies included, so that a benchmark times the code that
 * the page ships.
 * @param {string} entry name of the file
 * @returns {Promise<object>} the module
 */
export async function bundle(entry) {
  const name = basename(entry, '.ts');
  const outDir = join(CACHE, 'bundles');
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, entry),
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      // Made by the page's own build, and never asked for by what is bundled here.
      rolldownOptions: { external: [/^virtual:/], output: { entryFileNames: `${name}.mjs`, format: 'es' } },
    },
  });
  return import(pathToFileURL(join(outDir, `${name}.mjs`)).href);
}
