import { afterEach, expect, it } from 'vitest';
import { CancelledError } from '../../src/core/errors.ts';
import { connect, type Client, type Watchdog } from '../../src/workers/client.ts';
import UnrulyWorker from './support/unruly.worker.ts?worker&inline';
import type { UnrulyContract } from './support/unruly-contract.ts';

const clients: Client<UnrulyContract>[] = [];
const start = (watchdog?: Watchdog): Client<UnrulyContract> => {
  const client = connect<UnrulyContract>(new UnrulyWorker(), watchdog);
  clients.push(client);
  return client;
};
afterEach(() => {
  for (const client of clients.splice(0)) client.end();
});

it('answers from a worker of a blob', async () => {
  expect(await start().call('add', [1, 2])).toBe(3);
});

it('a worker that throws outside of its calls rejects all that is pending', async () => {
  const client = start();
  const calls = [client.call('work', null), client.call('die', null)].map((call) => call.catch((e: unknown) => e));
  for (const error of await Promise.all(calls)) {
    expect(error).toMatchObject({ code: 'worker.died', params: { message: expect.stringContaining('out of every') } });
  }
  expect(await start().call('add', [2, 2])).toBe(4);
});

it('a worker that hangs is ended by the watchdog; another one answers', async () => {
  const client = start({ everyMs: 100, misses: 10 });
  await client.call('add', [1, 1]);
  await expect(client.call('hang', null)).rejects.toMatchObject({ code: 'worker.silent', params: { seconds: 1 } });
  expect(await start().call('add', [2, 3])).toBe(5);
});

it('a worker that computes in stretches is heard and cancelled', async () => {
  const client = start({ everyMs: 100, misses: 20 });
  const controller = new AbortController();
  const call = client.call('work', null, { signal: controller.signal, onEvent: () => controller.abort() });
  await expect(call).rejects.toBeInstanceOf(CancelledError);
  expect(await client.call('add', [1, 1])).toBe(2);
});
