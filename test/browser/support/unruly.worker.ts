import { createPacer } from '../../../src/core/learn/pacer.ts';
import type { Endpoint } from '../../../src/workers/protocol.ts';
import { serve } from '../../../src/workers/serve.ts';
import type { UnrulyContract } from './unruly-contract.ts';

serve<UnrulyContract>(self as unknown as Endpoint, {
  add: async ([a, b]) => a + b,
  hang: async () => {
    for (;;) performance.now();
  },
  die: () => {
    setTimeout(() => {
      throw new Error('out of every call');
    });
    return new Promise(() => undefined);
  },
  work: async (_, { signal, gate, emit }) => {
    const pacer = createPacer(signal, gate);
    for (;;) {
      await pacer.pause();
      emit({ kind: 'turn' });
    }
  },
});
