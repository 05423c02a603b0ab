import { cellReader } from '../core/table/cells.ts';
import type { Table } from '../core/table/table.ts';
import type { PredictModel } from '../lenses/predict/model.ts';
import { readingFor } from '../lenses/predict/reading-for.ts';
import type { RowWindow, TableSummary } from '../workers/data-contract.ts';
import type { Commands } from './commands.ts';
import { background, type AppContext } from './context.ts';
import { toFailure, wasCancelled } from './failure.ts';
import { runJob } from './job.ts';
import { rankedRows } from './ranked-rows.ts';
import type { Models } from './models.ts';
import { closeTable, openSideTable } from './side-table.ts';
import type { ScoredFile } from './state.ts';
import { withThresholds } from './threshold.ts';

/** The highest predictions are shown, with the rows they are for; of texts and pictures the least sure ones, for a person. */
const PREVIEW_ROWS = 50;

/** Rows as read, with the prediction columns behind. */
function preview(windows: readonly RowWindow[], added: Table): ScoredFile['preview'] {
  const readers = added.columns.map(cellReader);
  return {
    columns: [...(windows[0]?.columns ?? []), ...added.columns.map((column) => column.name)],
    rowNumbers: windows.map(({ start }) => start),
    rows: windows.map(({ start, rows: [cells = []] }) => [...cells, ...readers.map((read) => read(start))]),
  };
}

/** Scores a file of new rows: in a training worker of its own, with the table in the data worker. */
export function scoringCommands(
  app: AppContext,
  models: Models,
): Pick<Commands, 'scoreFile' | 'scoreAgain' | 'cancelScoring'> {
  let running: AbortController | undefined;
  let last: File | undefined;

  const score = async (model: PredictModel, table: TableSummary, fileName: string, stop: AbortController) => {
    const batchId = app.services.id();
    return runJob(
      () => app.services.spawnTraining(),
      stop.signal,
      async (client) => {
        const port = await app.data.lend(table.tableId);
        return client.call(
          'score',
          { port, model, fileName, batchId },
          {
            transfer: [port],
            onEvent: ({ done, total }) => {
              if (running !== stop) return;
              app.patch({ scored: { status: 'loading', share: total > 0 ? 0.5 + done / total / 2 : 0.5 } });
            },
          },
        );
      },
    );
  };

  /** Fetched where a model is about pictures. */
  const pictures = async (
    ...[model, table, scored]: [PredictModel, TableSummary, Pick<ScoredFile, 'prediction' | 'report'>]
  ) => (await import('./scored-pictures.ts')).scoredPictures(app, model, table, scored, PREVIEW_ROWS);

  const run = async (file: File, stop: AbortController): Promise<ScoredFile> => {
    const model = withThresholds(models.presentPredict(), app.state().choices);
    const { threshold, handOver } = model;
    const table = await openSideTable(app, file, readingFor(model), stop.signal, (progress) => {
      if (running !== stop || progress.status !== 'loading') return;
      app.patch({ scored: { status: 'loading', share: (progress.share ?? 0) / 2 } });
    });
    try {
      const { tableId } = table;
      const scored = await score(model, table, file.name, stop);
      const { prediction, added, batch } = scored;
      const pictured = await (model.lens === 'image' ? pictures(model, table, scored) : undefined);
      const shown = pictured ? { columns: pictured.columns } : {};
      const row = (start: number) => app.data.call('window', { tableId, start, count: 1, ...shown });
      const rows =
        pictured?.ranked ?? rankedRows(prediction, PREVIEW_ROWS, handOver === undefined ? 'highest' : 'lowest');
      const made = scored.rows && (await import('./scored-rows.ts')).scoredRows(scored.rows, added, rows);
      const [csv, ...highest] = made
        ? [made.csv, ...made.windows]
        : await Promise.all([app.data.call('csv', { tableId, added }, { signal: stop.signal }), ...rows.map(row)]);
      background(
        app,
        app.library.saveBatch(batch).then(() => models.refreshBatches()),
      );
      return {
        batchId: batch.id,
        fileName: file.name,
        report: pictured?.report ?? scored.report,
        prediction,
        ...(threshold === undefined ? {} : { threshold }),
        ...(handOver === undefined ? {} : { handOver }),
        csv,
        preview: preview(highest, added),
        ...(pictured ? { pictures: pictured.pictures } : {}),
      };
    } finally {
      closeTable(app, table.tableId);
    }
  };

  const scoreFile = async (file: File): Promise<void> => {
    last = file;
    running?.abort();
    const stop = new AbortController();
    running = stop;
    app.patch({ scored: { status: 'loading', share: 0 } });
    try {
      const value = await run(file, stop);
      if (running === stop) app.patch({ scored: { status: 'ready', value } });
    } catch (error) {
      if (running !== stop) return;
      app.patch({
        scored: wasCancelled(error) ? { status: 'empty' } : { status: 'failed', error: toFailure(error) },
      });
    } finally {
      if (running === stop) running = undefined;
    }
  };

  return {
    scoreFile,
    async scoreAgain() {
      if (last) await scoreFile(last);
    },
    cancelScoring: () => running?.abort(),
  };
}
