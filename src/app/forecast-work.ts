import { CodedError } from '../core/errors.ts';
import type { ReadOptions } from '../core/ingest/types.ts';
import type { SeriesReading } from '../core/series/types.ts';
import { tableToCsv } from '../core/table/csv.ts';
import { chancesOf } from '../lenses/forecast/chances.ts';
import { forecastTable } from '../lenses/forecast/forecast-table.ts';
import type { ForecastFeedback, ForecastModel, WhatIf } from '../lenses/forecast/types.ts';
import type { Client } from '../workers/client.ts';
import type { TableSummary } from '../workers/data-contract.ts';
import type { ForecastContract, WhatIfFuture } from '../workers/forecast-contract.ts';
import { NO_LATER_VALUES, type AppContext } from './context.ts';
import { toFailure, wasCancelled } from './failure.ts';
import type { ForecastCommands, LaterValues, ShownSeries } from './forecast.ts';
import { runJob } from './job.ts';
import type { Models } from './models.ts';
import { createNewest } from './newest.ts';
import { closeTable, openSideTable } from './side-table.ts';
import type { Loading } from './state.ts';
import { dataKey, type Tables } from './tables.ts';

/** Series that a preview draws at most. */
const MOST_SHOWN = 60;

/** The work behind ForecastCommands: most visits ask for none of it. */
export function createForecastWork(app: AppContext, tables: Tables, models: Models): ForecastCommands {
  return {
    ...seriesCommands(app, tables),
    ...laterCommands(app, models),
    whatIf: createNewest<ForecastContract, [readonly WhatIf[]], WhatIfFuture>(app, async (client, changes) =>
      client.call('whatIf', { model: models.presentForecast(), changes }),
    ),
    async forecastChances(question, series) {
      return chancesOf(models.presentForecast().report, question, series);
    },
    async forecastCsv() {
      try {
        const csv = tableToCsv(forecastTable(models.presentForecast().report));
        return new Blob(csv, { type: 'text/csv;charset=utf-8' });
      } catch (error) {
        app.note('stop', toFailure(error).code, toFailure(error).params);
        return undefined;
      }
    },
  };
}

/** What a failure leaves on a panel; one that was cancelled leaves nothing. */
const failed = (error: unknown): Loading<never> =>
  wasCancelled(error) ? { status: 'empty' } : { status: 'failed', error: toFailure(error) };

function seriesCommands(app: AppContext, tables: Tables): Pick<ForecastCommands, 'previewSeries' | 'cancelSeries'> {
  /** The newest call, and the table that it was about. */
  let newest = 0;
  let about: string | undefined;

  const show = (series: Loading<ShownSeries>): void => app.patch({ forecast: { ...app.state().forecast, series } });

  const read = createNewest<ForecastContract, [SeriesReading], ShownSeries>(app, async (client, reading) => {
    const table = tables.present();
    if (!table || app.state().table.status !== 'ready') throw new CodedError('train.no-table');
    const port = await app.data.lend(table.tableId);
    const made = await client.call('series', { port, reading, most: MOST_SHOWN }, { transfer: [port] });
    return { ...made, reading };
  });

  const forget = (): void => {
    newest++;
    about = undefined;
    if (app.state().forecast.series.status !== 'empty') show({ status: 'empty' });
  };

  app.onChange(() => {
    if (about !== undefined && about !== subject(app)) forget();
  });

  return {
    async previewSeries(reading) {
      const call = ++newest;
      about = subject(app);
      show({ status: 'loading' });
      try {
        const value = await read(reading);
        if (newest === call) show({ status: 'ready', value });
      } catch (error) {
        if (newest === call) show(failed(error));
      }
    },
    cancelSeries: forget,
  };
}

/** What a preview belongs to. */
const subject = (app: AppContext): string => `${app.state().projectId} ${dataKey(app.state().choices)}`;

type LaterCommands = Pick<
  ForecastCommands,
  'openLaterValues' | 'updateForecast' | 'acceptForecastUpdate' | 'cancelLaterValues'
