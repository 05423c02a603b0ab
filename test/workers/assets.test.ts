import { expect, it } from 'vitest';
import { offerAssets, receiveAssets } from '../../src/workers/assets.ts';
import { connect } from '../../src/workers/client.ts';
import type { Endpoint } from '../../src/workers/protocol.ts';
import { serve } from '../../src/workers/serve.ts';

type Size = { size: { args: null; event: never; result: number } };

it('brings the binary to a worker that asks, once, beside its calls', async () => {
  const { port1, port2 } = new MessageChannel();
  const assets = receiveAssets(port2 as Endpoint);
  const stop = serve<Size>(port2 as Endpoint, {
    size: async () => (await assets.wasmBinary()).byteLength,
  });
  let loads = 0;
  offerAssets(port1 as Endpoint, async () => {
    loads++;
    return new ArrayBuffer(7);
  });
  expect(loads).toBe(0);
  const client = connect<Size>(port1 as Endpoint);
  expect(await Promise.all([client.call('size', null), client.call('size', null)])).toEqual([7, 7]);
  expect(loads).toBe(1);
  client.end();
  stop();
});
