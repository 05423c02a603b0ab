import { CodedError } from '../core/errors.ts';
import type { AppContext } from './context.ts';
import { toDocument } from './document.ts';
import { toFailure } from './failure.ts';
import { noteTab } from './tabs.ts';

/** Under this key storage remembers which project is the present one. */
export const PROJECT_SETTING = 'last-project';

const QUIET_MS = 400;

export interface Autosave {
  /** Saves now what has not been saved yet; where that fails a notice says so. */
  flush(): Promise<void>;
  /** The present history has just been read from storage: there is nothing to save. */
  opened(): void;
}

/**
 * Saves the project a moment after each change, one save after another. A project without any action is not worth a
 * record, unless one is there that says otherwise. A tab that only reads saves nothing.
 */
export function createAutosave(app: AppContext): Autosave {
  let saved = app.history().past;
  /** The project that has a record. */
  let kept: string | undefined;
  let saving: Promise<void> = Promise.resolve();
  let waitingSince: (() => void) | undefined;

  const save = async (): Promise<void> => {
    const { past, future } = app.history();
    const { projectId, readOnly } = app.state();
    const isEmpty = past.length + future.length === 0;
    if (readOnly || past === saved || (isEmpty && kept !== projectId)) return;
    try {
      await app.library.saveProject(toDocument(projectId, past));
      saved = past;
      kept = projectId;
      await app.library.saveSetting(PROJECT_SETTING, projectId);
    } catch (error) {
      // Where browsers cannot keep tabs apart, this is how one learns of the other.
      if (error instanceof CodedError && error.code === 'storage.saved-elsewhere') {
        app.patch({ readOnly: true });
        noteTab(app, 'careful', 'storage.saved-elsewhere');
        return;
      }
      app.note('stop', toFailure(error).code, toFailure(error).params);
    }
  };

  const flush = (): Promise<void> => {
    waitingSince?.();
    waitingSince = undefined;
    saving = saving.then(save);
    return saving;
  };

  app.onChange(() => {
    waitingSince?.();
    waitingSince = app.services.later(QUIET_MS, () => void flush());
  });
  return {
    flush,
    opened: () => {
      waitingSince?.();
      waitingSince = undefined;
      saved = app.history().past;
      kept = app.state().projectId;
    },
  };
}
