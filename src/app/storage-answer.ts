import type { AppContext } from './context.ts';

/** What the browser says about what it keeps. */
export interface StorageAnswer {
  /** Whether it has promised not to clear anything by itself. */
  readonly persisted: boolean | 'unknown';
  /** Bytes in use by the page and at its disposal, as far as the browser tells. */
  readonly usage?: number;
  readonly quota?: number;
  /** Whether it tells when a project is open in another tab. */
  readonly tabs: boolean;
}

export interface StorageAsking {
  /** Asks how much room there is, and whether it keeps its promise. */
  refresh(): Promise<void>;
  /** Asks the browser to promise: once there is something to keep, since some browsers put it to the person. */
  ask(): Promise<void>;
}

/** Keeps `storageAnswer` in step with what the browser says. */
export function createStorageAsking(app: AppContext): StorageAsking {
  const { room } = app.services;
  let asked = false;

  const refresh = async (): Promise<void> => {
    const { storageAnswer } = app.state();
    if (!room) return;
    const [persisted, estimate] = await Promise.all([room.persisted(), room.estimate()]);
    app.patch({ storageAnswer: { tabs: storageAnswer.tabs, persisted, ...estimate } });
  };

  // Each of these has put something into storage, or taken something out.
  app.store.subscribe((now, before) => {
    if (now.models === before.models && now.batches === before.batches && now.storage === before.storage) return;
    // No room is worth a notice: the answer shown is then the one before.
    void refresh().catch(() => undefined);
  });

  return {
    refresh,
    async ask() {
      if (!room || asked || app.state().storage === 'memory-only') return;
      asked = true;
      if (!(await room.persisted())) await room.persist();
      await refresh();
    },
  };
}
