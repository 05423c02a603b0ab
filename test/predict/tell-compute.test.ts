import { expect, it } from 'vitest';
import type { ComputeNote } from '../../src/core/learn/compute.ts';
import type { TrainEvent } from '../../src/lenses/predict/events.ts';
import { tellCompute } from '../../src/lenses/predict/tell-compute.ts';
import { COMPUTE } from './support.ts';

const WEBGL: ComputeNote = { backend: 'webgl', reason: { code: 'compute.faster', params: {} }, timings: [] };
const WASM: ComputeNote = { backend: 'wasm', reason: { code: 'compute.fallback', params: {} }, timings: [] };

it('tells the engine before the first word of what it computes, once, and again when it is left for another', async () => {
  let note = COMPUTE;
  const word = (share: number): TrainEvent => ({ kind: 'time', elapsedMs: 0, leftMs: 0, share });
  async function* run(): AsyncGenerator<TrainEvent, string> {
    yield word(1);
    note = WEBGL;
    yield word(2);
    note = { ...WEBGL };
    yield word(3);
    note = WASM;
    return 'done';
  }
  const told: string[] = [];
  const telling = tellCompute(run(), () => note, COMPUTE);
  for (;;) {
    const step = await telling.next();
    if (step.done) break;
    const event = step.value;
    told.push(event.kind === 'compute' ? event.compute.backend : event.kind === 'time' ? `${event.share}` : '?');
  }
  expect(told).toEqual(['1', 'webgl', '2', '3', 'wasm']);
});
