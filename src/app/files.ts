import { createPacer } from '../core/learn/pacer.ts';
import type { ReadOptions } from '../core/ingest/types.ts';
import type { ColumnKind } from '../core/table/column.ts';
import type { CombineChoice, RowWindow } from '../workers/data-contract.ts';
import type { Commands } from './commands.ts';
import type { AppContext } from './context.ts';
import { sortDropped } from './dropped-pictures.ts';
import { toFailure, wasCancelled } from './failure.ts';
import { bringBack } from './missing-files.ts';
import type { FileChoice, ProjectAction } from './project.ts';
import type { Tables } from './tables.ts';

type FileCommands = Pick<
  Commands,
  | 'addFiles'
  | 'pasteText'
  | 'removeFile'
  | 'previewRead'
  | 'changeRead'
  | 'setCombine'
  | 'setKind'
  | 'cancelReading'
  | 'rows'
  | 'pictures'
  | 'rowsAt'
  | 'levels'
>;

/** Files of the project: opened, read in another way, combined, looked at. */
export function fileCommands(app: AppContext, tables: Tables): FileCommands {
  let previewing: AbortController | undefined;

  const packing = new Set<AbortController>();

  /** Puts pictures that were dropped one by one, or in folders, into one file. Undefined where that was stopped or failed. */
  const packed = async (dropped: readonly File[]): Promise<readonly File[] | undefined> => {
    const { pack, rest } = sortDropped(dropped);
    if (!pack) return rest;
    const controller = new AbortController();
    packing.add(controller);
    const { table: before } = app.state();
    const total = pack.files.length;
    const tell = (done: number): void => {
      const detail = { code: 'reading.packing', params: { done, total } };
      app.patch({ table: { status: 'loading', share: done / total, detail } });
    };
    try {
      tell(0);
      const { storeZip } = await import('../core/ingest/zip/store.ts');
      const throttled = everyTenth(() => app.services.now(), tell);
      const zip = await storeZip(pack.files, pack.name, createPacer(controller.signal), throttled);
      return [...rest, new File([zip], pack.name, { type: zip.type })];
    } catch (error) {
      const present = tables.present();
      app.patch({ table: present ? { status: 'ready', value: present } : before });
      if (!wasCancelled(error)) app.note('stop', toFailure(error).code, toFailure(error).params);
      return undefined;
    } finally {
      packing.delete(controller);
    }
  };

  const addFiles = async (dropped: readonly File[]): Promise<void> => {
    const ready = await packed(dropped);
    const files = ready ? await bringBack(app, tables, ready) : [];
    if (files.length === 0) return;
    const added: FileChoice[] = files.map((file) => {
      const id = app.services.id();
      tables.keep(id, file);
      return { id, name: file.name, byteLength: file.size, read: {} };
    });
    // Files that could never be read make way for the new ones.
    const unread = app.state().table.status === 'failed' && !tables.present() ? app.state().choices.files : [];
    const removed: ProjectAction[] = unread.map(({ id }) => ({ type: 'file-removed', id }));
    await tables.attempt([...removed, { type: 'files-added', files: added }]);
  };

  const previewRead = async (fileId: string, read: ReadOptions): Promise<void> => {
    const file = app.state().choices.files.find(({ id }) => id === fileId);
    if (!file) return;
    previewing?.abort();
    const controller = new AbortController();
    previewing = controller;
    app.patch({ preview: { status: 'loading' } });
    try {
      const source = await tables.source({ ...file, read });
      const value = await app.data.call('preview', { file: source }, { signal: controller.signal });
      if (previewing === controller) app.patch({ preview: { status: 'ready', value } });
    } catch (error) {
      if (previewing !== controller || wasCancelled(error)) return;
      app.patch({ preview: { status: 'failed', error: toFailure(error) } });
    }
  };

  /** Asks the data worker about the table; gives `otherwise` while there is none, or it has just been replaced. */
  const ask = async <T>(question: (tableId: string) => Promise<T>, otherwise: T): Promise<T> => {
    const table = tables.present();
    if (!table) return otherwise;
    try {
      return await question(table.tableId);
    } catch (error) {
      const replaced = tables.present()?.tableId !== table.tableId;
      if (!wasCancelled(error) && !replaced) app.note('careful', toFailure(error).code, toFailure(error).params);
      return otherwise;
    }
  };

  return {
    addFiles,
    previewRead,
    pasteText: (text) => addFiles([new File([text], 'pasted.csv', { type: 'text/csv' })]),
    removeFile: (id) => tables.attempt([{ type: 'file-removed', id }]),
    changeRead: (id, read) => tables.attempt([{ type: 'read-changed', id, read }]),
    setCombine: (combine: CombineChoice | null) => tables.attempt([{ type: 'combine-set', combine }]),
    setKind: (column: string, kind: ColumnKind | null) => tables.attempt([{ type: 'kind-set', column, kind }]),
    cancelReading: () => {
      for (const controller of packing) controller.abort();
      tables.cancel();
    },
    rows: (start, count, shown = {}) => {
      const none: RowWindow = { start, columns: [], rows: [] };
      return ask((tableId) => app.data.call('window', { tableId, start, count, ...shown }), none);
    },
    pictures: (rows, source, white) =>
      ask(
        (tableId) => app.data.call('pictures', { tableId, rows, source, ...(white === undefined ? {} : { white }) }),
        undefined,
      ),
    rowsAt: (rows, columns) =>
      ask((tableId) => app.data.call('rowsAt', { tableId, rows, ...(columns ? { columns } : {}) }), {
        columns: [],
        rows: [],
      }),
    levels: (column, limit) => ask((tableId) => app.data.call('levels', { tableId, column, limit }), []),
  };
}

/** Calls at most ten times a second. */
function everyTenth(now: () => number, tell: (done: number) => void): (done: number) => void {
  let last = now();
  return (done) => {
    if (now() - last < 100) return;
    last = now();
    tell(done);
  };
}
