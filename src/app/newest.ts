import { connect, type Client } from '../workers/client.ts';
import type { Contract } from '../workers/protocol.ts';
import type { AppContext } from './context.ts';

/** A worker that answers as one types stays this long after the last question. */
const IDLE_MS = 60_000;

interface Waiting<Args, Result> {
  readonly args: Args;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Asks one warm training worker, one question at a time. While one is being answered only the newest of those that wait
 * counts: the callers of the others get its result.
 */
export function createNewest<C extends Contract, Args extends readonly unknown[], Result>(
  app: AppContext,
  ask: (client: Client<C>, ...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  let warm: Promise<Client<C>> | undefined;
  let endIdle: (() => void) | undefined;
  let waiting: Waiting<Args, Result>[] = [];
  let busy = false;

  const worker = (): Promise<Client<C>> => {
    if (warm) return warm;
    const starting = app.services.spawnTraining().then((endpoint) => connect<C>(endpoint));
    const forget = (): void => {
      if (warm === starting) warm = undefined;
    };
    starting.then((client) => void client.ended.then(forget), forget);
    warm = starting;
    return starting;
  };

  const cool = (): void => {
    const ending = warm;
    warm = undefined;
    void ending?.then((client) => client.end());
  };

  const work = async (): Promise<void> => {
    busy = true;
    endIdle?.();
    while (waiting.length > 0) {
      const served = waiting;
      waiting = [];
      const newest = served.at(-1) as Waiting<Args, Result>;
      try {
        const result = await ask(await worker(), ...newest.args);
        for (const caller of served) caller.resolve(result);
      } catch (error) {
        for (const caller of served) caller.reject(error);
      }
    }
    busy = false;
    endIdle = app.services.later(IDLE_MS, cool);
  };

  return (...args) =>
    new Promise((resolve, reject) => {
      waiting.push({ args, resolve, reject });
      if (!busy) void work();
    });
}
