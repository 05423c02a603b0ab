import { CodedError } from '../core/errors.ts';
import type { PredictPlan } from '../lenses/predict/question.ts';
import type { Control } from '../workers/protocol.ts';
import type { Commands } from './commands.ts';
import { IDLE, type AppContext } from './context.ts';
import { toFailure, wasCancelled } from './failure.ts';
import { runJob } from './job.ts';
import type { Models } from './models.ts';
import type { ProjectChoices } from './project.ts';
import { dataKey, type Tables } from './tables.ts';
import { reduceTraining } from './training-state.ts';

type TrainingCommands = Pick<
  Commands,
  'train' | 'pauseTraining' | 'resumeTraining' | 'finishTraining' | 'cancelTraining'
>;

/** Under this key storage remembers which project is in training, so that a reload in the middle can be told. */
export const TRAINING_SETTING = 'training';

/** @throws train.no-table, train.no-question */
function planOf({ question, recipe, settings }: ProjectChoices): PredictPlan {
  if (!question) throw new CodedError('train.no-question');
  return { question, recipe, settings };
}

/** One training at a time, in a worker of its own. */
export function trainingCommands(app: AppContext, tables: Tables, models: Models): TrainingCommands {
  let running: { readonly stop: AbortController; control?: (control: Control) => void } | undefined;

  const run = async (stop: AbortController): Promise<void> => {
    const table = tables.present();
    if (!table || app.state().table.status !== 'ready') throw new CodedError('train.no-table');
    const { choices, projectId } = app.state();
    const plan = planOf(choices);
    const modelId = app.services.id();
    const model = await runJob(
      () => app.services.spawnTraining(),
      stop.signal,
      async (client) => {
        const port = await app.data.lend(table.tableId);
        return client.call(
          'train',
          { port, plan, modelId },
          {
            transfer: [port],
            onEvent: (event) => {
              if (running?.stop === stop) app.patch({ training: reduceTraining(app.state().training, event) });
            },
            onStart: (id) => {
              if (running?.stop === stop) running.control = (control) => client.control(id, control);
            },
          },
        );
      },
    );
    await models.add(model, projectId, dataKey(choices));
  };

  const train = async (): Promise<void> => {
    if (running) return;
    const stop = new AbortController();
    running = { stop };
    app.patch({ training: { ...IDLE, status: 'running' } });
    try {
      await app.library.saveSetting(TRAINING_SETTING, app.state().projectId);
      await run(stop);
      const { leftMs: _left, ...training } = app.state().training;
      app.patch({ training: { ...training, status: 'idle', share: 1 } });
    } catch (error) {
      if (wasCancelled(error)) app.patch({ training: IDLE });
      else app.patch({ training: { ...app.state().training, status: 'failed', error: toFailure(error) } });
    } finally {
      running = undefined;
      await app.library.saveSetting(TRAINING_SETTING, null);
    }
  };

  const steer = (control: Control, status: 'running' | 'paused' | 'finishing'): void => {
    if (!running?.control) return;
    running.control(control);
    app.patch({ training: { ...app.state().training, status } });
  };

  return {
    train,
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
