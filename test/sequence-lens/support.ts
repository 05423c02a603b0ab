import { readFileSync } from 'node:fs';
import { bytesSource } from '../../src/core/ingest/byte-source.ts';
import { readTable } from '../../src/core/ingest/read-table.ts';
import { createPacer } from '../../src/core/learn/pacer.ts';
import type { Table } from '../../src/core/table/table.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { PredictPlan, PredictQuestion, PredictSettings } from '../../src/lenses/predict/question.ts';
import { SEQUENCE_METHOD } from '../../src/lenses/sequence/method.ts';
import type { SequenceColumns } from '../../src/lenses/sequence/types.ts';
import { train } from '../predict/support.ts';

export const pacer = createPacer(new AbortController().signal);

/** A file as the page reads it. */
export async function readFile(path: string): Promise<Table> {
  const run = readTable(bytesSource(new Uint8Array(readFileSync(path)), path), {}, pacer);
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value.table;
  }
}

/** The question as a person puts it, of an event table. */
export function ask(sequence: SequenceColumns, settings: Partial<PredictSettings> = {}): PredictPlan {
  const { entity, event, time, properties } = sequence;
  const question: PredictQuestion = {
    lens: 'sequence',
    target: event,
    task: sequence.ask === 'next' ? 'multiclass' : 'binary',
    ...(sequence.ask === 'next' ? {} : { positive: 'yes' }),
    columns: [event, time, ...properties],
    split: { kind: 'snapshots', column: entity, testShare: 0.2 },
    sequence,
  };
  const usual: PredictSettings = {
    preset: 'quick',
    backend: 'auto',
    seed: 1,
    families: ['linear', 'trees'],
    linear: 'auto',
  };
  return { question, recipe: [], settings: { ...usual, ...settings } };
}

/** Trains in Node, where no network runs. */
export const trainOn = (table: Table, plan: PredictPlan): Promise<PredictModel> =>
  train({ table, plan, method: SEQUENCE_METHOD });

/** A figure of the test rows. */
export const figure = ({ report }: PredictModel, name: string): number =>
  report.test.find(({ metric }) => metric === name)?.value ?? NaN;
