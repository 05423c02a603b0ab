import type { Autosave } from './autosave.ts';
import { PROJECT_SETTING } from './autosave.ts';
import { background, type AppContext } from './context.ts';
import { toFailure } from './failure.ts';
import { EMPTY_HISTORY, openHistory, redo, undo, type History } from './history.ts';
import type { ProjectAction, ProjectDocument } from './project.ts';
import { sameData } from './same.ts';
import { dataKey, type Tables } from './tables.ts';
import type { ProjectTabs } from './tabs.ts';

export interface ProjectLife {
  /** Opens a kept project and reads its files in the background. False where it is not there or cannot be read. */
  open(id: string): Promise<boolean>;
  /** Reads the present project again where it was saved otherwise since. @throws storage.newer-record, storage.unreadable-record */
  refresh(): Promise<void>;
  /** Puts an empty project in place of the present one. */
  startNew(): Promise<void>;
  /** Forgets a kept project that is neither the present one nor open in another tab. */
  drop(id: string): Promise<void>;
  undo(): void;
  redo(): void;
}

/** Files that any of these actions ever added. */
const filesOf = (actions: readonly ProjectAction[]): string[] =>
  actions.flatMap((action) => (action.type === 'files-added' ? action.files.map(({ id }) => id) : []));

interface Loaded {
  readonly actions: readonly ProjectAction[];
  readonly recovered: boolean;
}

export function createProjectLife(
  app: AppContext,
  tables: Tables,
  autosave: Autosave,
  tabs: Pick<ProjectTabs, 'enter' | 'isElsewhere'>,
): ProjectLife {
  /** @throws storage.newer-record, storage.unreadable-record */
  const load = async (id: string): Promise<Loaded | undefined> => {
    const kept = await app.library.project(id);
    // Checked by the schema of `document.ts`, which says in valibot what ProjectDocument says in TypeScript.
    return kept && { actions: (kept.document as ProjectDocument).actions, recovered: kept.recovered };
  };

  const show = ({ actions, recovered }: Loaded, id: string): void => {
    app.setHistory(openHistory(actions), id);
    // What was damaged is written anew.
    if (recovered) app.note('careful', 'storage.recovered');
    else autosave.opened();
  };

  const open = async (id: string): Promise<boolean> => {
    await autosave.flush();
    const before = app.state().projectId;
    await tabs.enter(id);
    try {
      const loaded = await load(id);
      if (!loaded) {
        await tabs.enter(before);
        return false;
      }
      await tables.close();
      show(loaded, id);
    } catch (error) {
      app.note('stop', toFailure(error).code, toFailure(error).params);
      await tabs.enter(before);
      return false;
    }
    await app.library.saveSetting(PROJECT_SETTING, id);
    if (app.state().choices.files.length > 0) background(app, tables.open());
    return true;
  };

  /** A project that no model came from could never be opened again: its record and files make room. */
  const leave = async (): Promise<void> => {
    const { projectId, readOnly } = app.state();
    if (readOnly) return;
    const actions = [...app.history().past, ...app.history().future];
    const models = await app.library.models();
    const needed = models.some((model) => model.projectId === projectId) || (await tabs.isElsewhere(projectId));
    // Nothing may be left that would be saved after the removal.
    await autosave.flush();
    if (!needed) await app.library.deleteProject(projectId, filesOf(actions));
  };

  const move = (next: History): void => {
    const before = dataKey(app.state().choices);
    app.setHistory(next);
    if (dataKey(app.state().choices) !== before) background(app, tables.open());
  };

  return {
    open,
    async refresh() {
      const { projectId, choices, table } = app.state();
      const loaded = await load(projectId);
      // The other tab has thrown it away: what is here is all there is of it.
      if (!loaded) return;
      if (sameData(loaded.actions, app.history().past) && !loaded.recovered) return autosave.opened();
      show(loaded, projectId);
      if (dataKey(app.state().choices) !== dataKey(choices) || table.status === 'failed') {
        background(app, tables.open());
      }
    },
    async startNew() {
      await tables.close();
      await leave();
      app.patch({ preview: { status: 'empty' } });
      app.setHistory(EMPTY_HISTORY, app.services.id());
      await tabs.enter(app.state().projectId);
      await app.library.saveSetting(PROJECT_SETTING, null);
    },
    async drop(id) {
      if (await tabs.isElsewhere(id)) return;
      const loaded = await load(id);
      if (loaded) await app.library.deleteProject(id, filesOf(loaded.actions));
    },
    undo: () => move(undo(app.history())),
    redo: () => move(redo(app.history())),
  };
}
