import { startKernels } from '../../src/nn/kernels/start.ts';
import { createNetEngine } from '../../src/nn/net/engine.ts';
import type { JourneyNetSources } from '../../src/nn/sequence/estimator.ts';

/** Networks on kernels of our own. */
export function netSources(): JourneyNetSources {
  const kernels = startKernels();
  const engine = createNetEngine({ choice: 'wasm', startKernels: async () => kernels });
  return { engine: async () => engine, kernels: async () => kernels };
}
