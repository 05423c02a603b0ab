import type { WorkOptions } from '../storage/project-file/work.ts';
import type { AppContext } from './context.ts';
import type { Models } from './models.ts';
import type { ProjectLife } from './project-life.ts';
import type { Tables } from './tables.ts';

/** What became of a project file. */
export type ProjectFileOutcome = 'opened' | 'needs-passphrase' | 'wrong-passphrase' | 'failed' | 'cancelled';

export interface SaveProjectOptions extends WorkOptions {
  readonly withData: boolean;
  readonly passphrase?: string;
}

/** Taking a project along as a file, and bringing it back. Failures are notices. */
export interface ProjectFileCommands {
  /**
   * The present project with its models as one file; undefined where that failed or was cancelled.
   * @param options.withData the data files and scored rows too
   * @param options.passphrase encrypts the file
   */
  saveProjectFile(options: SaveProjectOptions): Promise<Blob | undefined>;
  /** Brings a project back as one of its own and makes it the present one; nothing kept here is touched. */
  openProjectFile(file: File, passphrase?: string, work?: WorkOptions): Promise<ProjectFileOutcome>;
}

/** What becomes of the present project meanwhile. */
export interface ProjectFileParts {
  readonly tables: Tables;
  readonly life: ProjectLife;
  readonly models: Models;
  /** Leaves the present project, with what is being done in it. */
  readonly leave: () => Promise<void>;
}

/** Where the page is asked for a project file, it fetches what that needs. */
export function projectFileCommands(app: AppContext, parts: ProjectFileParts): ProjectFileCommands {
  const fetched = async (): Promise<ProjectFileCommands> =>
    (await import('./project-file-work.ts')).createProjectFileWork(app, parts);
  return {
    saveProjectFile: async (options) => (await fetched()).saveProjectFile(options),
    openProjectFile: async (...asked) => (await fetched()).openProjectFile(...asked),
  };
}
