import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import type { ComputeNote } from '../../src/core/learn/compute.ts';
import { fitToEnd } from '../../src/core/learn/estimator.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { startEngine, type Engine } from '../../src/nn/engine.ts';
import { makeMlp } from '../../src/nn/mlp-estimator.ts';
import { isRealGpu } from '../../src/nn/renderer.ts';
import { openWebgl } from '../../src/nn/webgl.ts';
import { loadWasmBinary } from '../../src/nn/wasm-binary.ts';
import { loseContext } from '../support/lose-context.ts';
import type { WorkerTask } from '../support/nn.worker.ts';
import { fitInput, makeSynthetic } from '../support/synthetic-table.ts';

const { signal } = new AbortController();

interface Answer {
  readonly compute: ComputeNote;
  readonly dones: readonly number[];
  readonly values: Float64Array;
}

async function inWorker(task: Omit<WorkerTask, 'binary'>): Promise<Answer> {
  const worker = new Worker(new URL('../support/nn.worker.ts', import.meta.url), { type: 'module' });
  try {
    const binary = await loadWasmBinary();
    const reply = new Promise<{ result?: Answer; error?: string }>((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<{ result?: Answer; error?: string }>) => resolve(event.data);
      worker.onerror = (event) => reject(new Error(event.message));
    });
    worker.postMessage({ ...task, binary } satisfies WorkerTask, [binary]);
    const { result, error } = await reply;
    if (!result) throw new Error(error ?? 'no result');
    return result;
  } finally {
    worker.terminate();
  }
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] as number))), 0);
}

describe('in a worker', () => {
  it('trains on WebGL and on WASM alike, without a request for the binary', async () => {
    const webgl = await inWorker({ choice: 'webgl' });
    const wasm = await inWorker({ choice: 'wasm' });
    expect(webgl.compute).toMatchObject({ backend: 'webgl', reason: { code: 'compute.forced' } });
    expect(wasm.compute).toMatchObject({ backend: 'wasm', reason: { code: 'compute.forced' } });
    expect(webgl.dones).toEqual([1, 2, 3, 4]);
    expect(largestDifference(webgl.values, wasm.values)).toBeLessThan(0.02);
  });

  it('goes on from the last epoch on WASM when the GPU goes away', async () => {
    const lost = await inWorker({ choice: 'webgl', loseAfter: 2 });
    expect(lost.compute).toMatchObject({
      backend: 'wasm',
      reason: { code: 'compute.fallback', params: { from: 'webgl', to: 'wasm', cause: 'context-lost' } },
    });
    expect(lost.dones).toEqual([1, 2, 3, 4]);
    // Nothing of what was learned before is lost: the result is that of an undisturbed training.
    const wasm = await inWorker({ choice: 'wasm' });
    expect(largestDifference(lost.values, wasm.values)).toBeLessThan(0.02);
  });

  it('takes WASM of its own accord where WebGL is done by software', async () => {
    const auto = await inWorker({ choice: 'auto' });
    expect(auto.compute).toMatchObject({ backend: 'wasm', reason: { code: 'compute.no-gpu' }, timings: [] });
    expect(auto.compute.renderer).toMatch(/swiftshader|llvmpipe/i);
  });
});

describe('without a binary that works', () => {
  // First in this file's page: once WASM has started, no binary is asked for again.
  it('falls back to WebGL, and says what it was that failed', async () => {
    const damaged = (): Promise<ArrayBuffer> => Promise.resolve(new ArrayBuffer(16));
    const engine = await startEngine({ choice: 'wasm', wasmBinary: damaged, signal });
    expect(engine.compute).toMatchObject({
      backend: 'webgl',
      reason: { code: 'compute.fallback', params: { from: 'wasm', to: 'webgl', cause: 'blocked' } },
    });
    await expect(engine.fallBack()).rejects.toMatchObject({ code: 'compute.unavailable' });
  });
});

