import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchForLoss } from '../../src/nn/loss-watch.ts';

const never = new Promise<number>(() => {});

describe('watchForLoss', () => {
  let lost = false;
  let canvas = new EventTarget();
  const gl = { isContextLost: () => lost };

  beforeEach(() => {
    vi.useFakeTimers();
    lost = false;
    canvas = new EventTarget();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('passes a reading on, and leaves no timer', async () => {
    const watch = watchForLoss({ canvas, gl });
    expect(await watch.race(Promise.resolve(7))).toBe(7);
    expect(vi.getTimerCount()).toBe(0);
    expect(watch.gone).toBe(false);
  });

  it('ends a reading that would wait for ever when the canvas loses its context', async () => {
    const watch = watchForLoss({ canvas, gl });
    const reading = watch.race(never);
    canvas.dispatchEvent(new Event('webglcontextlost'));
    await expect(reading).rejects.toMatchObject({ code: 'compute.context-lost' });
    expect(watch.gone).toBe(true);
    await expect(watch.race(never)).rejects.toMatchObject({ code: 'compute.context-lost' });
  });

  it('ends a reading that takes too long though nobody said anything', async () => {
    const watch = watchForLoss({ canvas, gl }, 1000);
    const ended = watch.race(never).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1001);
    expect(await ended).toMatchObject({ code: 'compute.context-lost' });
    expect(watch.gone).toBe(true);
  });

  it('asks the context itself, in case the event is late', () => {
    const watch = watchForLoss({ canvas, gl });
    expect(watch.gone).toBe(false);
    lost = true;
    expect(watch.gone).toBe(true);
  });
});
