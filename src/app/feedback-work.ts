import { CodedError } from '../core/errors.ts';
import { isPredictModel } from '../lenses/any.ts';
import type { PredictModel } from '../lenses/predict/model.ts';
import { readingFor } from '../lenses/predict/reading-for.ts';
import type { TableSummary } from '../workers/data-contract.ts';
import type { OutcomeMatching, ScoredBatch } from '../workers/train-contract.ts';
import type { Commands } from './commands.ts';
import type { AppContext } from './context.ts';
import { toFailure, wasCancelled } from './failure.ts';
import type { FeedbackCommands } from './feedback.ts';
import { runJob } from './job.ts';
import type { Models } from './models.ts';
import type { FileChoice, ProjectAction } from './project.ts';
import { closeTable, openSideTable } from './side-table.ts';
import type { FeedbackState } from './state.ts';
import { dataKey, type Tables } from './tables.ts';

interface Outcomes {
  readonly file: File;
  readonly table: TableSummary;
}

interface Question {
  readonly matching: OutcomeMatching;
  readonly outcomeColumn: string;
}

/** Whether the outcomes file holds everything that a row to learn from needs, so that it can join the project. */
const isComplete = (model: PredictModel, table: TableSummary, asked: Question): boolean =>
  asked.matching.kind === 'rescored' &&
  asked.outcomeColumn === model.target &&
  [model.target, ...model.columns.map((column) => column.name)].every((name) =>
    table.columns.some((column) => column.name === name),
  );

/** The work behind FeedbackCommands: most visits ask for none of it. */
export function createFeedbackWork(app: AppContext, tables: Tables, models: Models): FeedbackCommands {
  let outcomes: Outcomes | undefined;
  let retrainedOn: Question | undefined;
  let running: AbortController | undefined;

  const show = (part: Partial<FeedbackState>): void => app.patch({ feedback: { ...app.state().feedback, ...part } });

  /** The newest job alone may speak. */
  const begin = (): { readonly signal: AbortSignal; readonly isNewest: () => boolean } => {
    running?.abort();
    const stop = new AbortController();
    running = stop;
    return { signal: stop.signal, isNewest: () => running === stop };
  };

  /** @throws feedback.no-outcomes, feedback.no-batch */
  const material = async (batchId?: string): Promise<{ table: TableSummary; batch?: ScoredBatch }> => {
    if (!outcomes) throw new CodedError('feedback.no-outcomes');
    if (batchId === undefined) return { table: outcomes.table };
    const batch = await app.library.batch(batchId);
    if (!batch) throw new CodedError('feedback.no-batch');
    return { table: outcomes.table, batch };
  };

  const openOutcomes = async (file: File): Promise<void> => {
    const { signal, isNewest } = begin();
    show({ file: { status: 'loading', share: 0 }, result: { status: 'empty' }, retraining: { status: 'empty' } });
    try {
      const model = app.state().model;
      const options = model.status === 'ready' && isPredictModel(model.value) ? readingFor(model.value) : {};
      const table = await openSideTable(app, file, options, signal, (progress) => {
        if (isNewest()) show({ file: progress });
      });
      if (!isNewest()) return closeTable(app, table.tableId);
      if (outcomes) closeTable(app, outcomes.table.tableId);
      outcomes = { file, table };
      show({ file: { status: 'ready', value: table } });
    } catch (error) {
      if (!isNewest()) return;
      show({ file: wasCancelled(error) ? { status: 'empty' } : { status: 'failed', error: toFailure(error) } });
    }
  };

  const compareOutcomes: Commands['compareOutcomes'] = async (matching, outcomeColumn, batchId) => {
    const { signal, isNewest } = begin();
    show({ result: { status: 'loading', share: 0 } });
    try {
      const model = models.presentPredict();
      const { table, batch } = await material(batchId);
      const value = await runJob(
        () => app.services.spawnTraining(),
        signal,
        async (client) => {
          const port = await app.data.lend(table.tableId);
          return client.call(
            'feedback',
            { port, model, matching, outcomeColumn, ...(batch ? { batch } : {}) },
            {
              transfer: [port],
              onEvent: ({ done, total }) => {
                if (isNewest()) show({ result: { status: 'loading', share: total > 0 ? done / total : 0 } });
              },
            },
          );
        },
      );
      if (isNewest()) show({ result: { status: 'ready', value } });
    } catch (error) {
      if (!isNewest()) return;
      show({ result: wasCancelled(error) ? { status: 'empty' } : { status: 'failed', error: toFailure(error) } });
    }
  };

  const retrain: Commands['retrain'] = async (matching, outcomeColumn, batchId) => {
    const { signal, isNewest } = begin();
    show({ retraining: { status: 'loading', share: 0 } });
    try {
      const model = models.presentPredict();
      const { table, batch } = await material(batchId);
      const old = tables.present();
      if (!old) throw new CodedError('feedback.training-data-missing');
      const value = await runJob(
        () => app.services.spawnTraining(),
        signal,
        async (client) => {
          const [oldPort, newPort] = await Promise.all([app.data.lend(old.tableId), app.data.lend(table.tableId)]);
          const modelId = app.services.id();
          return client.call(
            'retrain',
            {
              oldPort,
              newPort,
              model,
              ...(old.cells ? { cells: old.cells } : {}),
              matching,
              outcomeColumn,
              modelId,
              ...(batch ? { batch } : {}),
            },
            {
              transfer: [oldPort, newPort],
              onEvent: (event) => {
                if (event.kind !== 'time' || !isNewest()) return;
                show({ retraining: { status: 'loading', share: event.share, leftMs: event.leftMs } });
              },
            },
          );
        },
      );
      retrainedOn = { matching, outcomeColumn };
      if (isNewest()) show({ retraining: { status: 'ready', value } });
    } catch (error) {
      if (!isNewest()) return;
      show({ retraining: wasCancelled(error) ? { status: 'empty' } : { status: 'failed', error: toFailure(error) } });
    }
  };

  /** The new rows join the project, so that the next training and the next month's retraining have them too. */
  const addToProject = async (model: PredictModel): Promise<void> => {
    if (!outcomes || !retrainedOn || !isComplete(model, outcomes.table, retrainedOn)) return;
    const { choices } = app.state();
    if (choices.combine?.kind === 'join') return;
    const { file } = outcomes;
    const added: FileChoice = {
      id: app.services.id(),
      name: file.name,
      byteLength: file.size,
      read: readingFor(model),
    };
    tables.keep(added.id, file);
    const files = [...choices.files, added].map(({ id }) => id);
    const actions: ProjectAction[] = [
      { type: 'files-added', files: [added] },
      { type: 'combine-set', combine: { kind: 'append', files } },
    ];
    await tables.attempt(actions);
  };

  const acceptRetrained = async (): Promise<void> => {
    const { retraining, result, file } = app.state().feedback;
    if (retraining.status !== 'ready') return;
    const { model } = retraining.value;
    const { projectId } = app.state();
    await addToProject(model);
    await models.add(model, projectId, dataKey(app.state().choices));
    // What led to it stays on the screen.
    show({ retraining, result, file });
  };

  return { openOutcomes, compareOutcomes, retrain, cancelRetraining: () => running?.abort(), acceptRetrained };
}
