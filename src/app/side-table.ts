import type { ReadOptions } from '../core/ingest/types.ts';
import type { TableSummary } from '../workers/data-contract.ts';
import type { AppContext } from './context.ts';
import { readingProgress } from './reading-progress.ts';
import type { Loading } from './state.ts';

/** Reads a file beside the project's table: rows to score, or outcomes. The caller closes the table. */
export async function openSideTable(
  app: AppContext,
  file: File,
  options: ReadOptions,
  signal: AbortSignal,
  onProgress: (progress: Loading<never>) => void,
): Promise<TableSummary> {
  const progress = readingProgress(file.size, () => app.services.now());
  const source = { id: app.services.id(), name: file.name, blob: file, options };
  return app.data.call('open', { files: [source] }, { signal, onEvent: (event) => onProgress(progress(event)) });
}

/** Frees a table that is needed no longer; a data worker that died has freed it already. */
export const closeTable = (app: AppContext, tableId: string): void =>
  void app.data.call('close', { tableId }).catch(() => undefined);
