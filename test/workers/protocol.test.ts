import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CancelledError, CodedError } from '../../src/core/errors.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { connect, type Client, type Watchdog } from '../../src/workers/client.ts';
import { createEventQueue } from '../../src/workers/event-queue.ts';
import type { Endpoint, ToWorker } from '../../src/workers/protocol.ts';
import { moving, serve, type Handlers } from '../../src/workers/serve.ts';

type Work = {
  add: { args: { readonly a: number; readonly b: number }; event: never; result: number };
  fail: { args: { readonly how: 'coded' | 'plain' }; event: never; result: null };
  /** Works until it is cancelled or asked to finish, then answers with how it went. */
  loop: {
    args: { readonly turns: number };
    event: { readonly kind: 'turn'; readonly turn: number };
    result: 'ended' | 'finished-early';
  };
  /** Fits networks of so many epochs; answers with how many epochs each was given. */
  fits: {
    args: { readonly epochs: readonly number[] };
    event: { readonly kind: 'epoch'; readonly fit: number; readonly epoch: number };
    result: readonly number[];
  };
  burst: { args: { readonly count: number; readonly keepEvery: number }; event: Burst; result: null };
  big: { args: null; event: never; result: Float64Array };
  unsendable: { args: null; event: never; result: unknown };
  port: { args: { readonly port: MessagePort }; event: never; result: null };
};
type Burst = { readonly kind: 'small' | 'kept'; readonly index: number };

const buffers: ArrayBuffer[] = [];

const handlers: Handlers<Work> = {
  add: async ({ a, b }) => a + b,
  fail: async ({ how }) => {
    if (how === 'coded') throw new CodedError('ingest.empty-file', { file: 'a.csv' });
    throw new TypeError('x is not a function');
  },
  loop: async ({ turns }, { signal, gate, finish, emit }) => {
    const pacer = createPacer(signal, gate, 0);
    for (let turn = 0; turn < turns; turn++) {
      await pacer.pause();
      if (finish.aborted) return 'finished-early';
      emit({ kind: 'turn', turn });
    }
    return 'ended';
  },
  fits: async ({ epochs }, { signal, gate, steering, emit }) => {
    const pacer = createPacer(signal, gate, 5, steering);
    const given: number[] = [];
    for (const [fit, most] of epochs.entries()) {
      pacer.steering?.takeBest();
      let epoch = 0;
      while (epoch < most) {
        await pacer.pause();
        if (pacer.steering?.takeBest()) break;
        epoch++;
        pacer.steering?.unitDone();
        emit({ kind: 'epoch', fit, epoch }, { keep: true });
      }
      given.push(epoch);
    }
    return given;
  },
  burst: async ({ count, keepEvery }, { emit }) => {
    for (let index = 0; index < count; index++) {
      const keep = index % keepEvery === 0;
      emit({ kind: keep ? 'kept' : 'small', index }, { keep });
    }
    return null;
  },
  big: async () => {
    const values = Float64Array.of(1, 2, 3);
    buffers.push(values.buffer);
    return moving(values, [values.buffer]);
  },
  unsendable: async () => () => undefined,
  port: async ({ port }) => {
    port.postMessage('hello');
    return null;
  },
};

const together = (watchdog?: Watchdog): { client: Client<Work>; stop: () => void } => {
  const { port1, port2 } = new MessageChannel();
  const stop = serve<Work>(port2 as Endpoint, handlers);
  const client = connect<Work>(port1 as Endpoint, watchdog);
  return {
    client,
    stop: () => {
      client.end();
      stop();
      port2.close();
    },
  };
};

const inside = async (body: (client: Client<Work>) => Promise<void>): Promise<void> => {
  const { client, stop } = together();
  try {
    await body(client);
  } finally {
    stop();
  }
};

/** An endpoint that swallows what it is told, as a worker that has hung or died does. */
const deaf = (): Endpoint & { fire(type: string, fields?: object): void; terminated: boolean } => {
  const target = new EventTarget();
  return {
    terminated: false,
    postMessage: () => undefined,
    addEventListener: (type, listener) => target.addEventListener(type, listener as EventListener),
    removeEventListener: (type, listener) => target.removeEventListener(type, listener as EventListener),
    terminate() {
      this.terminated = true;
    },
    fire(type, fields = {}) {
      target.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), fields));
    },
  };
};

