import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { DriftRow } from '../../src/core/monitor/types.ts';
import { chartCsv } from '../../src/ui/charts/save.ts';
import type { ChartTable } from '../../src/ui/charts/types.ts';
import { en } from '../../src/ui/i18n/en/en.ts';
import { createWords } from '../../src/ui/i18n/i18n.ts';
import type { Words } from '../../src/ui/i18n/use-words.ts';
import {
  classesTable,
  driftTable,
  figuresTable,
  leaderboardTable,
  promiseTable,
  triesTable,
} from '../../src/ui/predict/view/report-tables.ts';
import { fakeReport } from '../support/fake-report.ts';

const { t } = createWords('en', en);
const words: Words = (key, params) => t(key, { ...params });
const say = {
  words,
  estimator: (id: string) => `the ${id}`,
  message: ({ code }: { code: string }) => words(code as never),
};

/** What a spreadsheet gets, read by another's reader. */
const read = async (table: ChartTable): Promise<readonly Record<string, string>[]> =>
  Papa.parse<Record<string, string>>((await chartCsv(table).text()).replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  }).data;

describe('tables of a report as CSV', () => {
  const report = fakeReport('binary');

  it('hold every figure in full, with its interval', async () => {
    const [first] = await read(figuresTable(report, words));
    const [auc] = report.test;
    expect(Object.values(first ?? {}).slice(1)).toEqual([auc?.value, auc?.low, auc?.high, auc?.baseline].map(String));
    expect(first?.['Figure']).toMatch(/\(.*AUC.*\)/);
  });

  it('hold the leaderboard with figures that the screen has no room for', async () => {
    const rows = await read(leaderboardTable(report, say));
    expect(rows).toHaveLength(report.leaderboard.length);
    for (const [at, row] of report.leaderboard.entries()) {
      const said = Object.values(rows[at] ?? {});
      expect(said[0]).toBe(`the ${row.estimator}`);
      expect(said[1]).toBe(row.chosen ? 'yes' : '');
      expect(said.at(-1)).toBe(String(row.seconds));
      const numbers = row.metrics.flatMap(({ value, low, high, baseline }) => [value, low, high, baseline].map(String));
      expect(said.slice(2, 2 + numbers.length)).toEqual(numbers);
    }
  });

  it('hold every try, and why one failed', async () => {
    const rows = await read(triesTable(report, say));
    expect(rows.map((row) => Number(row['No.']))).toEqual(report.tries.map(({ id }) => id));
    const failed = report.tries.findIndex(({ status }) => status === 'failed');
    expect(failed).toBeGreaterThanOrEqual(0);
    expect(rows[failed]).toMatchObject({ 'Why it failed': expect.stringMatching(/./) as string });
  });

  it('hold classes, drift and promises', async () => {
    const perClass = [
      { name: '=SUM(A1)', count: 20, recall: 1 / 3, precision: 2 / 3, f1: 4 / 9 },
      { name: 'often', count: 300, recall: 0.1, precision: 0.2, f1: 0.3 },
    ];
    const classes = { ...fakeReport('multiclass').multiclass?.test, perClass } as never;
    expect((await read(classesTable(classes, words))).map((row) => Object.values(row))).toEqual([
      ['often', '300', '0.1', '0.2', '0.3'],
      // A spreadsheet must not run it.
      ["'=SUM(A1)", '20', String(1 / 3), String(2 / 3), String(4 / 9)],
    ]);
    const drift: DriftRow[] = [
      { column: 'calm', kind: 'number', psi: 0.0123456789, size: 'none', effect: -0.001, importance: 0.9 },
      { column: 'moved', kind: 'number', psi: 0.987654321, size: 'large', effect: 1 / 7, importance: 0.4 },
    ];
    expect((await read(driftTable(drift, words))).map((row) => Object.values(row))).toEqual([
      ['moved', '0.987654321', String(1 / 7), '0.4', 'May hurt'],
      ['calm', '0.0123456789', '-0.001', '0.9', 'Harmless'],
    ]);
    const metrics = [
      { metric: 'rmse', value: 9.5, low: 9, high: 10, baseline: 12, promised: { value: 1 / 3, low: 0.2, high: 0.5 } },
    ] as const;
    expect((await read(promiseTable({ metrics }, words))).map((row) => Object.values(row).slice(1))).toEqual([
      [String(1 / 3), '0.2', '0.5', '9.5', '9', '10', '12', 'Worse'],
    ]);
  });

  it('never have two columns of one name', () => {
    const tables = [leaderboardTable(report, say), triesTable(report, say), promiseTable({ metrics: [] }, words)];
    for (const { columns } of tables) expect(new Set(columns).size).toBe(columns.length);
  });
});
