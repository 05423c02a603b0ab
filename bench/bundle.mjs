import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'vite';

/**
 * Bundles a TypeScript entry for Node, so that a benchmark times the code that the page ships.
 * @param {string} entry path of the TypeScript file
 * @returns {Promise<string>} path of an ES module to be imported
 */
export async function bundle(entry) {
  const name = basename(entry).replace(/\.tsx?$/, '');
  const outDir = await mkdtemp(join(tmpdir(), 'sightglass-bench-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs`, format: 'es' } },
    },
  });
  return join(outDir, `${name}.mjs`);
}
