import { createApp, type App } from '../../../src/app/store.ts';
import { PROJECT } from '../../../src/app/document.ts';
import type { Services } from '../../../src/app/services.ts';
import type { AppState } from '../../../src/app/state.ts';
import { CodedError } from '../../../src/core/errors.ts';
import { memoryBacking, type Backing } from '../../../src/storage/database.ts';
import { createLibrary } from '../../../src/storage/library.ts';
import { withOverlay } from '../../../src/storage/overlay.ts';
import type { DataContract } from '../../../src/workers/data-contract.ts';
import type { Contract, Endpoint } from '../../../src/workers/protocol.ts';
import { serve, type Handlers } from '../../../src/workers/serve.ts';
import type { TrainContract } from '../../../src/workers/train-contract.ts';

/** A worker in this thread: ends when terminated, and can be made to die as real ones do. */
export interface InProcess extends Endpoint {
  die(): void;
  readonly ended: boolean;
}

export function inProcess<C extends Contract>(handlers: Handlers<C>): InProcess {
  const { port1, port2 } = new MessageChannel();
  const stop = serve<C>(port2 as Endpoint, handlers);
  const events = new EventTarget();
  let ended = false;
  const end = (): void => {
    ended = true;
    stop();
    port1.close();
    port2.close();
  };
  return {
    postMessage: (message, transfer) => port1.postMessage(message, transfer ?? []),
    addEventListener: (type, listener) => {
      if (type === 'message') port1.addEventListener('message', listener);
      else events.addEventListener(type, listener as EventListener);
    },
    removeEventListener: (type, listener) => {
      if (type === 'message') port1.removeEventListener('message', listener);
      else events.removeEventListener(type, listener as EventListener);
    },
    start: () => port1.start(),
    terminate: end,
    die: () => void events.dispatchEvent(new Event('error', { cancelable: true })),
    get ended() {
      return ended;
    },
  };
}

export interface Page {
  readonly app: App;
  readonly state: () => AppState;
  readonly dataWorkers: InProcess[];
  readonly trainWorkers: InProcess[];
  /** Resolves once the state satisfies the condition. */
  readonly until: (condition: (state: AppState) => boolean) => Promise<AppState>;
}

/** Backings outlive a page: opening a second page on the same one is a reload. */
export function openPage(options: {
  readonly data: () => Handlers<DataContract>;
  readonly train: () => Handlers<TrainContract>;
  readonly backing?: Backing;
  readonly names?: string;
  /** Built-in tables by id. */
  readonly samples?: Readonly<Record<string, File>>;
  /** In place of what the page gets otherwise. */
  readonly services?: Partial<Services>;
}): Page {
  const dataWorkers: InProcess[] = [];
  const trainWorkers: InProcess[] = [];
  let next = 0;
  const services: Services = {
    spawnData: async () => {
      const worker = inProcess<DataContract>(options.data());
      dataWorkers.push(worker);
      return worker;
    },
    spawnTraining: async () => {
      const worker = inProcess<TrainContract>(options.train());
      trainWorkers.push(worker);
      return worker;
    },
    openLibrary: (onTrouble) =>
      createLibrary(withOverlay(Promise.resolve(options.backing ?? memoryBacking()), onTrouble), PROJECT),
    now: () => 0,
    id: () => `${options.names ?? 'id'}-${next++}`,
    // Saving and ending idle workers happen when a test asks for them.
    later: () => () => undefined,
    sample: async (id) => {
      const file = options.samples?.[id];
      if (!file) throw new CodedError('sample.unknown', { id });
      return file;
    },
    recipe: async () => [{ step: 'missing', on: true, params: {} }],
    ...options.services,
  };
  const app = createApp(services);
  return {
    app,
    state: () => app.store.getState(),
    dataWorkers,
    trainWorkers,
    until: (condition) =>
      new Promise((resolve) => {
        const check = (state: AppState): boolean => {
          if (!condition(state)) return false;
          resolve(state);
          return true;
        };
        if (check(app.store.getState())) return;
        const stop = app.store.subscribe((state) => {
          if (check(state)) stop();
        });
      }),
  };
}
