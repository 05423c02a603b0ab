import { CancelledError, CodedError } from '../../../src/core/errors.ts';
import type { Steering } from '../../../src/core/learn/pacer.ts';
import type { ColumnProfile } from '../../../src/core/profile/types.ts';
import type { Table } from '../../../src/core/table/table.ts';
import type { PredictModel } from '../../../src/lenses/predict/model.ts';
import type { PredictPlan } from '../../../src/lenses/predict/question.ts';
import type { DataContract, TableSummary } from '../../../src/workers/data-contract.ts';
import { fetchColumns, lendTable } from '../../../src/workers/lend.ts';
import type { Handlers } from '../../../src/workers/serve.ts';
import type { TrainContract } from '../../../src/workers/train-contract.ts';
import { knownPlan } from '../../support/known-answers.ts';

/** Reads `a,b\n1,2\n` and nothing harder: every column a number. The real reader has tests of its own. */
async function readNumbers(blob: Blob): Promise<Table> {
  const [header = '', ...lines] = (await blob.text()).split('\n').filter((line) => line !== '');
  if (header === '') throw new CodedError('ingest.empty-file');
  const cells = lines.map((line) => line.split(',').map(Number));
  return {
    rowCount: lines.length,
    columns: header.split(',').map((name, j) => ({
      kind: 'number',
      name,
      values: Float64Array.from(cells, (row) => row[j] ?? NaN),
    })),
  };
}

const profileOf = (table: Table): ColumnProfile[] =>
  table.columns.map((column) => ({
    name: column.name,
    kind: column.kind,
    role: 'feature',
    rowCount: table.rowCount,
    missing: 0,
    distinct: 100,
    findings: [],
  }));

/** Stops a fake until the test lets it go on, or the caller cancels. */
export class Hold {
  private open: (() => void) | undefined;
  private held: Promise<void> | undefined;
  private arrive: (() => void) | undefined;
  /** Resolves when somebody waits. */
  reached: Promise<void> = Promise.resolve();

  shut(): void {
    this.held = new Promise((resolve) => {
      this.open = resolve;
    });
    this.reached = new Promise((resolve) => {
      this.arrive = resolve;
    });
  }

  release(): void {
    this.open?.();
    this.held = undefined;
  }

  async wait(...signals: readonly AbortSignal[]): Promise<void> {
    if (!this.held) return;
    this.arrive?.();
    await Promise.race([
      this.held,
      ...signals.map((signal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))),
    ]);
  }
}

export interface FakeData {
  readonly handlers: () => Handlers<DataContract>;
  readonly hold: Hold;
  /** Files opened so far, as names. */
  readonly opened: string[][];
  /** Tables that the newest worker holds. */
  tables: Map<string, Table>;
}

