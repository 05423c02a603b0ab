import { deflateRawSync } from 'node:zlib';
import { SAMPLES } from '../../src/app/samples/catalogue.ts';
import { bytesSource } from '../../src/core/ingest/byte-source.ts';
import { readTable } from '../../src/core/ingest/read-table.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import { profileTable } from '../../src/core/profile/profile-table.ts';
import type { Table } from '../../src/core/table/table.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { PredictReport } from '../../src/lenses/predict/report.ts';
import type { PredictSource } from '../../src/lenses/predict/share/types.ts';
import { suggestQuestions } from '../../src/lenses/predict/suggest.ts';
import type { ShareChoices } from '../../src/lenses/share.ts';
import { plan, train } from '../predict/support.ts';

const pacer = createPacer(new AbortController().signal);

async function readCsv(text: string): Promise<Table> {
  const run = readTable(bytesSource(new TextEncoder().encode(text), 'sample.csv'), {}, pacer);
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value.table;
  }
}

/** A model of the likeliest question about a CSV, or of that about a target. */
export async function trainCsv(text: string, target?: string): Promise<PredictModel> {
  const table = await readCsv(text);
  const questions = suggestQuestions(await profileTable(table, pacer));
  const asked = target === undefined ? questions[0] : questions.find(({ question }) => question.target === target);
  if (!asked) throw new Error('no such question');
  return train({ table, plan: plan(asked.question) });
}

/** A model of the likeliest question of a built-in sample. */
export async function trainSample(id: string): Promise<PredictModel> {
  const sample = SAMPLES.find((one) => one.id === id);
  return trainCsv((await sample?.load()) ?? '');
}

export const NOTHING_OUT: ShareChoices = { without: [], columnsOut: [], putBack: [] };

export const sourceOf = (model: PredictModel, more: Partial<PredictSource> = {}): PredictSource => ({
  model,
  personal: [],
  modelBudget: 24_000,
  ...more,
});

/** A made-up report as a model of which nothing but the report is known. */
export function modelOf(report: PredictReport, columns: PredictModel['columns'] = []): PredictModel {
  const nothing = { cleaning: [], members: [] };
  return {
    format: 'sightglass.model',
    version: 1,
    lens: 'predict',
    id: 'model',
    createdAt: report.createdAt,
    target: report.plan.question.target,
    task: report.task,
    ...(report.classes ? { classes: report.classes } : {}),
    columns,
    applied: nothing,
    judged: nothing,
    report,
  };
}

/** Bytes of a value as a link carries it. */
export const linkBytes = (value: unknown): number => deflateRawSync(JSON.stringify(value)).length;
