import { CodedError } from '../core/errors.ts';
import { labelsByHand, type HandLabels } from '../core/table/hand-labels.ts';
import { packCodes } from '../core/table/packed-codes.ts';
import type { PredictQuestion } from '../lenses/predict/question.ts';
import type { Reading, Topics } from '../lenses/text/types.ts';
import type { Client } from '../workers/client.ts';
import type { TextContract } from '../workers/text-contract.ts';
import type { TableSummary } from '../workers/data-contract.ts';
import { NO_TOPICS, type AppContext } from './context.ts';
import { toFailure, wasCancelled } from './failure.ts';
import { runJob } from './job.ts';
import { freeName, type Models } from './models.ts';
import { draftAgain, keepTopics } from './kept-topics.ts';
import { predictQuestionOf } from './narrow.ts';
import { createNewest } from './newest.ts';
import type { ProjectAction } from './project.ts';
import { dataKey, sameRows, type Tables } from './tables.ts';
import type { TextWork } from './text.ts';
import { draftLabels, type TopicDraft } from './topic-draft.ts';
import { withThresholds } from './threshold.ts';

/** The work behind TextCommands: most visits ask for none of it. */
export function createTextWork(app: AppContext, tables: Tables, models: Models): TextWork {
  let looking: AbortController | undefined;
  /** What the topics at hand were found in. */
  let foundIn: string | undefined;
  /** What their texts look like, and what is kept of what became of them. */
  let print = '';
  let kept = app.state().choices.topics;

  const patch = (part: Partial<ReturnType<typeof app.state>['inbox']>): void =>
    app.patch({ inbox: { ...app.state().inbox, ...part } });

  /** The texts that are asked about. Labels and kinds do not change them. */
  const subject = (): string => JSON.stringify([app.state().projectId, predictQuestionOf(app.state())?.columns ?? []]);

  /** @throws train.no-table, train.no-question */
  const asked = (): { readonly table: TableSummary; readonly question: PredictQuestion } => {
    const table = tables.present();
    const question = predictQuestionOf(app.state());
    if (!table || app.state().table.status !== 'ready') throw new CodedError('train.no-table');
    if (question?.lens !== 'text') throw new CodedError('train.no-question');
    return { table, question };
  };

  const textJob = async <Result>(
    signal: AbortSignal,
    work: (client: Client<TextContract>) => Promise<Result>,
  ): Promise<Result> =>
    // One worker answers both contracts.
    runJob(
      () => app.services.spawnTraining(),
      signal,
      (client) => work(client as unknown as Client<TextContract>),
    );

  /** What was made of these topics before, as far as it is kept. */
  const draftOf = (topics: Topics): TopicDraft => {
    kept = app.state().choices.topics;
    return (kept && draftAgain(topics, print, kept)) ?? NO_TOPICS.draft;
  };

  const look = async (stop: AbortController): Promise<void> => {
    const { table, question } = asked();
    const key = dataKey(app.state().choices);
    const about = subject();
    const printed = app.data.call('print', { tableId: table.tableId, column: question.columns[0] ?? '' });
    const found = textJob(stop.signal, async (client) => {
      const port = await app.data.lend(table.tableId);
      const { seed } = app.state().choices.settings;
      return client.call(
        'topics',
        { port, question, seed },
        {
          transfer: [port],
          onEvent: ({ done, total }) => {
            if (looking === stop) patch({ topics: { status: 'loading', share: total > 0 ? done / total : 0 } });
          },
        },
      );
    });
    const [topics, ofTexts] = await Promise.all([found, printed]);
    if (looking !== stop || subject() !== about || !sameRows(key, dataKey(app.state().choices))) return;
    foundIn = key;
    print = ofTexts;
    patch({ topics: { status: 'ready', value: topics }, draft: draftOf(topics) });
  };

  const forget = (): void => {
    looking?.abort();
    looking = undefined;
    foundIn = undefined;
    app.patch({ inbox: NO_TOPICS });
  };

  let about = subject();
  app.onChange(() => {
    const now = subject();
    const { status } = app.state().inbox.topics;
    const moved = now !== about || (foundIn !== undefined && !sameRows(foundIn, dataKey(app.state().choices)));
    about = now;
    if (moved && status !== 'empty') forget();
    const { topics } = app.state().inbox;
    // Undone or done again.
    if (topics.status === 'ready' && app.state().choices.topics !== kept) patch({ draft: draftOf(topics.value) });
  });

  /** Labels as they are kept; new ones begin without any. @throws train.no-table, train.no-question */
  const labelsOf = async (column: string): Promise<HandLabels> => {
    const { table, question } = asked();
    const of = question.columns[0] ?? '';
    const kept = app.state().choices.labels?.find((one) => one.column === column);
    if (kept) return kept;
    const print = await app.data.call('print', { tableId: table.tableId, column: of });
    const codes = packCodes(new Int32Array(table.rowCount).fill(-1));
    return { column, of, rows: table.rowCount, print, levels: [], codes };
  };

  const noted = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      app.note('stop', toFailure(error).code, toFailure(error).params);
    }
  };

  return {
    async findTopics() {
      looking?.abort();
      const stop = new AbortController();
      looking = stop;
      patch({ topics: { status: 'loading', share: 0 } });
      try {
        await look(stop);
      } catch (error) {
        if (looking !== stop) return;
        patch({ topics: wasCancelled(error) ? { status: 'empty' } : { status: 'failed', error: toFailure(error) } });
      } finally {
        if (looking === stop) looking = undefined;
      }
    },

    cancelTopics: () => looking?.abort(),

    keepTopics(naming) {
      const { topics, draft } = app.state().inbox;
      if (topics.status !== 'ready') return;
      kept = keepTopics(topics.value, print, draft);
      app.act({ type: 'topics-set', topics: kept, ...(naming === undefined ? {} : { naming }) });
    },

    labelWithTopics: (wanted) =>
      noted(async () => {
        const { topics, draft } = app.state().inbox;
        if (topics.status !== 'ready') return;
        const { table, question } = asked();
        const own = app.state().choices.labels?.map(({ column }) => column) ?? [];
        const fromFile = table.columns.map(({ name }) => name).filter((name) => !own.includes(name));
        const column = freeName(wanted, fromFile);
        const { codes, levels } = draftLabels(topics.value, draft);
        const of = topics.value.column;
        const print = await app.data.call('print', { tableId: table.tableId, column: of });
        const labels: HandLabels = { column, of, rows: table.rowCount, print, levels, codes: packCodes(codes) };
        await tables.attempt([
          { type: 'labels-set', column, labels },
          { type: 'question-set', question: { ...question, target: column, task: 'multiclass' }, auto: true },
        ]);
      }),

    labelRows: (column, changes) =>
      noted(async () => {
        const labels = await labelsOf(column);
        const known = app.state().choices.labels?.some((one) => one.column === column) === true;
        const actions: ProjectAction[] = known
          ? [{ type: 'labels-changed', column, changes }]
          : [{ type: 'labels-set', column, labels: { ...labels, changes } }];
        await tables.attempt(actions);
      }),

    renameLabels: (column, names) =>
      noted(async () => {
        const kept = app.state().choices.labels?.find((one) => one.column === column);
        if (!kept) return;
        const { key: _key, ...labels } = kept;
        const { codes, levels } = labelsByHand(labels);
        const named = [...new Set(levels.map((level) => names[level] ?? level))];
        const places = Int32Array.from(levels, (level) => named.indexOf(names[level] ?? level));
        const moved = codes.map((code) => (code < 0 ? -1 : (places[code] as number)));
        const { changes: _changes, ...rest } = labels;
        await tables.attempt([
          { type: 'labels-set', column, labels: { ...rest, levels: named, codes: packCodes(moved) } },
        ]);
      }),

    dropLabels(column) {
      const { question } = app.state().choices;
      const unasked: ProjectAction[] =
        question?.lens === 'text' && question.target === column
          ? [{ type: 'question-set', question: { ...question, target: '' }, auto: true }]
          : [];
      return tables.attempt([{ type: 'labels-set', column, labels: null }, ...unasked]);
    },

    readText: createNewest<TextContract, [string], Reading>(app, async (client, text) =>
      client.call('read', { model: withThresholds(models.presentPredict(), app.state().choices), text }),
    ),

    async labelNext(count) {
      const { table } = asked();
      const model = models.presentPredict();
      const stop = new AbortController();
      const { rows } = await textJob(stop.signal, async (client) => {
        const port = await app.data.lend(table.tableId);
        return client.call('labelNext', { port, model, count }, { transfer: [port] });
      });
      return rows;
    },
  };
}
