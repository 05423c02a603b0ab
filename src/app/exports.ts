import { CodedError } from '../core/errors.ts';
import type { ExportedFile, ExportFormat } from '../core/export/types.ts';
import type { AppContext } from './context.ts';
import { toFailure, wasCancelled } from './failure.ts';
import { runJob } from './job.ts';
import type { Models } from './models.ts';
import type { Tables } from './tables.ts';
import { thresholdOf } from './threshold.ts';

export interface TableCsvOptions {
  readonly signal?: AbortSignal;
  /** Rows written, of so many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Taking models and tables along. Failures land in the notices, and the answer is undefined then. */
export interface ExportCommands {
  /** The model on the screen: `python` one .py file, `layers-model` a zip archive. */
  exportModel(format: ExportFormat): Promise<Blob | undefined>;
  /** The project's table as CSV: as read and combined, or as the present recipe cleans it. Undefined when cancelled too. */
  tableCsv(which: 'raw' | 'cleaned', options?: TableCsvOptions): Promise<Blob | undefined>;
}

const ZIP_LEVEL = 6;

/** fflate is only loaded for this. */
async function zipped(files: readonly ExportedFile[]): Promise<Blob> {
  const { zipSync } = await import('fflate');
  const entries = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
  return new Blob([zipSync(entries, { level: ZIP_LEVEL }) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}

export function exportCommands(app: AppContext, tables: Tables, models: Models): ExportCommands {
  const orNotice = async (work: () => Promise<Blob>): Promise<Blob | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!wasCancelled(error)) app.note('stop', toFailure(error).code, toFailure(error).params);
      return undefined;
    }
  };

  return {
    exportModel: (format) =>
      orNotice(async () => {
        const present = models.presentPredict();
        // From the threshold on that holds now, as when a file is scored.
        const model =
          present.task === 'binary'
            ? { ...present, threshold: thresholdOf(present, app.state().choices).value }
            : present;
        const { files } = await runJob(
          () => app.services.spawnTraining(),
          new AbortController().signal,
          (client) => client.call('export', { model, format }),
        );
        if (format === 'layers-model') return zipped(files);
        return new Blob(
          files.map(({ bytes }) => bytes),
          { type: 'text/x-python;charset=utf-8' },
        );
      }),

    tableCsv: (which, { signal, onProgress } = {}) =>
      orNotice(async () => {
        const table = tables.present();
        if (!table || app.state().table.status !== 'ready') throw new CodedError('export.no-table');
        const { recipe, question } = app.state().choices;
        const cleaning = { recipe, ...(question ? { asTheyAre: [question.target] } : {}) };
        return app.data.call(
          'tableCsv',
          { tableId: table.tableId, ...(which === 'cleaned' ? cleaning : {}) },
          {
            ...(signal ? { signal } : {}),
            onEvent: ({ done, total }) => onProgress?.(done, total),
          },
        );
      }),
  };
}