describe('calls', () => {
  it('answers many at once, each with its own result', () =>
    inside(async (client) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(fc.integer(), fc.integer()), { maxLength: 20 }), async (pairs) => {
          const sums = await Promise.all(pairs.map(([a, b]) => client.call('add', { a, b })));
          expect(sums).toEqual(pairs.map(([a, b]) => a + b));
        }),
        { numRuns: 20 },
      );
    }));

  it('carries the code and parameters of an error across', () =>
    inside(async (client) => {
      const error = await client.call('fail', { how: 'coded' }).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(CodedError);
      expect(error).toMatchObject({ code: 'ingest.empty-file', params: { file: 'a.csv' } });
      const plain = await client.call('fail', { how: 'plain' }).catch((e: unknown) => e);
      expect(plain).toMatchObject({ code: 'job.failed', params: { message: 'x is not a function' } });
    }));

  it('refuses methods that are not there, inherited names included', () =>
    inside(async (client) => {
      for (const method of ['nothing', '__proto__', 'toString', 'constructor']) {
        await expect(client.call(method as 'add', { a: 1, b: 1 })).rejects.toMatchObject({ code: 'worker.no-method' });
      }
    }));

  it('hands buffers over where the handler says so', () =>
    inside(async (client) => {
      expect(await client.call('big', null)).toEqual(Float64Array.of(1, 2, 3));
      expect(buffers.at(-1)?.byteLength).toBe(0);
    }));

  it('fails a call whose result or arguments cannot cross, and answers the next', () =>
    inside(async (client) => {
      await expect(client.call('unsendable', null)).rejects.toMatchObject({ code: 'job.failed' });
      const args = { a: (() => 1) as unknown as number, b: 1 };
      await expect(client.call('add', args)).rejects.toMatchObject({ code: 'worker.not-sent' });
      expect(await client.call('add', { a: 1, b: 1 })).toBe(2);
    }));

  it('hands ports over', () =>
    inside(async (client) => {
      const { port1, port2 } = new MessageChannel();
      const heard = new Promise((resolve) => {
        port1.onmessage = (event) => resolve(event.data);
      });
      await client.call('port', { port: port2 }, { transfer: [port2] });
      expect(await heard).toBe('hello');
      port1.close();
    }));
});

describe('cancel, pause, finish', () => {
  it('cancel reaches a loop that is computing', () =>
    inside(async (client) => {
      const controller = new AbortController();
      const call = client.call(
        'loop',
        { turns: Infinity },
        { signal: controller.signal, onEvent: ({ turn }) => turn >= 0 && controller.abort() },
      );
      await expect(call).rejects.toBeInstanceOf(CancelledError);
      expect(await client.call('add', { a: 2, b: 2 })).toBe(4);
    }));

  it('a signal that is already aborted sends nothing', () =>
    inside(async (client) => {
      let started = false;
      const call = client.call('loop', { turns: 1 }, { signal: AbortSignal.abort(), onStart: () => (started = true) });
      await expect(call).rejects.toBeInstanceOf(CancelledError);
      expect(started).toBe(false);
    }));

  it('finish ends with a result, paused or not', () =>
    inside(async (client) => {
      for (const pausedFirst of [false, true]) {
        let id = 0;
        let steered = false;
        const result = await client.call(
          'loop',
          { turns: Infinity },
          {
            onStart: (started) => (id = started),
            onEvent: () => {
              if (steered) return;
              steered = true;
              if (pausedFirst) client.control(id, 'pause');
              client.control(id, 'finish');
            },
          },
        );
        expect(result).toBe('finished-early');
      }
    }));

  it('a paused loop stands still until it is resumed, and hears a cancel', () =>
    inside(async (client) => {
      let id = 0;
      const controller = new AbortController();
      const call = client.call(
        'loop',
        { turns: Infinity },
        { signal: controller.signal, onStart: (started) => (id = started) },
      );
      client.control(id, 'pause');
      // Later calls are answered, so the worker has heard the pause and only this job waits.
      for (let i = 0; i < 20; i++) await client.call('add', { a: i, b: 0 });
      client.control(id, 'resume');
      client.control(id, 'pause');
      controller.abort();
      await expect(call).rejects.toBeInstanceOf(CancelledError);
    }));
});

describe('steps and going back to the best', () => {
  /** Answered calls in between: whatever can go on has gone on. */
  const settle = async (client: Client<Work>): Promise<void> => {
    for (let i = 0; i < 20; i++) await client.call('add', { a: i, b: 0 });
  };

  it('a step is one unit, then the job is paused again and says so', () =>
    inside(async (client) => {
      const seen: number[] = [];
      let id = 0;
      let stepped: () => void = () => undefined;
      const controller = new AbortController();
      const call = client.call(
        'fits',
        { epochs: [Infinity] },
        {
          signal: controller.signal,
          onStart: (started) => (id = started),
          onEvent: ({ epoch }) => seen.push(epoch),
          onStepped: () => stepped(),
        },
      );
      const steps: number[] = [];
      client.control(id, 'pause');
      await settle(client);
      for (let step = 0; step < 4; step++) {
        const told = new Promise<void>((resolve) => (stepped = resolve));
        client.control(id, 'step');
        await told;
        await settle(client);
        await new Promise((resolve) => setTimeout(resolve, 120));
        steps.push(seen.length);
      }
      const first = steps[0] as number;
      expect(steps).toEqual([first, first + 1, first + 2, first + 3]);
      expect(seen).toEqual(Array.from(seen, (_, i) => i + 1));
      controller.abort();
      await expect(call).rejects.toBeInstanceOf(CancelledError);
    }));

  it('resuming takes a step back', () =>
    inside(async (client) => {
      let id = 0;
      let told = 0;
      const call = client.call(
        'fits',
        { epochs: [50] },
        { onStart: (started) => (id = started), onStepped: () => told++ },
      );
      client.control(id, 'pause');
      await settle(client);
      client.control(id, 'step');
      client.control(id, 'resume');
      expect(await call).toEqual([50]);
      expect(told).toBe(0);
    }));

  it('going back to the best ends one fit, also while paused, and a wish for one that has ended is none for the next', () =>
    inside(async (client) => {
      let id = 0;
      const call = client.call('fits', { epochs: [Infinity, 3] }, { onStart: (started) => (id = started) });
      client.control(id, 'pause');
      await settle(client);
      client.control(id, 'best');
      const given = await call;
      expect(given[0]).toBeLessThan(Infinity);
      expect(given[1]).toBe(3);
    }));
});

