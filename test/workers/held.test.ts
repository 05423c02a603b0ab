import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPacer } from '../../src/core/learn/pacer.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

it('knows how long somebody paused it, which is no time at work', async () => {
  let paused = 0;
  const whenRunning = async (): Promise<void> => {
    vi.advanceTimersByTime(paused);
  };
  const pacer = createPacer(new AbortController().signal, { whenRunning });
  vi.advanceTimersByTime(700);
  await pacer.pause();
  expect(pacer.heldMs?.()).toBe(0);
  paused = 60_000;
  vi.advanceTimersByTime(700);
  await pacer.pause();
  expect(pacer.heldMs?.()).toBe(60_000);
});