export function fakeData(): FakeData {
  let next = 0;
  const fake: FakeData = {
    hold: new Hold(),
    opened: [],
    tables: new Map(),
    handlers: () => {
      const tables = new Map<string, Table>();
      fake.tables = tables;
      const get = (id: string): Table => {
        const table = tables.get(id);
        if (!table) throw new CodedError('data.no-table', { tableId: id });
        return table;
      };
      return {
        open: async ({ files, replaces, combine }, { emit, signal }) => {
          fake.opened.push(files.map((file) => file.name));
          emit({ file: files[0]?.id ?? '', bytes: 1, totalBytes: 2, rows: 1 });
          await fake.hold.wait(signal);
          if (signal.aborted) throw new CancelledError();
          const parts = await Promise.all(files.map((file) => readNumbers(file.blob)));
          const [first] = parts as [Table, ...Table[]];
          if (replaces !== undefined) tables.delete(replaces);
          const tableId = `table-${next++}`;
          tables.set(tableId, first);
          const summary: TableSummary = {
            tableId,
            rowCount: first.rowCount,
            columns: first.columns.map(({ name, kind }) => ({ name, kind })),
            readings: [],
            combine: combine ?? { kind: 'single', file: files[0]?.id ?? '' },
            proposals: [],
            findings: [],
          };
          return summary;
        },
        preview: async () => {
          throw new CodedError('ingest.not-text');
        },
        profile: async ({ tableId }) => {
          const table = get(tableId);
          return { rowCount: table.rowCount, columns: profileOf(table), duplicateRows: 0, personal: [], findings: [] };
        },
        suspects: async () => [],
        window: async ({ tableId, start, count }) => {
          const { rowCount, columns } = get(tableId);
          const rows = Array.from({ length: Math.max(0, Math.min(count, rowCount - start)) }, (_, i) =>
            columns.map((column) => (column.kind === 'number' ? String(column.values[start + i]) : null)),
          );
          return { start, columns: columns.map((column) => column.name), rows };
        },
        rowsAt: async ({ tableId, rows }) => {
          const { columns, rowCount } = get(tableId);
          const names = columns.map(({ name }) => name);
          return { columns: names, rows: rows.filter((row) => row < rowCount).map((row) => ({ row, cells: names })) };
        },
        pictures: async ({ rows }) => ({
          width: 1,
          height: 1,
          channels: 1,
          pixels: new Uint8Array(rows.length),
          missing: new Uint8Array(rows.length),
        }),
        print: async () => 'print',
        levels: async () => [],
        lend: async ({ tableId, port }) => {
          lendTable(port, get(tableId));
          return null;
        },
        csv: async ({ tableId, added }) =>
          new Blob([[...get(tableId).columns, ...added.columns].map((column) => column.name).join(',')]),
        tableCsv: async ({ tableId, recipe }) =>
          new Blob([
            `${recipe ? 'cleaned' : 'raw'} ${get(tableId)
              .columns.map((column) => column.name)
              .join(',')}`,
          ]),
        close: async ({ tableId }) => {
          tables.delete(tableId);
          return null;
        },
      };
    },
  };
  return fake;
}

export interface FakeTrain {
  readonly handlers: () => Handlers<TrainContract>;
  readonly hold: Hold;
  /** Jobs begun so far. */
  readonly jobs: string[];
  /** Of the newest training. */
  steering?: Steering;
}

export const fakeModel = (id: string, plan: PredictPlan, fields: Partial<PredictModel> = {}): PredictModel => ({
  format: 'sightglass.model',
  version: 1,
  lens: 'predict',
  id,
  createdAt: '2026-01-01T00:00:00.000Z',
  target: plan.question.target,
  task: 'regression',
  columns: plan.question.columns.map((name) => ({ name, kind: 'number', missingShare: 0, typical: 0 })),
  applied: {
    cleaning: [],
    members: [{ estimator: 'mean', version: 1, encoding: [], state: Float64Array.of(4), weight: 1 }],
  },
  judged: { cleaning: [], members: [] },
  report: {
    format: 'sightglass.report',
    version: 1,
    lens: 'predict',
    app: { name: 'sightglass', version: '0' },
    createdAt: '2026-01-01T00:00:00.000Z',
    plan,
    data: { rowCount: 2, rowsWithoutTarget: 0, columns: [] },
    split: { train: 1, test: 1, scheme: 'holdout', folds: 1, repeats: 1, validation: 1, hash: '' },
    recipe: [],
    selectionMetric: 'rmse',
    tries: [],
    leaderboard: [],
    chosen: { tryId: 0, estimator: 'mean', family: 'baseline', params: null },
    verdict: { code: 'verdict.useful', params: {} },
    task: 'regression',
    test: [{ metric: 'rmse', value: 1, low: 0.5, high: 2, baseline: 3 }],
    testRows: 1,
    importances: [],
    dependence: [],
    cards: [],
    compute: { backend: 'none', reason: { code: 'compute.not-needed', params: {} }, timings: [] },
    refit: { rowCount: 2 },
    warnings: [],
    seconds: 0,
    seed: 1,
  },
  ...fields,
});

/** A job that the test has no part for. */
const nothing = (method: string) => (): Promise<never> =>
  Promise.reject(new CodedError('worker.no-method', { method }));

