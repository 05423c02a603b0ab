import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATA_FOLDER, sharedData } from '../support/shared-data.ts';
import type { Part } from './faker-columns.ts';
import type { Judged } from './labelled.ts';
import { countsOf, measure } from './labelled-table.ts';

const hasReal = sharedData('telco-churn/Telco-Customer-Churn.csv') !== undefined;

describe('columns of which it is known what they hold', () => {
  let judged: readonly Judged[] = [];
  let table = '';
  beforeAll(async () => {
    ({ judged, table } = await measure());
    console.log(table);
  }, 120_000);

  it('are many, in each part, with and without personal data', () => {
    expect(judged.length).toBeGreaterThanOrEqual(150);
    for (const part of ['tuning', 'held-out', 'later'] as const) {
      const here = judged.filter((one) => one.part === part);
      expect(here.filter(({ label }) => label !== 'none').length).toBeGreaterThanOrEqual(50);
      expect(here.filter(({ label }) => label === 'none').length).toBeGreaterThanOrEqual(50);
    }
  });

  it.each<Part>(['tuning', 'held-out', 'later'])('%s: most are found, and little else', (part) => {
    const { recall, precision } = countsOf(judged.filter((one) => one.part === part));
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(precision).toBeGreaterThanOrEqual(0.8);
  });

  it('each kind is found by its own name', () => {
    for (const kind of ['name', 'email', 'phone', 'address', 'card', 'national-id', 'ip'] as const) {
      const { recall, precision } = countsOf(judged, kind);
      expect([kind, recall >= 0.9, precision >= 0.8]).toEqual([kind, true, true]);
    }
  });

  it.skipIf(!hasReal)(`docs/privacy-columns.md holds these figures (with the tables of ${DATA_FOLDER})`, () => {
    expect(readFileSync('docs/privacy-columns.md', 'utf8')).toContain(table);
  });
});
