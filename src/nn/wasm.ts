import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { engine, env, setBackend } from '@tensorflow/tfjs-core';
import { CodedError } from '../core/errors.ts';
import { registerWasmGradients } from './wasm-gradients/register.ts';

/**
 * Makes WASM SIMD the current backend. The binary is handed over through tfjs' own platform hook, so that nothing is
 * requested and `connect-src 'none'` holds. Threads stay off: the threaded build crashes when minified.
 * @throws compute.unavailable with param `cause`: `no-simd`, `blocked` (the page's policy or a damaged binary)
 */
export async function startWasm(wasmBinary: () => Promise<ArrayBuffer>): Promise<void> {
  if (!('wasm' in engine().registry)) await initialise(wasmBinary);
  if (!(await setBackend('wasm'))) throw new CodedError('compute.unavailable', { backend: 'wasm', cause: 'blocked' });
  registerWasmGradients();
}

async function initialise(wasmBinary: () => Promise<ArrayBuffer>): Promise<void> {
  if (!(await env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    throw new CodedError('compute.unavailable', { backend: 'wasm', cause: 'no-simd' });
  }
  const bytes = await wasmBinary();
  // tfjs never answers when its own instantiation fails, so let the failure happen here first.
  try {
    await WebAssembly.compile(bytes);
  } catch (cause) {
    throw new CodedError('compute.unavailable', { backend: 'wasm', cause: 'blocked' }, { cause });
  }
  await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT');
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths('inline:', true);
  const platform = env().platform;
  const fetchBefore = platform.fetch.bind(platform);
  platform.fetch = () => Promise.resolve(new Response(bytes));
  try {
    await setBackend('wasm');
  } finally {
    platform.fetch = fetchBefore;
  }
}
