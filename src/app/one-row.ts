import { connect, type Client } from '../workers/client.ts';
import type { ApplyResult } from '../lenses/predict/model.ts';
import type { TrainContract } from '../workers/train-contract.ts';
import type { AppContext } from './context.ts';
import type { Models } from './models.ts';
import type { PredictOne } from './state.ts';

/** The worker that predicts single rows stays this long after the last one. */
const IDLE_MS = 60_000;

interface Waiting {
  readonly args: Parameters<PredictOne>;
  readonly resolve: (result: ApplyResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Predicts single rows in one warm training worker. While one is being predicted only the newest of those that wait
 * counts: the callers of the others get its result.
 */
export function createPredictOne(app: AppContext, models: Models): PredictOne {
  let warm: Promise<Client<TrainContract>> | undefined;
  let endIdle: (() => void) | undefined;
  let waiting: Waiting[] = [];
  let busy = false;

  const worker = (): Promise<Client<TrainContract>> => {
    if (warm) return warm;
    const starting = app.services.spawnTraining().then((endpoint) => connect<TrainContract>(endpoint));
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

  const predict = async ([values, which]: Parameters<PredictOne>): Promise<ApplyResult> => {
    const model = models.present();
    return (await worker()).call('one', { model, values, which });
  };

  const work = async (): Promise<void> => {
    busy = true;
    endIdle?.();
    while (waiting.length > 0) {
      const served = waiting;
      waiting = [];
      const newest = served.at(-1) as Waiting;
      try {
        const result = await predict(newest.args);
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
