import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { oneFile } from './one-file.ts';
import { packedAsset } from './packed.ts';
import { oneFilePolicy } from './policy.ts';
import { reportShell } from './report-shell.ts';
import { CHECKS, DEFINE, ROOT, TARGET, WORKER } from './shared-options.ts';

/** The whole page as one HTML file that runs from disk, put beside the hosted page. */
export default defineConfig({
  root: ROOT,
  base: './',
  publicDir: false,
  define: DEFINE,
  plugins: [react(), packedAsset(), reportShell(), oneFile({ fileName: 'sightglass.html', policy: oneFilePolicy })],
  worker: WORKER,
  build: {
    target: TARGET,
    outDir: 'dist',
    emptyOutDir: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    sourcemap: false,
    chunkSizeWarningLimit: 8000,
    rolldownOptions: { checks: CHECKS, output: { codeSplitting: false } },
  },
});
