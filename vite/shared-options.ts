import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';
import { packedAsset } from './packed.ts';
import { withoutWasmThreads } from './without-wasm-threads.ts';

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** What source files may ask for by name. `__APP_FILE__`: where the whole page lies as one file, null where it does not. */
export const DEFINE = { __APP_VERSION__: JSON.stringify(version), __APP_FILE__: 'null' } as const;

/** Workers are classic scripts: module workers fail without a word from a file on disk. */
export const WORKER: NonNullable<UserConfig['worker']> = {
  format: 'iife',
  plugins: () => [packedAsset(), withoutWasmThreads()],
  // Licence texts would be most of the training worker.
  rolldownOptions: { output: { comments: { legal: false } } },
};

export const TARGET = 'es2022';

/** The empty report is built while a plugin waits for it (`report-shell.ts`): that this takes long is no news. */
export const CHECKS = { pluginTimings: false } as const;
