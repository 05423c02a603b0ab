import Papa from 'papaparse';
import { createRandom } from '../../../src/core/random.ts';

/** Cells that the model never saw: gaps, other spellings of nothing, other ways to write, words among numbers. */
const STRANGE = [
  '',
  ' ',
  'n/a',
  'NA',
  'null',
  '?',
  'abc',
  'never seen',
  '1,234.5',
  ' 7 ',
  '(3)',
  '12%',
  '€5',
  '-',
  '0012',
];
const STRANGE_DATES = ['2024-02-31', '31/12/2023', '2023-01-05 17:45', '3 March 2024', 'yesterday', '20240131'];

/** Rows of a file with some of the cells replaced by strange ones; every column keeps its place. */
export function messyRows(csv: string, rows: number, seed: number): string {
  const random = createRandom(seed).fork('cells');
  const [header = [], ...records] = Papa.parse<string[]>(csv.trimEnd()).data;
  const chosen = records.slice(-rows).map((record) =>
    record.map((cell) => {
      if (random.next() > 0.12) return cell;
      const from = /^\d{4}-\d\d-\d\d/.test(cell) ? STRANGE_DATES : STRANGE;
      return from[random.integer(from.length)] as string;
    }),
  );
  return Papa.unparse([header, ...chosen], { newline: '\n' });
}

/** The first rows of a file. */
export const firstRows = (csv: string, rows: number): string =>
  csv
    .split('\n')
    .slice(0, rows + 1)
    .join('\n');

/** About so many rows from all over a file, so that rare classes are among them. */
export function spreadRows(csv: string, rows: number): string {
  const [header = '', ...lines] = csv.trimEnd().split('\n');
  const every = Math.max(1, Math.floor(lines.length / rows));
  return [header, ...lines.filter((_, row) => row % every === 0)].join('\n');
}
