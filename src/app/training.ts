import { CodedError } from '../core/errors.ts';
import { selectionMetric } from '../core/metrics/score.ts';
import { cutShort, type CutShort } from '../lenses/predict/cut-short.ts';
import type { PredictPlan } from '../lenses/predict/question.ts';
import type { TrainEvent } from '../lenses/predict/events.ts';
import type { Control } from '../workers/protocol.ts';
import type { Commands } from './commands.ts';
import { background, IDLE, type AppContext } from './context.ts';
import { toFailure, wasCancelled } from './failure.ts';
import { runJob } from './job.ts';
import type { Models } from './models.ts';
import type { ProjectChoices } from './project.ts';
import { dataKey, type Tables } from './tables.ts';
import { reduceTraining } from './training-state.ts';
import { goOn, type UnfinishedTraining } from './unfinished.ts';

type TrainingCommands = Pick<
  Commands,
  'train' | 'trainBest' | 'pauseTraining' | 'resumeTraining' | 'finishTraining' | 'cancelTraining'
>;

/** Under this key storage remembers the training in progress and its tries, so that a reload in the middle can go on. */
export const TRAINING_SETTING = 'training';

/** The notice after a reload in the middle of a training. */
export const INTERRUPTED = 'training.interrupted';

/** @throws train.no-table, train.no-question */
function planOf({ question, recipe, settings }: ProjectChoices): PredictPlan {
  if (!question) throw new CodedError('train.no-question');
  return { question, recipe, settings };
}

const isLost = (error: unknown): boolean =>
  error instanceof CodedError && (error.code === 'worker.died' || error.code === 'worker.silent');

/** One training: asked once, run in one worker, and in a second one where the first was lost. */
interface Job {
  readonly stop: AbortController;
  control?: (control: Control) => void;
}

/** One training at a time, in a worker of its own. */
export function trainingCommands(app: AppContext, tables: Tables, models: Models): TrainingCommands {
  let running: Job | undefined;

  const remember = (value: UnfinishedTraining | null): Promise<void> =>
    app.library.saveSetting(TRAINING_SETTING, value);

  /** What is asked, and of which table. @throws train.no-table, train.no-question */
  const begin = (): { readonly tableId: string; readonly begun: UnfinishedTraining } => {
    const table = tables.present();
    if (!table || app.state().table.status !== 'ready') throw new CodedError('train.no-table');
    const { choices, projectId } = app.state();
    return {
      tableId: table.tableId,
      begun: { projectId, plan: planOf(choices), dataKey: dataKey(choices), tries: [] },
    };
  };

  /** @param only the best try of a search that was lost, instead of a search */
  const run = async (job: Job, tableId: string, begun: UnfinishedTraining, only?: CutShort): Promise<void> => {
    const hear = (event: TrainEvent): void => {
      if (running !== job) return;
      const training = reduceTraining(app.state().training, event);
      app.patch({ training });
      // While a best try is trained alone, the tries it was the best of stay on record.
      if (event.kind === 'tried' && !only) background(app, remember({ ...begun, tries: training.tries }));
    };
    const model = await runJob(
      () => app.services.spawnTraining(),
      job.stop.signal,
      async (client) => {
        const port = await app.data.lend(tableId);
        const args = { port, plan: begun.plan, modelId: app.services.id(), ...(only ? { only } : {}) };
        return client.call('train', args, {
          transfer: [port],
          onEvent: hear,
          onStart: (id) => {
            if (running === job) job.control = (control) => client.control(id, control);
          },
        });
      },
    );
    await models.add(model, begun.projectId, begun.dataKey);
  };

  /** A search that loses its worker goes on with its best try, in another worker. */
  const runOrGoOn = async (job: Job, tableId: string, begun: UnfinishedTraining): Promise<void> => {
    try {
      await run(job, tableId, begun);
    } catch (error) {
      const { tries } = app.state().training;
      const best = isLost(error) ? cutShort(tries, selectionMetric(begun.plan.question.task)) : undefined;
      if (!best || job.stop.signal.aborted) throw error;
      app.note('careful', 'training.rescued', { tries: best.others.length + 1 });
      delete job.control;
      app.patch({ training: { ...IDLE, status: 'running' }, unfinished: { ...begun, tries } });
      await run(job, tableId, begun, best);
    }
  };

  const start = async (work: (job: Job) => Promise<void>): Promise<void> => {
    if (running) return;
    const job: Job = { stop: new AbortController() };
    running = job;
    app.patch({
      training: { ...IDLE, status: 'running' },
      notices: app.state().notices.filter(({ code }) => code !== INTERRUPTED),
    });
    try {
      await work(job);
      const { leftMs: _left, ...training } = app.state().training;
      app.patch({ training: { ...training, status: 'idle', share: 1 }, unfinished: null });
    } catch (error) {
      if (wasCancelled(error)) app.patch({ training: IDLE, unfinished: null });
      else app.patch({ training: { ...app.state().training, status: 'failed', error: toFailure(error) } });
    } finally {
      running = undefined;
      await remember(app.state().unfinished);
    }
  };

  const steer = (control: Control, status: 'running' | 'paused' | 'finishing'): void => {
    if (!running?.control) return;
    running.control(control);
    app.patch({ training: { ...app.state().training, status } });
  };

  return {
    train: () =>
      start(async (job) => {
        app.patch({ unfinished: null });
        const { tableId, begun } = begin();
        await remember(begun);
        await runOrGoOn(job, tableId, begun);
      }),
    trainBest: () =>
      start(async (job) => {
        const { unfinished } = app.state();
        const best = goOn(unfinished, app.state());
        if (!unfinished || !best) throw new CodedError('train.nothing-to-go-on');
        const { tableId } = begin();
        await run(job, tableId, unfinished, best);
      }),
    pauseTraining: () => {
      if (app.state().training.status === 'running') steer('pause', 'paused');
    },
    resumeTraining: () => {
      if (app.state().training.status === 'paused') steer('resume', 'running');
    },
    finishTraining: () => {
      const { status } = app.state().training;
      if (status === 'running' || status === 'paused') steer('finish', 'finishing');
    },
    cancelTraining: () => running?.stop.abort(),
  };
}
