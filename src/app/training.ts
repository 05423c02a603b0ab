import { CodedError } from '../core/errors.ts';
import type { CellMeaning } from '../core/ingest/cell-meaning.ts';
import type { SavedCheckpoint } from '../lenses/checkpoint.ts';
import type { AnyPlan } from '../lenses/any.ts';
import type { TrainEvent } from '../lenses/events.ts';
import type { Control } from '../workers/protocol.ts';
import { createCheckpoints } from './checkpoints.ts';
import type { Commands } from './commands.ts';
import { IDLE, type AppContext } from './context.ts';
import { toFailure, wasCancelled } from './failure.ts';
import { runJob } from './job.ts';
import type { Models } from './models.ts';
import { planOf } from './plan.ts';
import { dataKey, type Tables } from './tables.ts';
import { reduceTraining } from './training-state.ts';
import { askedKey, canGoOn, type UnfinishedTraining } from './unfinished.ts';

type TrainingCommands = Pick<
  Commands,
  | 'train'
  | 'goOnTraining'
  | 'pauseTraining'
  | 'resumeTraining'
  | 'stepTraining'
  | 'backToBest'
  | 'finishTraining'
  | 'cancelTraining'
>;

export interface Trainings {
  readonly commands: TrainingCommands;
  /** Looks whether the training of the project that was just opened was interrupted, and says so. */
  reopen(): Promise<void>;
  /** Lets go of a training that was interrupted. */
  forget(): Promise<void>;
}

/** The notice after a reload in the middle of a training. */
export const INTERRUPTED = 'training.interrupted';

const UNREADABLE = 'train.checkpoint-unreadable';

const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof CodedError && codes.includes(error.code);
const isLost = (error: unknown): boolean => hasCode(error, 'worker.died', 'worker.silent');

/** What is asked, and of which table. */
interface Asked {
  readonly tableId: string;
  readonly cells?: CellMeaning;
  readonly plan: AnyPlan;
  readonly dataKey: string;
}

/** One training: asked once, run in one worker, and in another one where the first was lost. */
interface Job {
  readonly stop: AbortController;
  control?: (control: Control) => void;
  finishing: boolean;
  /** Its checkpoint, once it has begun. */
  kept?: UnfinishedTraining;
}

