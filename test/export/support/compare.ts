import Papa from 'papaparse';
import { predictionValues, predictionWidth } from '../../../src/core/learn/prediction.ts';
import type { PredictModel } from '../../../src/lenses/predict/model.ts';
import { score, scoredCsv, script } from './models.ts';
import { folderWith, runPython } from './python.ts';

/** A scored file, taken apart. */
interface Scored {
  readonly header: readonly string[];
  /** The class said of each row, undefined for numbers; their last digits may differ. */
  readonly words: readonly (string | undefined)[];
}

export interface Comparison {
  readonly page: Scored;
  readonly script: Scored;
  /** Largest difference between the numbers predicted, measured against their size where they are above 1. */
  readonly worst: number;
}

/** What the script's command line gives for a file, against what the page gives. */
export async function compare(model: PredictModel, rows: string): Promise<Comparison> {
  const page = await score(model, rows);
  const folder = folderWith({ 'model.py': await script(model), 'rows.csv': rows });
  const [header = [], ...records] = Papa.parse<string[]>(runPython(folder, ['model.py', 'rows.csv']).trimEnd()).data;
  const [wanted = [], ...wantedRecords] = Papa.parse<string[]>(scoredCsv(page).trimEnd()).data;
  const { prediction, added, table } = page;
  const said = wanted.length - added.columns.length;
  const width = predictionWidth(prediction);
  const values = predictionValues(prediction);
  const isNumber = prediction.task === 'regression';
  const wordsOf = (all: readonly string[][]) => all.map((record) => (isNumber ? undefined : record[said]));
  let worst = records.length === table.rowCount ? 0 : Infinity;
  records.forEach((record, row) => {
    for (let k = 0; k < width; k++) {
      const expected = values[row * width + k] as number;
      const error =
        Math.abs(Number(record[said + k + (isNumber ? 0 : 1)]) - expected) / Math.max(1, Math.abs(expected));
      worst = Math.max(worst, Number.isNaN(error) ? Infinity : error);
    }
  });
  return {
    worst,
    page: { header: wanted, words: wordsOf(wantedRecords) },
    script: { header, words: wordsOf(records) },
  };
}
