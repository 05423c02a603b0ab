import type { Autosave } from './autosave.ts';
import { PROJECT_SETTING } from './autosave.ts';
import { background, type AppContext } from './context.ts';
import { toFailure } from './failure.ts';
import { EMPTY_HISTORY, openHistory, redo, undo, type History } from './history.ts';
import type { ProjectAction, ProjectDocument } from './project.ts';
import { dataKey, type Tables } from './tables.ts';

export interface ProjectLife {
  /** Opens a kept project and reads its files in the background. False where it is not there or cannot be read. */
  open(id: string): Promise<boolean>;
  /** Puts an empty project in place of the present one. */
  startNew(): Promise<void>;
  /** Forgets a kept project that is not the present one. */
  drop(id: string): Promise<void>;
  undo(): void;
  redo(): void;
}

/** Files that any of these actions ever added. */
const filesOf = (actions: readonly ProjectAction[]): string[] =>
  actions.flatMap((action) => (action.type === 'files-added' ? action.files.map(({ id }) => id) : []));

export function createProjectLife(app: AppContext, tables: Tables, autosave: Autosave): ProjectLife {
  /** @throws storage.newer-record, storage.unreadable-record */
  const load = async (id: string): Promise<readonly ProjectAction[] | undefined> => {
    const record = await app.library.project(id);
    // Checked by the schema of `document.ts`, which says in valibot what ProjectDocument says in TypeScript.
    return record === undefined ? undefined : (record as ProjectDocument).actions;
  };

  const open = async (id: string): Promise<boolean> => {
    await autosave.flush();
    try {
      const actions = await load(id);
      if (!actions) return false;
      await tables.close();
      app.setHistory(openHistory(actions), id);
    } catch (error) {
      app.note('stop', toFailure(error).code, toFailure(error).params);
      return false;
    }
    await app.library.saveSetting(PROJECT_SETTING, id);
    if (app.state().choices.files.length > 0) background(app, tables.open());
    return true;
  };

  /** A project that no model came from could never be opened again: its record and files make room. */
  const leave = async (): Promise<void> => {
    const { projectId } = app.state();
    const actions = [...app.history().past, ...app.history().future];
    const models = await app.library.models();
    if (models.some((model) => model.projectId === projectId)) return autosave.flush();
    await app.library.deleteProject(projectId, filesOf(actions));
  };

  const move = (next: History): void => {
    const before = dataKey(app.state().choices);
    app.setHistory(next);
    if (dataKey(app.state().choices) !== before) background(app, tables.open());
  };

  return {
    open,
    async startNew() {
      await tables.close();
      await leave();
      app.patch({ preview: { status: 'empty' } });
      app.setHistory(EMPTY_HISTORY, app.services.id());
      await app.library.saveSetting(PROJECT_SETTING, null);
    },
    async drop(id) {
      const actions = await load(id);
      if (actions) await app.library.deleteProject(id, filesOf(actions));
    },
    undo: () => move(undo(app.history())),
    redo: () => move(redo(app.history())),
  };
}
