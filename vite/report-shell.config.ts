import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { reportFile } from '../src/ui/i18n/en/report-file.ts';
import { oneFile } from './one-file.ts';
import { reportPolicy } from './policy.ts';
import { shellInputs, shellWords } from './report-shell-plugins.ts';
import { DEFINE, ROOT, TARGET } from './shared-options.ts';

/** The empty report: one HTML file with the reader in it, into which the page writes what is shared. */
export default defineConfig({
  root: ROOT,
  base: './',
  publicDir: false,
  define: DEFINE,
  plugins: [
    react(),
    shellWords({ noscript: reportFile['report-file.noscript'] }),
    oneFile({ fileName: 'report.html', policy: reportPolicy }),
    shellInputs(),
  ],
  build: {
    target: TARGET,
    outDir: 'node_modules/.cache/sightglass/report-shell-by-hand',
    emptyOutDir: true,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    sourcemap: false,
    chunkSizeWarningLimit: 3000,
    rolldownOptions: { input: 'report.html', output: { codeSplitting: false } },
  },
});
