import type { Plugin } from 'vite';

/** The WASM backend bundles a threaded build that crashes when minified and that we never start. */
export const withoutWasmThreads = (): Plugin => ({
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