>;

function laterCommands(app: AppContext, models: Models): LaterCommands {
  let running: AbortController | undefined;
  let open: TableSummary | undefined;

  const show = (part: Partial<LaterValues>): void => {
    const { forecast } = app.state();
    app.patch({ forecast: { ...forecast, feedback: { ...forecast.feedback, ...part } } });
  };

  /** The newest job alone may speak. */
  const begin = (): { readonly signal: AbortSignal; readonly isNewest: () => boolean } => {
    running?.abort();
    const stop = new AbortController();
    running = stop;
    return { signal: stop.signal, isNewest: () => running === stop };
  };

  const job = <Result>(
    signal: AbortSignal,
    { tableId }: TableSummary,
    work: (client: Client<ForecastContract>, port: MessagePort) => Promise<Result>,
  ): Promise<Result> =>
    runJob(
      () => app.services.spawnTraining(),
      signal,
      // One worker answers all contracts.
      async (client) => work(client as unknown as Client<ForecastContract>, await app.data.lend(tableId)),
    );

  /** As the project's own files are read, as far as that can hold for another file. */
  const options = (): ReadOptions => {
    const { decimal, dateOrder, missing } = app.state().choices.files[0]?.read ?? {};
    return { ...(decimal ? { decimal } : {}), ...(dateOrder ? { dateOrder } : {}), ...(missing ? { missing } : {}) };
  };

  const compare = (model: ForecastModel, table: TableSummary, signal: AbortSignal): Promise<ForecastFeedback> =>
    job(signal, table, (client, port) => client.call('forecastFeedback', { port, model }, { transfer: [port] }));

  /** @throws forecast.no-later-values */
  const laterTable = (): TableSummary => {
    const { file } = app.state().forecast.feedback;
    if (file.status !== 'ready') throw new CodedError('forecast.no-later-values');
    return file.value;
  };

  /** The file before makes room, also where another model has come onto the screen since. */
  const letGo = (): void => {
    if (open) closeTable(app, open.tableId);
    open = undefined;
  };

  return {
    async openLaterValues(file) {
      const { signal, isNewest } = begin();
      letGo();
      show({ ...NO_LATER_VALUES, file: { status: 'loading', share: 0 } });
      let table: TableSummary;
      try {
        models.presentForecast();
        table = await openSideTable(app, file, options(), signal, (progress) => {
          if (isNewest()) show({ file: progress });
        });
      } catch (error) {
        if (isNewest()) show({ file: failed(error) });
        return;
      }
      if (!isNewest()) return closeTable(app, table.tableId);
      open = table;
      show({ file: { status: 'ready', value: table }, result: { status: 'loading' } });
      try {
        const value = await compare(models.presentForecast(), table, signal);
        if (isNewest()) show({ result: { status: 'ready', value } });
      } catch (error) {
        if (isNewest()) show({ result: failed(error) });
      }
    },

    async updateForecast() {
      const { signal, isNewest } = begin();
      show({ update: { status: 'loading', share: 0 } });
      try {
        const model = models.presentForecast();
        const modelId = app.services.id();
        const value = await job(signal, laterTable(), (client, port) =>
          client.call(
            'forecastUpdate',
            { port, model, modelId },
            {
              transfer: [port],
              onEvent: (event) => {
                if (event.kind !== 'time' || !isNewest()) return;
                show({ update: { status: 'loading', share: event.share, leftMs: event.leftMs } });
              },
            },
          ),
        );
        if (isNewest()) show({ update: { status: 'ready', value } });
      } catch (error) {
        if (isNewest()) show({ update: failed(error) });
      }
    },

    async acceptForecastUpdate() {
      const { update, result, file } = app.state().forecast.feedback;
      if (update.status !== 'ready') return;
      const { projectId, choices } = app.state();
      await models.add(update.value.model, projectId, dataKey(choices));
      // What led to it stays on the screen.
      show({ update, result, file });
    },

    cancelLaterValues: () => running?.abort(),
  };
}
