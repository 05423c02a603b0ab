import type { StoreApi } from 'zustand/vanilla';
import { createAutosave, PROJECT_SETTING } from './autosave.ts';
import type { Commands } from './commands.ts';
import { background, createContext, IDLE, type AppContext } from './context.ts';
import { createDescribe } from './describe.ts';
import { exportCommands } from './exports.ts';
import { toFailure } from './failure.ts';
import { feedbackCommands } from './feedback.ts';
import { fileCommands } from './files.ts';
import { createModels, MODEL_SETTING, type Models } from './models.ts';
import { createPredictOne } from './one-row.ts';
import { createProjectLife, type ProjectLife } from './project-life.ts';
import { scoringCommands } from './scoring.ts';
import type { Services } from './services.ts';
import type { AppState } from './state.ts';
import { createTables } from './tables.ts';
import { INTERRUPTED, TRAINING_SETTING, trainingCommands } from './training.ts';
import { goOn, readUnfinished } from './unfinished.ts';

/** The page without its screens. */
export interface App {
  readonly store: StoreApi<AppState>;
  readonly commands: Commands;
  /** Reopens what was there at the last visit; its files are read in the background. */
  start(): Promise<void>;
  /** Saves what has not been saved yet: when the page is hidden or left. */
  flush(): Promise<void>;
  /** Ends the workers. */
  end(): void;
}

type ChoiceCommands = Pick<
  Commands,
  'setQuestion' | 'setRecipe' | 'setSettings' | 'setThreshold' | 'setMoney' | 'rename'
>;

const choiceCommands = (app: AppContext): ChoiceCommands => ({
  setQuestion: (question) => app.act({ type: 'question-set', question }),
  setRecipe: (recipe) => app.act({ type: 'recipe-set', recipe }),
  setSettings: (settings) => app.act({ type: 'settings-set', settings }),
  setThreshold: (threshold) => app.act({ type: 'threshold-set', threshold }),
  setMoney: (money) => app.act({ type: 'money-set', money }),
  rename: (name) => app.act({ type: 'renamed', name }),
});

async function forget(app: AppContext): Promise<void> {
  app.patch({ unfinished: null });
  await app.library.saveSetting(TRAINING_SETTING, null);
}

async function reopen(app: AppContext, life: ProjectLife, models: Models): Promise<void> {
  const setting = async (key: string): Promise<string | undefined> => {
    const value = await app.library.setting(key);
    return typeof value === 'string' ? value : undefined;
  };
  await models.refreshList();
  await models.refreshBatches();
  const [project, model] = [await setting(PROJECT_SETTING), await setting(MODEL_SETTING)];
  const training = (await app.library.setting(TRAINING_SETTING)) ?? undefined;
  if (project !== undefined) await life.open(project);
  if (model !== undefined && models.summary(model)) await models.show(model);
  if (training === undefined) return;
  app.patch({ unfinished: readUnfinished(training) ?? null });
  app.note('note', INTERRUPTED);
  // What can be gone on with stays on record until it is, or is waved away.
  if (!goOn(app.state().unfinished, app.state())) await forget(app);
}

/** Puts the use-cases together. Nothing happens before `start` or a command. */
export function createApp(services: Services): App {
  const app = createContext(services);
  const autosave = createAutosave(app);
  const describe = createDescribe(app);
  const tables = createTables(app, (summary, signal) => describe.table(summary, signal));
  const life = createProjectLife(app, tables, autosave);
  const models = createModels(app, life);
  const training = trainingCommands(app, tables, models);
  const feedback = feedbackCommands(app, tables, models);
  const files = fileCommands(app, tables);
  const startNew = async (): Promise<void> => {
    training.cancelTraining();
    feedback.cancelRetraining();
    await life.startNew();
    models.clear();
    await forget(app);
    app.patch({ training: IDLE });
  };
  app.onChange(() => {
    // While a table is being read its profile is not there yet, and the reading asks for the suspects itself.
    if (app.state().profile.status === 'ready') describe.questionChanged(tables.present()?.tableId);
  });

  return {
    store: app.store,
    commands: {
      ...choiceCommands(app),
      ...files,
      ...training,
      ...feedback,
      ...models.commands,
      ...scoringCommands(app, models),
      predictOne: createPredictOne(app, models),
      ...exportCommands(app, tables, models),
      undo: () => life.undo(),
      redo: () => life.redo(),
      async openSample(id) {
        try {
          const file = await services.sample(id);
          // A project of its own, not one more file of the present one.
          if (app.state().choices.files.length > 0) await startNew();
          await files.addFiles([file]);
        } catch (error) {
          app.note('stop', toFailure(error).code, toFailure(error).params);
        }
      },
      newProject: startNew,
      dismissNotice(id) {
        const { notices } = app.state();
        if (notices.some((notice) => notice.id === id && notice.code === INTERRUPTED)) background(app, forget(app));
        app.patch({ notices: notices.filter((notice) => notice.id !== id) });
      },
    },
    start: () => reopen(app, life, models),
    flush: () => autosave.flush(),
    end: () => app.data.end(),
  };
}
