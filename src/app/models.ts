import { CodedError } from '../core/errors.ts';
import { isForecastModel, isPredictModel, type AnyModel } from '../lenses/any.ts';
import type { ForecastModel } from '../lenses/forecast/types.ts';
import type { PredictModel } from '../lenses/predict/model.ts';
import type { ModelSummary } from '../storage/summaries.ts';
import type { Commands } from './commands.ts';
import { background, NO_LATER_VALUES, type AppContext } from './context.ts';
import { toFailure } from './failure.ts';
import { plainSize } from '../core/learn/plain-size.ts';
import { planOf } from './plan.ts';
import { sameData } from './same.ts';
import { dataKey } from './tables.ts';

/** Under this key storage remembers which model was on the screen. */
export const MODEL_SETTING = 'last-model';

export interface Models {
  readonly commands: Pick<Commands, 'openModel' | 'renameModel' | 'deleteModel'>;
  /** Keeps a model, lists it and puts it on the screen. */
  add(model: AnyModel, projectId: string, key: string): Promise<void>;
  /** Puts a kept model on the screen, without its project. */
  show(id: string): Promise<void>;
  /** Nothing on the screen any more. */
  clear(): void;
  /** The model on the screen. @throws model.none */
  present(): AnyModel;
  /** Where it must be one that learned from rows whose answer is known. @throws model.none, model.other-lens */
  presentPredict(): PredictModel;
  /** Where it must be a forecast. @throws model.none, model.other-lens */
  presentForecast(): ForecastModel;
  refreshList(): Promise<void>;
  refreshBatches(): Promise<void>;
  summary(id: string): ModelSummary | undefined;
}

/** `Churn`, then `Churn 2`, `Churn 3`, … */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let n = 2; ; n++) if (!taken.includes(`${name} ${n}`)) return `${name} ${n}`;
}

/** What the list says of it. A forecast's error has no interval: it is judged on few origins. */
function headlineOf(model: AnyModel): ModelSummary['metric'] {
  if (isForecastModel(model)) return { name: 'mase', value: model.report.overall.chosen.mase, low: NaN, high: NaN };
  const [headline] = model.report.test;
  if (!headline) return { name: model.report.selectionMetric, value: NaN, low: NaN, high: NaN };
  const { metric, value, low, high } = headline;
  return { name: metric, value, low, high };
}

function summarise(model: AnyModel, name: string, projectId: string, key: string): ModelSummary {
  return {
    id: model.id,
    name,
    createdAt: model.createdAt,
    target: model.target,
    lens: model.lens,
    projectId,
    ...(model.parent === undefined ? {} : { parent: model.parent }),
    byteLength: plainSize(model),
    metric: headlineOf(model),
    dataKey: key,
  };
}

/** Whether what is chosen now would train something else than `model`. Only models of this project can be compared. */
export function isStale(app: AppContext, model: AnyModel, summary: ModelSummary | undefined): boolean {
  const { choices, projectId } = app.state();
  const plan = planOf(choices);
  if (summary?.projectId !== projectId || !plan) return false;
  if (summary.dataKey !== undefined && summary.dataKey !== dataKey(choices)) return true;
  const { question, recipe, settings } = model.report.plan;
  return !sameData(plan, { question, recipe, settings });
}

/** @throws model.other-lens where a screen of another lens asks */
function narrowed<M extends AnyModel>(model: AnyModel, isOne: (model: AnyModel) => model is M): M {
  if (!isOne(model)) throw new CodedError('model.other-lens', { lens: model.lens });
  return model;
}

/** What becomes of projects when models are opened and deleted. */
export interface ModelProjects {
  /** Makes the project of a model the present one. */
  open(id: string): Promise<boolean>;
  /** No model needs that project any more. */
  drop(id: string): Promise<void>;
}

export function createModels(app: AppContext, projects: ModelProjects): Models {
  const list = (): readonly ModelSummary[] => {
    const { models } = app.state();
    return models.status === 'ready' ? models.value : [];
  };
  const summary = (id: string): ModelSummary | undefined => list().find((entry) => entry.id === id);

  const refreshStale = (): void => {
    const { model } = app.state();
    const stale = model.status === 'ready' && isStale(app, model.value, summary(model.value.id));
    if (stale !== app.state().modelIsStale) app.patch({ modelIsStale: stale });
  };
  app.onChange(refreshStale);

  const refreshList = async (): Promise<void> => {
    app.patch({ models: { status: 'ready', value: await app.library.models() } });
    refreshStale();
  };
  const refreshBatches = async (): Promise<void> => {
    app.patch({ batches: await app.library.batches() });
  };

  const onScreen = (value: AnyModel): void => {
    app.patch({
      model: { status: 'ready', value },
      scored: { status: 'empty' },
      feedback: { file: { status: 'empty' }, result: { status: 'empty' }, retraining: { status: 'empty' } },
      forecast: { ...app.state().forecast, feedback: NO_LATER_VALUES },
    });
    refreshStale();
    background(app, app.library.saveSetting(MODEL_SETTING, value.id));
  };

  const clear = (): void => {
    app.patch({ model: { status: 'empty' }, scored: { status: 'empty' }, modelIsStale: false });
    background(app, app.library.saveSetting(MODEL_SETTING, null));
  };

  const show = async (id: string): Promise<void> => {
    app.patch({ model: { status: 'loading' } });
    try {
      const model = await app.library.model(id);
      if (!model) throw new CodedError('model.not-found');
      onScreen(model);
    } catch (error) {
      app.patch({ model: { status: 'failed', error: toFailure(error) } });
    }
  };

  const change = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      app.note('stop', toFailure(error).code, toFailure(error).params);
    }
    await refreshList();
  };

  const present = (): AnyModel => {
    const { model } = app.state();
    if (model.status !== 'ready') throw new CodedError('model.none');
    return model.value;
  };

  return {
    show,
    clear,
    refreshList,
    refreshBatches,
    summary,
    present,
    presentPredict: () => narrowed(present(), isPredictModel),
    presentForecast: () => narrowed(present(), isForecastModel),
    async add(model, projectId, key) {
      // What is forecast may have no name: rows that are counted.
      const name = freeName(
        model.target || app.state().choices.name,
        list().map((entry) => entry.name),
      );
      const entry = summarise(model, name, projectId, key);
      await change(() => app.library.saveModel(model, entry));
      onScreen(model);
    },
    commands: {
      async openModel(id) {
        const projectId = summary(id)?.projectId;
        if (projectId !== undefined && projectId !== app.state().projectId) await projects.open(projectId);
        await show(id);
      },
      async renameModel(id, name) {
        const entry = summary(id);
        if (entry) await change(() => app.library.saveSummary({ ...entry, name }));
      },
      async deleteModel(id) {
        const { model, projectId } = app.state();
        const orphan = summary(id)?.projectId;
        await change(async () => {
          await app.library.deleteModel(id);
          const needed = orphan === projectId || list().some((entry) => entry.id !== id && entry.projectId === orphan);
          if (orphan !== undefined && !needed) await projects.drop(orphan);
        });
        if (model.status === 'ready' && model.value.id === id) clear();
        await refreshBatches();
      },
    },
  };
}
