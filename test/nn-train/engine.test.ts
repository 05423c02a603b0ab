import { describe, expect, it } from 'vitest';
import { CancelledError, CodedError } from '../../src/core/errors.ts';
import type { Kernels } from '../../src/nn/kernels/kernels.ts';
import { startKernels } from '../../src/nn/kernels/start.ts';
import { createNetEngine, type GpuNets, type NetEngine } from '../../src/nn/net/engine.ts';
import { createOwnRunner, freshStanding } from '../../src/nn/net/own/runner.ts';
import { planNet, startParameters } from '../../src/nn/net/plan.ts';
import type { NetRunner } from '../../src/nn/net/runner.ts';
import type { NetSpec } from '../../src/nn/net/spec.ts';
import { TEXT_CNN, TEXT_GRU } from '../support/toy-examples.ts';

/** A GPU that computes with plain kernels under another name; `broken` makes it fail. */
function fakeGpu(renderer = 'A real card'): GpuNets & { opened: number; broken: unknown } {
  const gpu = {
    renderer,
    opened: 0,
    broken: undefined as unknown,
    open: async (spec: NetSpec, standing: Parameters<GpuNets['open']>[1]): Promise<NetRunner> => {
      gpu.opened++;
      if (gpu.broken !== undefined) throw gpu.broken;
      return { ...createOwnRunner(spec, standing, await startKernels('cpu')), engine: 'webgl' };
    },
  };
  return gpu;
}

const standing = freshStanding(startParameters(planNet(TEXT_CNN), 1));

async function engineOf(engine: NetEngine): Promise<string> {
  const runner = await engine.open(TEXT_CNN, standing);
  runner.dispose();
  return runner.engine;
}

/** Says how long a batch takes by who is asked. */
const probe =
  (ms: { readonly webgl: number; readonly wasm: number }, asked: string[] = []) =>
  async (open: NetEngine['open']): Promise<number> => {
    const runner = await open(TEXT_CNN, standing);
    runner.dispose();
    asked.push(runner.engine);
    return runner.engine === 'webgl' ? ms.webgl : ms.wasm;
  };

describe('which engine', () => {
  it('kernels of our own where there is no GPU, or one that is none', async () => {
    const none = createNetEngine({ choice: 'auto' });
    expect(await engineOf(none)).toBe('wasm');
    expect(none.compute).toEqual({
      backend: 'wasm',
      reason: { code: 'compute.no-gpu', params: { renderer: '' } },
      timings: [],
    });
    const soft = fakeGpu('Google SwiftShader');
    const engine = createNetEngine({ choice: 'auto', gpu: () => soft });
    await engine.settle(TEXT_CNN, probe({ webgl: 1, wasm: 2 }));
    expect(await engineOf(engine)).toBe('wasm');
    expect(engine.compute).toMatchObject({ reason: { code: 'compute.no-gpu' }, renderer: 'Google SwiftShader' });
    expect(soft.opened).toBe(0);
  });

  it('the one that was chosen, without a look at the other', async () => {
    const onGpu = createNetEngine({ choice: 'webgl', gpu: () => fakeGpu('llvmpipe') });
    expect(await engineOf(onGpu)).toBe('webgl');
    expect(onGpu.compute).toMatchObject({ backend: 'webgl', reason: { code: 'compute.forced' } });
    const never = createNetEngine({
      choice: 'wasm',
      gpu: () => {
        throw new Error('asked');
      },
    });
    expect(await engineOf(never)).toBe('wasm');
    expect(never.compute).toMatchObject({ backend: 'wasm', reason: { code: 'compute.forced' } });
  });

  it.each([
    [{ webgl: 2, wasm: 5 }, 'webgl'],
    [{ webgl: 5, wasm: 2 }, 'wasm'],
  ] as const)('the faster for each net: %j gives %s, asked once a net', async (ms, chosen) => {
    const engine = createNetEngine({ choice: 'auto', gpu: () => fakeGpu() });
    const asked: string[] = [];
    await engine.settle(TEXT_CNN, probe(ms, asked));
    await engine.settle(TEXT_CNN, probe(ms, asked));
    expect(asked).toEqual(['webgl', 'wasm']);
    expect(await engineOf(engine)).toBe(chosen);
    expect(engine.compute).toMatchObject({
      backend: chosen,
      reason: { code: 'compute.faster', params: { backend: chosen } },
      timings: [
        { backend: 'webgl', msPerBatch: ms.webgl },
        { backend: 'wasm', msPerBatch: ms.wasm },
      ],
    });
    const [other, { webgl, wasm }] = [chosen === 'webgl' ? 'wasm' : 'webgl', ms];
    await engine.settle(TEXT_GRU, probe({ webgl: wasm, wasm: webgl }));
    expect(await engineOf(engine)).toBe(other);
    await engine.settle(TEXT_CNN, probe(ms, asked));
    expect(await engineOf(engine)).toBe(chosen);
    expect(asked).toHaveLength(2);
  });
});