/** One training at a time, in a worker of its own. */
export function createTrainings(app: AppContext, tables: Tables, models: Models): Trainings {
  const checkpoints = createCheckpoints(app.library);
  let running: Job | undefined;

  /** @throws train.no-table, train.no-question */
  const ask = (): Asked & { readonly begun: UnfinishedTraining } => {
    const table = tables.present();
    if (!table || app.state().table.status !== 'ready') throw new CodedError('train.no-table');
    const { choices, projectId } = app.state();
    const [plan, data] = [planOf(choices), dataKey(choices)];
    if (!plan) throw new CodedError('train.no-question');
    const begun = { projectId, lens: plan.question.lens, asked: askedKey(plan, data), done: 0 };
    const cells = table.cells ? { cells: table.cells } : {};
    return { tableId: table.tableId, ...cells, plan, dataKey: data, begun };
  };

  const hear = (job: Job, kept: UnfinishedTraining, event: TrainEvent): void => {
    if (running !== job) return;
    if (event.kind === 'checkpoint') {
      job.kept = { ...kept, done: event.step.done };
      checkpoints.save(kept, event.step);
      return;
    }
    app.patch({ training: reduceTraining(app.state().training, event) });
  };

  const run = async (job: Job, asked: Asked, kept: UnfinishedTraining, saved?: SavedCheckpoint): Promise<void> => {
    const model = await runJob(
      () => app.services.spawnTraining(),
      job.stop.signal,
      async (client) => {
        const port = await app.data.lend(asked.tableId);
        const args = {
          port,
          plan: asked.plan,
          ...(asked.cells ? { cells: asked.cells } : {}),
          modelId: app.services.id(),
          ...(saved ? { saved } : {}),
        };
        const result = client.call('train', args, {
          transfer: [port],
          onEvent: (event) => hear(job, kept, event),
          onStart: (id) => {
            if (running === job) job.control = (control) => client.control(id, control);
          },
          onStepped: () => {
            const { training } = app.state();
            if (running === job && training.status === 'running')
              app.patch({ training: { ...training, status: 'paused' } });
          },
        });
        if (job.finishing) job.control?.('finish');
        return result;
      },
    );
    await models.add(model, kept.projectId, asked.dataKey);
  };

  /** A checkpoint that cannot be read is said and let go of: undefined. */
  const load = async (begun: UnfinishedTraining): Promise<SavedCheckpoint | undefined> => {
    try {
      return await checkpoints.load(begun.projectId);
    } catch (error) {
      if (!hasCode(error, UNREADABLE)) throw error;
      app.note('careful', UNREADABLE);
      return undefined;
    }
  };

  /**
   * Runs to the end. Where the worker is lost another one goes on, as long as each gets further than the one before.
   * @param from where it was interrupted; anew where it is left out
   */
  const runToEnd = async (job: Job, asked: Asked, begun: UnfinishedTraining, from?: SavedCheckpoint): Promise<void> => {
    let saved = from;
    for (;;) {
      if (!saved) {
        job.kept = begun;
        await checkpoints.begin(begun);
      }
      const before = job.kept?.done ?? 0;
      try {
        await run(job, asked, begun, saved);
        return;
      } catch (error) {
        const isUnreadable = saved !== undefined && hasCode(error, UNREADABLE);
        const gotFurther = isLost(error) && (job.kept?.done ?? 0) > before;
        if (job.stop.signal.aborted || !(isUnreadable || gotFurther)) throw error;
        delete job.control;
        app.patch({ training: { ...IDLE, status: job.finishing ? 'finishing' : 'running' } });
        app.note('careful', isUnreadable ? UNREADABLE : 'training.rescued');
        saved = isUnreadable ? undefined : await load(begun);
      }
    }
  };

  const forget = async (): Promise<void> => {
    const { unfinished } = app.state();
    if (!unfinished) return;
    app.patch({ unfinished: null });
    await checkpoints.forget(unfinished.projectId);
  };

  /** After a failure: what was settled is offered where the worker was lost, else it would only fail again. */
  const settle = async ({ kept }: Job, error: unknown): Promise<void> => {
    if (!kept) return;
    if (isLost(error) && kept.done > 0) {
      // Of another project than the present one, it waits until that one is opened again.
      if (kept.projectId !== app.state().projectId) return;
      if (canGoOn(kept, app.state())) return app.patch({ unfinished: kept });
    }
    await checkpoints.forget(kept.projectId);
  };

  const start = async (work: (job: Job) => Promise<void>): Promise<void> => {
    if (running) return;
    const job: Job = { stop: new AbortController(), finishing: false };
    running = job;
    app.patch({
      training: { ...IDLE, status: 'running' },
      notices: app.state().notices.filter(({ code }) => code !== INTERRUPTED),
    });
    try {
      await work(job);
      const { leftMs: _left, ...training } = app.state().training;
      app.patch({ training: { ...training, status: 'idle', share: 1 } });
    } catch (error) {
      if (wasCancelled(error)) app.patch({ training: IDLE });
      else app.patch({ training: { ...app.state().training, status: 'failed', error: toFailure(error) } });
      await settle(job, error);
      return;
    } finally {
      running = undefined;
    }
    if (job.kept) await checkpoints.forget(job.kept.projectId);
  };

  const steer = (control: Control, status: 'running' | 'paused' | 'finishing'): void => {
    if (!running?.control) return;
    running.control(control);
    if (control === 'finish') running.finishing = true;
    app.patch({ training: { ...app.state().training, status } });
  };

  const canSteer = (): boolean => ['running', 'paused'].includes(app.state().training.status);

  app.onChange(() => {
    const { unfinished, projectId } = app.state();
    // Another project's training waits until that project is opened again.
    if (unfinished?.projectId === projectId && !canGoOn(unfinished, app.state())) void forget();
  });

  const commands: TrainingCommands = {
    train: () =>
      start(async (job) => {
        const { begun, ...asked } = ask();
        await forget();
        await runToEnd(job, asked, begun);
      }),
    goOnTraining: () =>
      start(async (job) => {
        const { unfinished } = app.state();
        if (!unfinished || !canGoOn(unfinished, app.state())) throw new CodedError('train.nothing-to-go-on');
        const { begun, ...asked } = ask();
        job.kept = unfinished;
        app.patch({ unfinished: null });
        await runToEnd(job, asked, begun, await load(begun));
      }),
    pauseTraining: () => {
      if (app.state().training.status === 'running') steer('pause', 'paused');
    },
    resumeTraining: () => {
      if (app.state().training.status === 'paused') steer('resume', 'running');
    },
    stepTraining: () => {
      if (canSteer()) steer('step', 'running');
    },
    backToBest: () => {
      if (canSteer()) steer('best', 'running');
    },
    finishTraining: () => {
      if (canSteer()) steer('finish', 'finishing');
    },
    cancelTraining: () => running?.stop.abort(),
  };

  const reopen = async (): Promise<void> => {
    const { projectId } = app.state();
    try {
      const found = await checkpoints.find(projectId);
      if (!found) return;
      app.note('note', INTERRUPTED);
      app.patch({ unfinished: found });
      // What can be gone on with stays on record until it is, or is waved away.
      if (!canGoOn(found, app.state())) await forget();
    } catch (error) {
      if (!hasCode(error, UNREADABLE)) throw error;
      app.note('note', INTERRUPTED);
      app.note('careful', UNREADABLE);
      // One that a newer page wrote is that page's.
      const { cause } = error as CodedError;
      if (!hasCode(cause, 'storage.newer-record')) await checkpoints.forget(projectId);
    }
  };

  return { commands, reopen, forget };
}
