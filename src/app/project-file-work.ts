import { CodedError } from '../core/errors.ts';
import type { Library } from '../storage/library.ts';
import type { ProjectContents } from '../storage/project-file/pack.ts';
import type { WorkOptions } from '../storage/project-file/work.ts';
import type { AppContext } from './context.ts';
import { PROJECT, toDocument } from './document.ts';
import { toFailure, wasCancelled } from './failure.ts';
import { freeName } from './models.ts';
import type { ProjectFileCommands, ProjectFileParts } from './project-file.ts';
import { underNewIds, type KeptContents } from './project-file-ids.ts';
import type { ProjectDocument } from './project.ts';
import type { Tables } from './tables.ts';

type Rows = NonNullable<ProjectContents['withRows']>;

/** Those that can be read; a damaged model must not keep the others from being saved. */
async function readableModels(app: AppContext): Promise<ProjectContents['models']> {
  const { projectId } = app.state();
  const good: ProjectContents['models'][number][] = [];
  let left = 0;
  for (const summary of await app.library.models()) {
    if (summary.projectId !== projectId) continue;
    const model = await app.library.model(summary.id).catch((error: unknown) => {
      if (error instanceof CodedError) return undefined;
      throw error;
    });
    if (model) good.push({ summary, load: async () => model });
    else left++;
  }
  if (left > 0) app.note('careful', 'project-file.left-out', { count: left });
  return good;
}

/** Rows of this project: its files as they are now, and what its models have scored. */
async function rowsOf(app: AppContext, tables: Tables, models: ProjectContents['models']): Promise<Rows> {
  const files = [];
  for (const file of app.state().choices.files) {
    const { id, name, blob } = await tables.source(file);
    files.push({ id, name, blob });
  }
  const own = new Set(models.map(({ summary }) => summary.id));
  const batches = (await app.library.batches())
    .filter(({ modelId }) => own.has(modelId))
    .map(({ id }) => ({
      load: async () => {
        const batch = await app.library.batch(id);
        if (!batch) throw new CodedError('project-file.changed');
        return batch;
      },
    }));
  return { batches, files };
}

/** Writes everything or, where that fails, takes back what it had written. Models come last: they are what is listed. */
async function keep(library: Library, contents: KeptContents): Promise<void> {
  const { project, models, batches, files } = contents;
  try {
    for (const { id, name, blob } of files) await library.saveFile(id, name, blob);
    await library.saveProject(project);
    for (const { model, summary } of models) await library.saveModel(model, summary);
    for (const batch of batches) await library.saveBatch(batch);
  } catch (error) {
    for (const { model } of models) await library.deleteModel(model.id);
    await library.deleteProject(
      project.id,
      files.map(({ id }) => id),
    );
    throw error;
  }
}

/** The work behind ProjectFileCommands: most visits ask for none of it. */
export function createProjectFileWork(
  app: AppContext,
  { tables, life, models, leave }: ProjectFileParts,
): ProjectFileCommands {
  const tell = (error: unknown): void => {
    const { code, params } = toFailure(error);
    app.note('stop', code, params);
  };

  const read = async (file: File, passphrase: string | undefined, work: WorkOptions): Promise<KeptContents> => {
    const { openProject } = await import('../storage/project-file/open.ts');
    const opened = await openProject(file, PROJECT, {
      ...work,
      ...(passphrase === undefined ? {} : { passphrase }),
    });
    // Checked by the schema of `document.ts`, which says in valibot what ProjectDocument says in TypeScript.
    const contents: KeptContents = { ...opened, project: opened.project as ProjectDocument };
    const renamed = underNewIds(contents, () => app.services.id());
    const taken = (await app.library.models()).map(({ name }) => name);
    return {
      ...renamed,
      models: renamed.models.map(({ model, summary }) => {
        const name = freeName(summary.name, taken);
        taken.push(name);
        return { model, summary: { ...summary, name } };
      }),
    };
  };

  return {
    async saveProjectFile({ withData, passphrase, ...work }) {
      try {
        const { past } = app.history();
        if (past.length === 0) throw new CodedError('project-file.nothing');
        if (passphrase === '') throw new CodedError('project-file.no-passphrase');
        const good = await readableModels(app);
        const { packProject } = await import('../storage/project-file/pack.ts');
        return await packProject(
          {
            project: toDocument(app.state().projectId, past),
            models: good,
            ...(withData ? { withRows: await rowsOf(app, tables, good) } : {}),
          },
          {
            ...work,
            appVersion: __APP_VERSION__,
            createdOn: new Date(app.services.now()).toISOString().slice(0, 10),
            ...(passphrase === undefined ? {} : { passphrase }),
          },
        );
      } catch (error) {
        if (wasCancelled(error)) return undefined;
        const missing = error instanceof CodedError && error.code === 'data.file-missing';
        tell(missing ? new CodedError('project-file.no-data', error.params, { cause: error }) : error);
        return undefined;
      }
    },

    async openProjectFile(file, passphrase, work = {}) {
      let contents: KeptContents;
      try {
        contents = await read(file, passphrase, work);
      } catch (error) {
        const code = error instanceof CodedError ? error.code : '';
        if (wasCancelled(error)) return 'cancelled';
        if (code === 'project-file.needs-passphrase') return 'needs-passphrase';
        if (code === 'project-file.wrong-passphrase') return 'wrong-passphrase';
        tell(error);
        return 'failed';
      }
      try {
        await keep(app.library, contents);
      } catch (error) {
        tell(error);
        return 'failed';
      }
      await leave();
      await models.refreshList();
      await models.refreshBatches();
      const opened = await life.open(contents.project.id);
      const [newest] = contents.models.toSorted((a, b) => (a.model.createdAt < b.model.createdAt ? 1 : -1));
      if (newest) await models.show(newest.model.id);
      return opened ? 'opened' : 'failed';
    },
  };
}