describe('when something cannot be had', () => {
  const noSimd = (choice: 'wasm' | 'cpu'): Promise<Kernels> =>
    choice === 'cpu'
      ? startKernels('cpu')
      : Promise.reject(new CodedError('compute.unavailable', { backend: 'wasm', cause: 'no-simd' }));

  it('plain TypeScript where WASM is missing', async () => {
    const engine = createNetEngine({ choice: 'auto', startKernels: noSimd });
    expect(await engineOf(engine)).toBe('cpu');
    expect(engine.compute).toMatchObject({
      backend: 'cpu',
      reason: { code: 'compute.no-wasm', params: { cause: 'no-simd' } },
    });
  });

  it('our own where WebGL was chosen and is not there, or does not start', async () => {
    const without = createNetEngine({ choice: 'webgl', gpu: () => undefined });
    expect(await engineOf(without)).toBe('wasm');
    const params = { from: 'webgl', to: 'wasm', cause: 'no-webgl2' };
    expect(without.compute.reason).toEqual({ code: 'compute.fallback', params });
    const gpu = fakeGpu();
    gpu.broken = new CodedError('compute.unavailable', { backend: 'webgl', cause: 'blocked' });
    const blocked = createNetEngine({ choice: 'webgl', gpu: () => gpu });
    expect(await engineOf(blocked)).toBe('wasm');
    expect(blocked.compute.reason).toEqual({ code: 'compute.fallback', params: { ...params, cause: 'blocked' } });
    expect(await engineOf(blocked)).toBe('wasm');
    expect(gpu.opened).toBe(1);
  });

  it('our own when the GPU fails its trial; a cancelled trial is no failure', async () => {
    const gpu = fakeGpu();
    gpu.broken = new Error('shader too long');
    const engine = createNetEngine({ choice: 'auto', gpu: () => gpu });
    await engine.settle(TEXT_CNN, probe({ webgl: 1, wasm: 2 }));
    expect(engine.compute).toMatchObject({ backend: 'wasm', timings: [{ backend: 'wasm', msPerBatch: 2 }] });
    gpu.broken = new CancelledError();
    await expect(engine.settle(TEXT_GRU, probe({ webgl: 1, wasm: 2 }))).rejects.toThrow(CancelledError);
  });

  it('leaves a lost GPU for good, and has nowhere to go from its own kernels', async () => {
    const gpu = fakeGpu();
    const engine = createNetEngine({ choice: 'auto', gpu: () => gpu });
    await engine.settle(TEXT_CNN, probe({ webgl: 1, wasm: 2 }));
    expect(await engineOf(engine)).toBe('webgl');
    await engine.fallBack();
    expect(await engineOf(engine)).toBe('wasm');
    expect(engine.compute.reason).toMatchObject({ code: 'compute.fallback', params: { cause: 'context-lost' } });
    await engine.settle(TEXT_GRU, probe({ webgl: 1, wasm: 2 }));
    expect(await engineOf(engine)).toBe('wasm');
    await expect(engine.fallBack()).rejects.toMatchObject({ code: 'compute.unavailable' });
  });
});
