import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { playwright } from '@vitest/browser-playwright';
import { browserPath } from './scripts/browser.mjs';

/** What the browser enforces in the built page: nothing may be requested but the page's own files. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "connect-src 'none'",
  "worker-src 'self' blob:",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

const contentSecurityPolicy = (): Plugin => ({
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
      injectTo: 'head-prepend',
    },
  ],
});

/** Lists the files that the first load leaves out, for the page to fetch once it stands (src/app/warm-up.ts). */
const pageFiles = (): Plugin => ({
  name: 'page-files',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const later = Object.keys(bundle).filter((file) => file.endsWith('.js') && !html.includes(file));
      const children = JSON.stringify(later.toSorted().map((file) => `./${file}`));
      return [{ tag: 'script', attrs: { type: 'application/json', id: 'page-files' }, children, injectTo: 'body' }];
    },
  },
});

/** `x.wasm?packed` becomes base64(deflate-raw(x)), so that a binary reaches a worker without a request. */
const packedAsset = (): Plugin => ({
  name: 'packed-asset',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('?packed')) return null;
    const packed = deflateRawSync(readFileSync(id.slice(0, -'?packed'.length)), { level: 9 }).toString('base64');
    return `export default ${JSON.stringify(packed)}`;
  },
});

/** The WASM backend bundles a threaded build that crashes when minified and that we never start. */
const withoutWasmThreads = (): Plugin => ({
  name: 'without-wasm-threads',
  enforce: 'pre',
  apply: 'build',
  load(id) {
    if (id.endsWith('tfjs-backend-wasm-threaded-simd.worker.js')) return "export const wasmWorkerContents = '';";
    if (id.endsWith('tfjs-backend-wasm-threaded-simd.js')) {
      return 'export default () => { throw new Error("threads are off"); };';
    }
    return null;
  },
});

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

const version = (JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string })
  .version;

const chromium = browserPath();

export default defineConfig({
  base: './',
  define: { __APP_VERSION__: JSON.stringify(version) },
  plugins: [react(), contentSecurityPolicy(), pageFiles(), packedAsset()],
  optimizeDeps: { include: ['papaparse', ...PAGE, ...TFJS] },
  worker: {
    format: 'iife',
    plugins: () => [packedAsset(), withoutWasmThreads()],
    rolldownOptions: { output: { comments: { legal: false } } },
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    sourcemap: false,
    manifest: true,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 3000,
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
