// npm run build: the page into dist/, and beside it the whole page as one file that runs from disk.
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ONE_FILE = 'sightglass.html';

/** @param {{ quiet?: boolean }} options quiet: only warnings are written */
export async function buildAll({ quiet = false } = {}) {
  const logLevel = quiet ? 'warn' : 'info';
  // Only this build has the one file beside it: `vite build` alone makes a page that does not offer it.
  await build({ logLevel, define: { __APP_FILE__: JSON.stringify(`./${ONE_FILE}`) } });
  await build({ logLevel, configFile: 'vite/one-file.config.ts' });
  const file = readFileSync(`dist/${ONE_FILE}`);
  const kB = (/** @type {Uint8Array} */ bytes) => Math.round(bytes.length / 1000);
  console.log(`dist/${ONE_FILE}: ${kB(file)} kB, ${kB(gzipSync(file))} kB gzipped`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll({ quiet: process.argv.includes('--quiet') });
