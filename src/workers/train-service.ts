import { createPacer, type Pacer } from '../core/learn/pacer.ts';
import type { ComputeNote } from '../core/learn/compute.ts';
import type { EstimatorRegistry } from '../core/learn/estimator.ts';
import type { StepRegistry } from '../core/prepare/step.ts';
import type { Table } from '../core/table/table.ts';
import { isForecastPlan } from '../lenses/any.ts';
import { readingColumns } from '../lenses/asked-columns.ts';
import { trainForecast } from '../lenses/forecast/train.ts';
import { LENS_METHODS } from '../lenses/methods.ts';
import { applyModel } from '../lenses/predict/apply.ts';
import type { TrainEvent } from '../lenses/predict/events.ts';
import { compareOutcomes } from '../lenses/predict/feedback.ts';
import { predictOne } from '../lenses/predict/one.ts';
import { columnsOf } from '../lenses/predict/problem.ts';
import type { BackendChoice } from '../lenses/predict/question.ts';
import { retrain } from '../lenses/predict/retrain.ts';
import { trainPredict } from '../lenses/predict/train.ts';
import { exportFiles } from './export-service.ts';
import { EXPORTERS } from './exporters.ts';
import type { JobForecasters } from './forecasters.ts';
import { forecastJobs } from './forecast-jobs.ts';
import { imageJobs } from './image-jobs.ts';
import type { Handlers, JobContext } from './serve.ts';
import { textJobs } from './text-jobs.ts';
import type { ScoredBatch, TrainContract } from './train-contract.ts';

/** Estimators for one job, and how its networks were computed so far. */
export interface JobEstimators {
  readonly registry: EstimatorRegistry;
  readonly compute: () => ComputeNote;
}

export interface TrainServiceOptions {
  readonly estimators: (backend: BackendChoice) => Promise<JobEstimators>;
  readonly forecasters: (backend: BackendChoice) => Promise<JobForecasters>;
  readonly steps: StepRegistry;
  /** Opens a lent port; the returned function fetches columns, all of them where no names are given. */
  readonly lend: (port: MessagePort) => Promise<(names?: readonly string[]) => Promise<Table>>;
  /** ISO 8601. */
  readonly now: () => string;
  readonly appVersion: string;
}

/** The logic behind TrainContract; a worker only registers it. */
export function createTrainService(options: TrainServiceOptions): Handlers<TrainContract> {
  const { steps, now, appVersion } = options;
  const fetchTable = async (port: MessagePort, names?: readonly string[]): Promise<Table> =>
    (await options.lend(port))(names);
  let readers: Promise<JobEstimators> | undefined;
  /** Scoring runs no network on a backend: whichever is chosen there, the same numbers come out. */
  const registries = async (): Promise<{ estimators: EstimatorRegistry; steps: StepRegistry }> => ({
    // Once a worker: one that reads many single texts starts nothing anew for each.
    estimators: (await (readers ??= options.estimators('auto'))).registry,
    steps,
  });
  return {
    ...textJobs({ fetchTable, registries, pacerOf }),
    ...imageJobs({ registries }),
    ...forecastJobs({ ...options, fetchTable, pacerOf, clockOf: workingTime, emitAll }),

    async train({ port, plan, cells, modelId, parent, saved }, context) {
      const pacer = pacerOf(context);
      const job = { pacer, finish: context.finish, clock: workingTime(pacer), now, appVersion, modelId };
      const kept = { ...(parent === undefined ? {} : { parent }), checkpoint: saved ? { saved } : {} };
      if (isForecastPlan(plan)) {
        const [table, { registry, compute }] = await Promise.all([
          fetchTable(port, readingColumns(plan.question.reading)),
          options.forecasters(plan.settings.backend),
        ]);
        return emitAll(trainForecast({ ...job, ...kept, table, plan, forecasters: registry, compute }), context);
      }
      const [table, { registry, compute }] = await Promise.all([
        fetchTable(port, columnsOf(plan.question)),
        options.estimators(plan.settings.backend),
      ]);
      const method = LENS_METHODS[plan.question.lens];
      const said = cells ? { cells } : {};
      const shared = { table, plan, method, estimators: registry, steps, compute };
      return emitAll(trainPredict({ ...shared, ...job, ...said, ...kept }), context);
    },

    async score({ port, model, fileName, batchId, at }, context) {
      const table = await fetchTable(port);
      const applied = await applyModel({
        ...(await registries()),
        model,
        table,
        ...(at === undefined ? {} : { at }),
        pacer: pacerOf(context),
        onProgress: (done, total) => context.emit({ done, total }),
      });
      const { prediction, report, added, rows } = applied;
      const batch: ScoredBatch = {
        id: batchId,
        modelId: model.id,
        createdAt: now(),
        fileName,
        table: rows ?? table,
        prediction,
      };
      return { report, prediction, added, batch, ...(rows ? { rows } : {}) };
    },

    async one({ model, values, which }, { signal }) {
      return predictOne(model, values, which, await registries(), signal);
    },

    async export({ model, format }) {
      return { files: await exportFiles(model, format, EXPORTERS) };
    },

    async feedback({ port, model, batch, matching, outcomeColumn }, context) {
      return compareOutcomes({
        ...(await registries()),
        model,
        outcomes: await fetchTable(port),
        outcomeColumn,
        matching,
        ...(batch ? { scored: batch } : {}),
        pacer: pacerOf(context),
        onProgress: (done, total) => context.emit({ done, total }),
      });
    },

    async retrain({ oldPort, newPort, model, cells, batch, matching, outcomeColumn, modelId }, context) {
      const { plan } = model.report;
      const [old, outcomes, { registry, compute }] = await Promise.all([
        fetchTable(oldPort, columnsOf(plan.question)),
        fetchTable(newPort),
        options.estimators(plan.settings.backend),
      ]);
      const data = { model, old, outcomes, outcomeColumn, matching, ...(batch ? { scored: batch } : {}) };
      const method = LENS_METHODS[plan.question.lens];
      const shared = {
        method,
        estimators: registry,
        steps,
        now,
        appVersion,
        modelId,
        compute,
        ...(cells ? { cells } : {}),
      };
      return emitAll(retrain({ ...data, ...shared, pacer: pacerOf(context), finish: context.finish }), context);
    },
  };
}

const pacerOf = ({ signal, gate, steering }: Pick<JobContext<unknown>, 'signal' | 'gate' | 'steering'>): Pacer =>
  createPacer(signal, gate, undefined, steering);

/** Milliseconds at work: while it is paused nothing is spent of the time that there is for a search. */
const workingTime =
  ({ heldMs }: Pacer): (() => number) =>
  () =>
    performance.now() - (heldMs?.() ?? 0);

/** Events of these kinds say something once; newer ones do not replace them. */
const KEPT: ReadonlySet<TrainEvent['kind']> = new Set(['phase', 'candidate', 'tried', 'compute', 'checkpoint']);

async function emitAll<Result>(
  run: AsyncGenerator<TrainEvent, Result>,
  { emit }: JobContext<TrainEvent>,
): Promise<Result> {
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
    emit(step.value, { keep: KEPT.has(step.value.kind) });
  }
}