/** "Trains" by remembering the target's mean, and predicts it. */
export function fakeTrain(): FakeTrain {
  const fake: FakeTrain = {
    hold: new Hold(),
    jobs: [],
    handlers: () => ({
      train: async ({ port, plan: asked, modelId }, { emit, signal, finish, steering }) => {
        const plan = knownPlan(asked);
        fake.jobs.push('train');
        if (steering) fake.steering = steering;
        await fetchColumns(port, [plan.question.target, ...plan.question.columns], signal);
        const candidate = { id: 1, estimator: 'mean', family: 'baseline' as const, params: null };
        emit({ kind: 'candidate', candidate }, { keep: true });
        emit({ kind: 'curve', candidateId: 1, fold: 0, done: 1, total: 2, loss: 5 });
        await fake.hold.wait(signal, finish);
        if (signal.aborted) throw new CancelledError();
        const attempt = { ...candidate, status: 'done' as const, score: 2, folds: 1, seconds: 0 };
        emit({ kind: 'tried', attempt, baselineScore: 3, best: true }, { keep: true });
        if (plan.question.target === 'broken') throw new CodedError('train.one-class', { class: 'x' });
        return fakeModel(modelId, plan);
      },
      score: async ({ port, model, fileName, batchId }, { signal }) => {
        fake.jobs.push('score');
        const table = await fetchColumns(port, undefined, signal);
        await fake.hold.wait(signal);
        const values = new Float64Array(table.rowCount).fill(4);
        const prediction = { task: 'regression' as const, values };
        return {
          report: {
            rowCount: table.rowCount,
            missingColumns: [],
            extraColumns: [],
            newLevels: [],
            unreadable: [],
            outOfRange: [],
            findings: [],
          },
          prediction,
          added: { rowCount: table.rowCount, columns: [{ kind: 'number', name: 'predicted', values }] },
          batch: { id: batchId, modelId: model.id, createdAt: model.createdAt, fileName, table, prediction },
        };
      },
      one: async ({ values }) => {
        fake.jobs.push(`one ${String(values[0]?.[1])}`);
        await fake.hold.wait();
        return {
          prediction: { task: 'regression', values: Float64Array.of(Number(values[0]?.[1])) },
          report: {
            rowCount: 1,
            missingColumns: [],
            extraColumns: [],
            newLevels: [],
            unreadable: [],
            outOfRange: [],
            findings: [],
          },
        };
      },
      export: async ({ model, format }) => {
        fake.jobs.push(`export ${format}`);
        if (format === 'layers-model') throw new CodedError('export.no-layers-model', { estimator: 'boosted-trees' });
        return { files: [{ name: 'model.py', bytes: new TextEncoder().encode(model.id) }] };
      },
      feedback: async ({ port, batch }) => {
        fake.jobs.push('feedback');
        const table = await fetchColumns(port);
        const matched = batch?.table.rowCount ?? table.rowCount;
        return {
          rowCount: table.rowCount,
          matchedRows: matched,
          unmatchedRows: table.rowCount - matched,
          matching: { kind: 'order' },
          metrics: [],
          drift: [],
          advice: { code: 'feedback.keep', params: {} },
        };
      },
      topics: nothing('topics'),
      read: nothing('read'),
      labelNext: nothing('labelNext'),
      look: nothing('look'),
      series: nothing('series'),
      whatIf: nothing('whatIf'),
      forecastFeedback: nothing('forecastFeedback'),
      forecastUpdate: nothing('forecastUpdate'),
      retrain: async ({ oldPort, newPort, model, modelId }, { emit }) => {
        fake.jobs.push('retrain');
        const [old, fresh] = [await fetchColumns(oldPort), await fetchColumns(newPort)];
        emit({ kind: 'time', elapsedMs: 1, leftMs: 1, share: 0.5 });
        const estimate = { value: 1, low: 0, high: 2 };
        return {
          model: fakeModel(modelId, model.report.plan, { parent: model.id }),
          comparison: {
            metric: 'rmse',
            rowCount: old.rowCount + fresh.rowCount,
            old: estimate,
            retrained: estimate,
            gain: estimate,
            verdict: 'better',
          },
        };
      },
    }),
  };
  return fake;
}
