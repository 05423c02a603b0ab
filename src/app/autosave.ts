import type { AppContext } from './context.ts';
import { toDocument } from './document.ts';
import { toFailure } from './failure.ts';

/** Under this key storage remembers which project is the present one. */
export const PROJECT_SETTING = 'last-project';

const QUIET_MS = 400;

export interface Autosave {
  /** Saves now what has not been saved yet; where that fails a notice says so. */
  flush(): Promise<void>;
}

/** Saves the project a moment after each change. A project without any action is not worth a record. */
export function createAutosave(app: AppContext): Autosave {
  let saved = app.history().past;
  let waitingSince: (() => void) | undefined;

  const flush = async (): Promise<void> => {
    waitingSince?.();
    waitingSince = undefined;
    const { past, future } = app.history();
    if (past === saved || past.length + future.length === 0) return;
    saved = past;
    const { projectId } = app.state();
    try {
      await app.library.saveProject(toDocument(projectId, past));
      await app.library.saveSetting(PROJECT_SETTING, projectId);
    } catch (error) {
      app.note('stop', toFailure(error).code, toFailure(error).params);
    }
  };

  app.onChange(() => {
    waitingSince?.();
    waitingSince = app.services.later(QUIET_MS, () => void flush());
  });
  return { flush };
}
