import type { StoreApi } from 'zustand/vanilla';
import { createAutosave, PROJECT_SETTING } from './autosave.ts';
import type { Commands } from './commands.ts';
import { background, createContext, IDLE, type AppContext } from './context.ts';
import { createDescribe } from './describe.ts';
import { exportCommands } from './exports.ts';
import { toFailure } from './failure.ts';
import { feedbackCommands } from './feedback.ts';
import { fileCommands } from './files.ts';
import { forecastCommands } from './forecast.ts';
import { imageCommands } from './image.ts';
import { createModels, MODEL_SETTING, type Models } from './models.ts';
import { createPredictOne } from './one-row.ts';
import { projectFileCommands } from './project-file.ts';
import { createProjectLife, type ProjectLife } from './project-life.ts';
import { guarded } from './read-only.ts';
import { scoringCommands } from './scoring.ts';
import type { Services } from './services.ts';
import type { AppState } from './state.ts';
import { createStorageAsking } from './storage-answer.ts';
import { sharingCommands } from './sharing.ts';
import { createTables } from './tables.ts';
import { textCommands } from './text.ts';
import { createProjectTabs } from './tabs.ts';
import { createTrainings, INTERRUPTED, type Trainings } from './training.ts';

/** The page without its screens. */
export interface App {
  readonly store: StoreApi<AppState>;
  readonly commands: Commands;
  /**
   * Reopens what was there at the last visit; its files are read in the background.
   * @param model the one that the address names, in place of the last; passed over where it is not kept here
   */
  start(model?: string): Promise<void>;
  /** Saves what has not been saved yet: when the page is hidden or left. */
  flush(): Promise<void>;
  /** Ends the workers. */
  end(): void;
}

type ChoiceCommands = Pick<
  Commands,
  'setQuestion' | 'setRecipe' | 'setSettings' | 'setThreshold' | 'setHandOver' | 'setMoney' | 'rename'
>;

const choiceCommands = (app: AppContext): ChoiceCommands => ({
  setQuestion: (question) => app.act({ type: 'question-set', question }),
  setRecipe: (recipe) => app.act({ type: 'recipe-set', recipe }),
  setSettings: (settings) => app.act({ type: 'settings-set', settings }),
  setThreshold: (threshold) => app.act({ type: 'threshold-set', threshold }),
  setHandOver: (threshold) => app.act({ type: 'hand-over-set', threshold }),
  setMoney: (money) => app.act({ type: 'money-set', money }),
  rename: (name) => app.act({ type: 'renamed', name }),
});

interface Parts {
  readonly life: ProjectLife;
  readonly models: Models;
  readonly trainings: Trainings;
}

async function reopen(app: AppContext, { life, models, trainings }: Parts, named: string | undefined): Promise<void> {
  const setting = async (key: string): Promise<string | undefined> => {
    const value = await app.library.setting(key);
    return typeof value === 'string' ? value : undefined;
  };
  await models.refreshList();
  await models.refreshBatches();
  const addressed = named === undefined ? undefined : models.summary(named);
  const project = addressed?.projectId ?? (await setting(PROJECT_SETTING));
  const model = addressed?.id ?? (await setting(MODEL_SETTING));
  if (project !== undefined) await life.open(project);
  if (model !== undefined && models.summary(model)) await models.show(model);
  // A tab that only reads knows nothing of the training: the other one may be in the middle of it.
  if (!app.state().readOnly) await trainings.reopen();
}

/** Puts the use-cases together. Nothing happens before `start` or a command. */
export function createApp(services: Services): App {
  const app = createContext(services);
  const autosave = createAutosave(app);
  const describe = createDescribe(app);
  const tables = createTables(
    app,
    (summary, signal) => describe.table(summary, signal),
    () => autosave.flush(),
  );
  const tabs = createProjectTabs(app, { flush: () => autosave.flush(), refresh: () => refresh() });
  const asking = createStorageAsking(app);
  const life = createProjectLife(app, tables, autosave, tabs);
  const models = createModels(app, life);
  const trainings = createTrainings(app, tables, models);
  const feedback = feedbackCommands(app, tables, models);
  const files = fileCommands(app, tables);
  /** What another tab has done to the present project, and to the models. */
  const refresh = async (): Promise<void> => {
    await life.refresh();
    await models.refreshList();
    await models.refreshBatches();
  };
  const addFiles = async (list: readonly File[]): Promise<void> => {
    await files.addFiles(list);
    if (app.state().table.status === 'ready') background(app, asking.ask());
  };
  const startNew = async (): Promise<void> => {
    const { readOnly } = app.state();
    trainings.commands.cancelTraining();
    feedback.cancelRetraining();
    await life.startNew();
    models.clear();
    app.patch({ training: IDLE });
    // What is on record of a training is that of the tab that has the project.
    if (readOnly) app.patch({ unfinished: null });
    else await trainings.forget();
  };
  app.onChange(() => {
    // While a table is being read its profile is not there yet, and the reading asks for the suspects itself.
    if (app.state().profile.status === 'ready') describe.questionChanged(tables.present()?.tableId);
  });

  return {
    store: app.store,
    commands: guarded(app, {
      ...choiceCommands(app),
      ...files,
      addFiles,
      ...trainings.commands,
      train() {
        // A page that dies in mid-training comes back with the very choices that it trained on.
        background(app, autosave.flush());
        return trainings.commands.train();
      },
      ...feedback,
      ...models.commands,
      ...scoringCommands(app, models),
      predictOne: createPredictOne(app, models),
      ...exportCommands(app, tables, models),
      ...sharingCommands(app, models),
      ...textCommands(app, tables, models),
      ...imageCommands(app, models),
      ...forecastCommands(app, tables, models),
      ...projectFileCommands(app, { tables, life, models, leave: startNew }),
      undo: () => life.undo(),
      redo: () => life.redo(),
      async openSample(id) {
        try {
          const file = await services.sample(id);
          // A project of its own, not one more file of the present one.
          if (app.state().choices.files.length > 0 || app.state().readOnly) await startNew();
          await files.addFiles([file]);
        } catch (error) {
          app.note('stop', toFailure(error).code, toFailure(error).params);
        }
      },
      newProject: startNew,
      takeOver: () => tabs.takeOver(),
      dismissNotice(id) {
        const { notices } = app.state();
        if (notices.some((notice) => notice.id === id && notice.code === INTERRUPTED))
          background(app, trainings.forget());
        app.patch({ notices: notices.filter((notice) => notice.id !== id) });
      },
    }),
    async start(model) {
      await reopen(app, { life, models, trainings }, model);
      await tabs.enter(app.state().projectId);
      background(app, asking.refresh());
    },
    flush: () => autosave.flush(),
    end: () => app.data.end(),
  };
}