describe('events', () => {
  it('keeps every event marked so, in order, and the last of all, in few messages', () =>
    inside(async (client) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 300 }),
          fc.integer({ min: 1, max: 40 }),
          async (count, keepEvery) => {
            const seen: Burst[] = [];
            await client.call('burst', { count, keepEvery }, { onEvent: (event) => seen.push(event) });
            const kept = seen.filter((event) => event.kind === 'kept').map((event) => event.index);
            expect(kept).toEqual(Array.from({ length: Math.ceil(count / keepEvery) }, (_, i) => i * keepEvery));
            expect(seen.at(-1)?.index).toBe(count - 1);
            expect(seen.filter((event) => event.kind === 'small').length).toBeLessThanOrEqual(2);
            expect(seen.map((event) => event.index)).toEqual(
              seen.map((event) => event.index).toSorted((a, b) => a - b),
            );
          },
        ),
        { numRuns: 30 },
      );
    }));

  it('sends at most ten messages a second', () => {
    vi.useFakeTimers();
    try {
      const sent: (readonly unknown[])[] = [];
      const queue = createEventQueue((events) => sent.push(events));
      for (let ms = 0; ms < 1000; ms += 5) {
        queue.push({ kind: 'curve', ms }, ms % 50 === 0);
        vi.advanceTimersByTime(5);
      }
      expect(sent.length).toBeGreaterThan(5);
      expect(sent.length).toBeLessThanOrEqual(11);
      queue.push({ kind: 'curve', ms: 1000 }, false);
      queue.flush();
      expect(sent.flat().at(-1)).toEqual({ kind: 'curve', ms: 1000 });
      expect(sent.flat().filter((event) => (event as { ms: number }).ms % 50 === 0).length).toBe(21);
      queue.push({ kind: 'curve', ms: 1001 }, false);
      queue.close();
      vi.advanceTimersByTime(1000);
      expect(sent.flat().at(-1)).toEqual({ kind: 'curve', ms: 1000 });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a worker that goes away', () => {
  it.each(['error', 'messageerror'] as const)('rejects all that is pending on %s', async (type) => {
    const endpoint = deaf();
    const client = connect<Work>(endpoint);
    const calls = [client.call('add', { a: 1, b: 1 }), client.call('big', null)].map((call) =>
      call.catch((e: unknown) => e),
    );
    endpoint.fire(type, { message: 'boom' });
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: 'worker.died' });
    expect(endpoint.terminated).toBe(true);
    await expect(client.call('add', { a: 1, b: 1 })).rejects.toMatchObject({ code: 'worker.died' });
    expect(await client.ended).toMatchObject({ code: 'worker.died' });
  });

  it('is ended when it stays silent, and only then', async () => {
    vi.useFakeTimers();
    try {
      const endpoint = deaf();
      const client = connect<Work>(endpoint, { everyMs: 1000, misses: 5 });
      vi.advanceTimersByTime(60_000);
      const call = client.call('add', { a: 1, b: 1 }).catch((e: unknown) => e);
      vi.advanceTimersByTime(5900);
      expect(endpoint.terminated).toBe(false);
      vi.advanceTimersByTime(200);
      expect(endpoint.terminated).toBe(true);
      expect(await call).toMatchObject({ code: 'worker.silent', params: { seconds: 5 } });
    } finally {
      vi.useRealTimers();
    }
  });

  it('is left alone while it answers pings, however long the job', async () => {
    vi.useFakeTimers();
    try {
      const endpoint = deaf();
      let pings = 0;
      endpoint.postMessage = (message) => {
        if ((message as ToWorker).type !== 'ping') return;
        pings++;
        endpoint.fire('message', { data: { type: 'pong' } });
      };
      const client = connect<Work>(endpoint, { everyMs: 1000, misses: 2 });
      const call = client.call('loop', { turns: Infinity }).catch((e: unknown) => e);
      vi.advanceTimersByTime(80_500);
      expect(endpoint.terminated).toBe(false);
      expect(pings).toBe(80);
      client.end();
      expect(await call).toBeInstanceOf(CancelledError);
    } finally {
      vi.useRealTimers();
    }
  });

  it('end() rejects what is pending as cancelled, or with the reason given', async () => {
    const { client, stop } = together();
    const call = client.call('loop', { turns: Infinity });
    client.end();
    await expect(call).rejects.toBeInstanceOf(CancelledError);
    stop();
  });
});
