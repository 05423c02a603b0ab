import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { rankedRows } from '../../src/app/ranked-rows.ts';
import { tableToCsv } from '../../src/core/table/csv.ts';
import { makeTable, type Table } from '../../src/core/table/table.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import { applyModel } from '../../src/lenses/predict/apply.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { ownColumns } from '../../src/ui/predict/view/scored.ts';
import { makeInbox } from '../support/texts.ts';
import { pacer, registries, textPlan, trainTexts } from './support.ts';

const TEXTS = [
  'My parcel has not arrived yet, where is it?',
  'I was charged but the refund has not come',
  'quarterly zebra migration',
  '=HYPERLINK("x") my parcel is late',
  null,
  'please answer me',
  'the lamp arrived broken, I want my money back',
];
const FILE = makeTable([
  makeTextColumn(
    'ticket',
    TEXTS.map((_, i) => `T${i}`),
  ),
  makeTextColumn('text', TEXTS),
  makeTextColumn(
    'confidence',
    TEXTS.map(() => 'theirs'),
  ),
]);

/** A file scored and written as the page writes it, read by a reader of CSV that is not the page's own. */
async function scored(model: PredictModel, table: Table = FILE) {
  const { added, report, prediction } = await applyModel({ ...registries, model, table, pacer: pacer() });
  const whole = makeTable([...table.columns, ...added.columns], table.rowCount);
  const text = await new Blob(tableToCsv(whole)).text();
  const { data, meta } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  });
  return { rows: data, columns: meta.fields ?? [], report, prediction };
}

const likeliest = (row: Record<string, string>, classes: readonly string[]): [string, number] => {
  const all = classes.map((name): [string, number] => [name, Number(row[`probability_${name}`])]);
  return all.reduce((best, one) => (one[1] > best[1] ? one : best));
};

describe.each([5, 2])('the file of texts that a model of %i kinds scored', { timeout: 60_000 }, (kinds) => {
  const inbox = makeInbox({ seed: 17, rows: 300, kinds });
  const trained = trainTexts(
    inbox.table,
    textPlan(kinds === 2 ? { task: 'binary', positive: 'refund missing' } : {}, { preset: 'quick' }),
  );

  it('says the kind, how sure it is, and whether it goes to a person, beside what the file had', async () => {
    const model = { ...(await trained), handOver: 0.8 };
    const classes = model.classes ?? [];
    const { rows, columns, report, prediction } = await scored(model);
    expect(columns).toEqual([
      'ticket',
      'text',
      'confidence',
      'prediction',
      'confidence_2',
      'hand_over',
      ...classes.map((name) => `probability_${name}`),
    ]);
    expect(rows.map(({ ticket }) => ticket)).toEqual(TEXTS.map((_, i) => `T${i}`));
    for (const row of rows) {
      const [name, sure] = likeliest(row, classes);
      expect(Number(row['confidence_2'])).toBeCloseTo(sure, 9);
      // Of two kinds the threshold of “yes” decides instead.
      expect(kinds === 2 ? name : row['prediction']).toBe(name);
      expect(row['hand_over']).toBe(sure < 0.8 || row['text'] === '' ? 'yes' : 'no');
    }
    expect(report.handedOver).toBe(rows.filter((row) => row['hand_over'] === 'yes').length);
    expect(rows[4]?.['hand_over']).toBe('yes');
    expect(rows[0]?.['hand_over']).toBe('no');
    // The table on the page leaves out what was added, and begins with what it is least sure of.
    expect(ownColumns(columns, prediction)).toEqual(['ticket', 'text', 'confidence']);
    const [first] = rankedRows(prediction, 3, 'lowest');
    const sureness = rows.map((row) => Number(row['confidence_2']));
    expect(sureness[first ?? -1]).toBe(Math.min(...sureness));
  });

  it('goes by the threshold: none below 0 but what is empty, and all above 1', async () => {
    const model = await trained;
    const handed = async (handOver: number): Promise<(string | undefined)[]> =>
      (await scored({ ...model, handOver })).rows.map((row) => row['hand_over']);
    expect(await handed(0)).toEqual(TEXTS.map((text) => (text === null ? 'yes' : 'no')));
    expect(await handed(1.01)).toEqual(TEXTS.map(() => 'yes'));
  });
});
