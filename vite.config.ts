import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { playwright } from '@vitest/browser-playwright';
import { browserPath } from './scripts/browser.mjs';
import { packedAsset } from './vite/packed.ts';
import { contentSecurityPolicy, pageFiles } from './vite/page-plugins.ts';
import { reportShell } from './vite/report-shell.ts';
import { CHECKS, DEFINE, TARGET, WORKER } from './vite/shared-options.ts';

/** The page's own: found on the way, each would reload the page (and lose a file, or a test) at its first use. */
const PAGE = [
  'react',
  'react-dom/client',
  'react/jsx-dev-runtime',
  '@mantine/core',
  '@mantine/hooks',
  '@mantine/spotlight',
  '@tanstack/react-virtual',
  'i18next',
  'react-dropzone',
  'react-i18next',
  'recharts',
  'wouter',
  'wouter/use-hash-location',
  'zustand',
  'zustand/vanilla',
];

const TFJS = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops',
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-wasm',
];

const chromium = browserPath();

export default defineConfig({
  base: './',
  define: DEFINE,
  plugins: [react(), contentSecurityPolicy(), pageFiles(), packedAsset(), reportShell()],
  optimizeDeps: { include: ['papaparse', ...PAGE, ...TFJS] },
  worker: WORKER,
  build: {
    target: TARGET,
    assetsInlineLimit: 0,
    sourcemap: false,
    manifest: true,
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      checks: CHECKS,
      // What the first load needs in one piece: compressed together it is smaller than as two dozen chunks.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/browser/**', 'test/e2e/**'],
          environment: 'node',
          testTimeout: 30_000,
          // By default a core is left free, which on two cores leaves one.
          maxWorkers: 2,
          setupFiles: ['test/support/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts', 'test/browser/**/*.test.tsx'],
          testTimeout: 120_000,
          setupFiles: ['test/support/setup.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(chromium ? { executablePath: chromium } : {}),
                args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
