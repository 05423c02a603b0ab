import { CodedError } from '../core/errors.ts';
import type { SourceFile, TableSummary } from '../workers/data-contract.ts';
import { background, type AppContext } from './context.ts';
import { toFailure, wasCancelled } from './failure.ts';
import { withdraw } from './history.ts';
import type { FileChoice, ProjectAction, ProjectChoices } from './project.ts';
import { readingProgress } from './reading-progress.ts';
import { sameData } from './same.ts';

/** The project's table in the data worker, kept in step with the choices about files. */
export interface Tables {
  /** The table that lies ready in the data worker; while another is being read, still the one before. */
  present(): TableSummary | undefined;
  /** Takes actions about files, and reads. Where that fails with a table to go back to, they are withdrawn. */
  attempt(actions: readonly ProjectAction[]): Promise<void>;
  /** Reads what the choices say, whatever was there. */
  open(): Promise<void>;
  cancel(): void;
  /** Frees the table and forgets it. */
  close(): Promise<void>;
  /** The bytes of a file of the project. @throws data.file-missing */
  source(file: FileChoice): Promise<SourceFile>;
  /** Bytes that were just handed over; kept in storage in the background. */
  keep(id: string, file: File): void;
}

interface Reading {
  readonly controller: AbortController;
  /** Choices that are withdrawn where the reading fails. */
  unsettled: readonly ProjectAction[];
  ended: Promise<void>;
}

/** After that many deaths in a row it is the data that the worker cannot bear. */
const MOST_REVIVALS = 2;

/** Tells one reading of the project's files from another. */
export const dataKey = ({ files, combine, kinds, labels }: ProjectChoices): string =>
  JSON.stringify([
    files.map(({ id, read }) => [id, read]),
    combine ?? null,
    kinds,
    ...(labels ? [labels.map(({ key }) => key)] : []),
  ]);

/** Whether two readings (`dataKey`) have the same rows at the same places: labels and kinds move none. */
export function sameRows(a: string, b: string): boolean {
  const [filesA, combineA] = JSON.parse(a) as readonly unknown[];
  const [filesB, combineB] = JSON.parse(b) as readonly unknown[];
  return sameData([filesA, combineA], [filesB, combineB]);
}

/**
 * @param describe profiles a table that has just been read; ends early when `signal` is aborted
 * @param saved saves what has not been saved yet
 */
export function createTables(
  app: AppContext,
  describe: (summary: TableSummary, signal: AbortSignal) => Promise<void>,
  saved: () => Promise<void>,
): Tables {
  /** Bytes handed over during this visit: reading them again needs no storage. */
  const atHand = new Map<string, Blob>();
  let ready: TableSummary | undefined;
  let isReading = false;
  let revivals = 0;
  let reading: Reading | undefined;

  const source = async ({ id, name, read }: FileChoice): Promise<SourceFile> => {
    const blob = atHand.get(id) ?? (await app.library.file(id));
    if (!blob) throw new CodedError('data.file-missing', { file: name });
    return { id, name, blob, options: read };
  };

  const read = async (signal: AbortSignal): Promise<TableSummary> => {
    const { files, combine, kinds, labels } = app.state().choices;
    const progress = readingProgress(
      files.reduce((sum, file) => sum + file.byteLength, 0),
      () => app.services.now(),
    );
    const sources = await Promise.all(files.map(source));
    return app.data.call(
      'open',
      {
        files: sources,
        ...(combine ? { combine } : {}),
        ...(kinds.length > 0 ? { kinds } : {}),
        ...(labels ? { labels } : {}),
        ...(ready ? { replaces: ready.tableId } : {}),
      },
      { signal, onEvent: (event) => app.patch({ table: progress(event) }) },
    );
  };

  const forget = (): void => {
    if (ready) void app.data.call('close', { tableId: ready.tableId }).catch(() => undefined);
    ready = undefined;
    app.patch({ table: { status: 'empty' }, profile: { status: 'empty' }, suggestions: [], suspects: [] });
  };

  const takeBack = (actions: readonly ProjectAction[]): void => {
    app.setHistory(withdraw(app.history(), actions));
    const added = actions.flatMap((action) => (action.type === 'files-added' ? action.files : []));
    for (const { id } of added) atHand.delete(id);
    // Only once nothing on record mentions them any more.
    background(
      app,
      saved().then(() => app.library.deleteFiles(added.map(({ id }) => id))),
    );
  };

  /** Goes back to the table before, or says what is wrong where there is none. */
  const giveUp = (error: unknown, actions: readonly ProjectAction[], before: TableSummary | undefined): void => {
    const cancelled = wasCancelled(error);
    const { code, params } = toFailure(error);
    if (actions.length > 0 && (cancelled || before)) {
      if (!cancelled) app.note('stop', code, params);
      takeBack(actions);
      if (before && !ready) revive(error);
      else app.patch({ table: ready ? { status: 'ready', value: ready } : { status: 'empty' } });
      return;
    }
    app.patch({
      table: {
        status: 'failed',
        error: cancelled ? { code: 'reading.cancelled', params: {} } : toFailure(error),
      },
    });
  };

  /** Reads the tables of a data worker that died once more. */
  const revive = (reason: unknown): void => {
    if (revivals >= MOST_REVIVALS) {
      app.patch({ table: { status: 'failed', error: toFailure(reason) } });
      return;
    }
    revivals++;
    void start([]);
  };

  const run = async (current: Reading): Promise<void> => {
    const before = ready;
    try {
      if (app.state().choices.files.length === 0) return forget();
      isReading = true;
      ready = await read(current.controller.signal);
    } catch (error) {
      // A later reading has taken over, with the choices made here.
      if (reading !== current && wasCancelled(error)) return;
      const actions = current.unsettled;
      current.unsettled = [];
      if (error instanceof CodedError && error.code.startsWith('worker.')) ready = undefined;
      return giveUp(error, actions, before);
    } finally {
      isReading = false;
    }
    current.unsettled = [];
    app.patch({ table: { status: 'ready', value: ready } });
    await describe(ready, current.controller.signal);
    if (ready) revivals = 0;
  };

  /** One reading at a time; a later one stops the earlier, waits for its end and answers for its actions too. */
  function start(actions: readonly ProjectAction[]): Promise<void> {
    const before = reading;
    before?.controller.abort();
    for (const action of actions) app.act(action);
    if (app.state().choices.files.length > 0) app.patch({ table: { status: 'loading', share: 0 } });
    const current: Reading = { controller: new AbortController(), unsettled: actions, ended: Promise.resolve() };
    current.ended = (before?.ended ?? Promise.resolve()).then(() => {
      current.unsettled = [...(before?.unsettled ?? []), ...actions];
      return run(current);
    });
    reading = current;
    return current.ended;
  }

  // The tables are gone with their worker. A reading that was under way deals with that itself.
  app.onDataDied((reason) => {
    ready = undefined;
    if (isReading) return;
    app.note('careful', reason.code, reason.params);
    if (app.state().table.status === 'ready') revive(reason);
  });

  return {
    present: () => ready,
    attempt: start,
    open: () => start([]),
    cancel: () => reading?.controller.abort(),
    close: async () => {
      reading?.controller.abort();
      await reading?.ended;
      forget();
    },
    source,
    keep: (id, file) => {
      atHand.set(id, file);
      background(app, app.library.saveFile(id, file.name, file));
    },
  };
}