describe('on a page', () => {
  it('keeps 32-bit epsilon on WebGL', async () => {
    await startEngine({ choice: 'webgl', wasmBinary: loadWasmBinary, signal });
    expect(tf.backend().epsilon()).toBe(1e-7);
  });

  it('tells of a lost context when read, and WebGL starts anew afterwards', async () => {
    const engine = await startEngine({ choice: 'webgl', wasmBinary: loadWasmBinary, signal });
    const x = tf.tensor1d([1, 2, 3]);
    const doubled = tf.mul(x, 2);
    loseContext();
    await expect(engine.read(doubled)).rejects.toMatchObject({ code: 'compute.context-lost' });
    expect(() => engine.check()).toThrow('compute.context-lost');
    tf.dispose([x, doubled]);
    await engine.fallBack();
    expect(engine.compute).toMatchObject({ backend: 'wasm', reason: { code: 'compute.fallback' } });
    expect(() => engine.check()).not.toThrow();

    const again = await startEngine({ choice: 'webgl', wasmBinary: loadWasmBinary, signal });
    const y = tf.tidy(() => tf.mul(tf.tensor1d([1, 2, 3]), 2));
    expect(await again.read(y)).toEqual(Float32Array.of(2, 4, 6));
    y.dispose();
  });

  it('does not start when stopped before', async () => {
    const stopped = AbortSignal.abort();
    const starting = startEngine({ choice: 'wasm', wasmBinary: loadWasmBinary, signal: stopped });
    await expect(starting).rejects.toThrow(CancelledError);
  });

  it('names what draws', () => {
    const renderer = openWebgl()?.renderer ?? '';
    expect(renderer).not.toBe('');
    expect(isRealGpu(renderer)).toBe(false);
  });
});

describe('with a GPU', () => {
  const start = (): Promise<Engine> =>
    startEngine({ choice: 'auto', wasmBinary: loadWasmBinary, signal, isRealGpu: () => true });

  it.each([
    { webgl: 2, wasm: 5, chosen: 'webgl' },
    { webgl: 5, wasm: 2, chosen: 'wasm' },
  ] as const)(
    'keeps $chosen when a batch takes $webgl ms on WebGL and $wasm on WASM',
    async ({ webgl, wasm, chosen }) => {
      const engine = await start();
      expect(engine.backend).toBe('webgl');
      const asked: string[] = [];
      const probe = (): Promise<number> => {
        asked.push(tf.getBackend());
        return Promise.resolve(tf.getBackend() === 'webgl' ? webgl : wasm);
      };
      await engine.settle(probe);
      await engine.settle(probe);
      expect(asked).toEqual(['webgl', 'wasm']);
      expect(tf.getBackend()).toBe(chosen);
      expect(engine.compute).toMatchObject({
        backend: chosen,
        reason: { code: 'compute.faster', params: { backend: chosen } },
        timings: [
          { backend: 'webgl', msPerBatch: webgl },
          { backend: 'wasm', msPerBatch: wasm },
        ],
      });
    },
  );

  it('keeps the backend that works when the other fails its trial', async () => {
    const engine = await start();
    await engine.settle(() =>
      tf.getBackend() === 'webgl' ? Promise.reject(new Error('shader too long')) : Promise.resolve(9),
    );
    expect(engine.compute).toMatchObject({ backend: 'wasm', timings: [{ backend: 'wasm', msPerBatch: 9 }] });
  });

  it('times the real network and leaves nothing of it behind', async () => {
    const engine = await start();
    const mlp = makeMlp(() => Promise.resolve(engine));
    const params = { ...mlp.defaults, hidden: [8], epochs: 1, batchSize: 64 };
    const before = tf.memory().numTensors;
    const context = { seed: 1, pacer: createPacer(signal) };
    await fitToEnd(mlp, fitInput(makeSynthetic('binary', 300, 2)), params, context);
    expect(engine.compute.reason.code).toBe('compute.faster');
    expect(engine.compute.timings.map((timing) => timing.backend)).toEqual(['webgl', 'wasm']);
    expect(engine.compute.timings.every((timing) => timing.msPerBatch > 0)).toBe(true);
    expect(tf.memory().numTensors).toBe(before);
  });
});
