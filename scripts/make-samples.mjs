import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { appActivity } from './samples/app-activity.mjs';
import { createDraw } from './samples/draw.mjs';
import { orderValues } from './samples/order-values.mjs';
import { parcelMarks } from './samples/parcel-marks.mjs';
import { saasChurn } from './samples/saas-churn.mjs';
import { shopRevenue } from './samples/shop-revenue.mjs';
import { shopVisits } from './samples/shop-visits.mjs';
import { supportInbox } from './samples/support-inbox.mjs';

/**
 * The page's samples: made-up tables with a structure that is known (and told in each table's own file), from seeds
 * written there. Run `npm run samples` after changing one; a test holds the files in src/app/samples to this.
 */
const TABLES = [saasChurn, shopVisits, orderValues, supportInbox, parcelMarks];
const SERIES = [shopRevenue];
const EVENTS = [appActivity];

/** @param {unknown} value */
const cell = (value) => (/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

/** @param {readonly Record<string, unknown>[]} rows @param {readonly string[]} columns */
function csv(rows, columns) {
  const records = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return records.map((record) => `${record.map(cell).join(',')}\n`).join('');
}

/**
 * Three files a table: rows with their outcome to learn from; later rows without it; and, by the same key, what
 * happened to those. @returns {[string, string][]} text by file name
 */
function tableFiles(table) {
  const { id, seed, known, fresh, key, outcome } = table;
  const draw = createDraw(seed);
  const rows = Array.from({ length: known + fresh }, (_, index) => table.row(draw, index));
  const columns = Object.keys(rows[0]);
  const later = rows.slice(known);
  const unknown = columns.filter((column) => column !== outcome);
  return [
    [`${id}.csv`, csv(rows.slice(0, known), columns)],
    [`${id}-new.csv`, csv(later, unknown)],
    [`${id}-outcomes.csv`, csv(later, [key, outcome])],
  ];
}

/**
 * Two files of values over time: what was, with what is planned for the times ahead, where the outcome is blank; and
 * what came then. @returns {[string, string][]} text by file name
 */
function seriesFiles(table) {
  const { id, seed, keys, outcome, ahead } = table;
  const rows = table.rows(createDraw(seed));
  const known = rows.length - ahead;
  const seen = rows.map((row, index) => (index < known ? row : { ...row, [outcome]: '' }));
  return [
    [`${id}.csv`, csv(seen, Object.keys(rows[0]))],
    [`${id}-outcomes.csv`, csv(rows.slice(known), [...keys, outcome])],
  ];
}

/** Two files of events: those up to a day, and those since. @returns {[string, string][]} text by file name */
function eventFiles({ id, seed, columns, laterFrom, rows }) {
  const all = rows(createDraw(seed));
  return [
    [
      `${id}.csv`,
      csv(
        all.filter(({ time }) => time < laterFrom),
        columns,
      ),
    ],
    [
      `${id}-outcomes.csv`,
      csv(
        all.filter(({ time }) => time >= laterFrom),
        columns,
      ),
    ],
  ];
}

/** @returns {Map<string, string>} text by file name */
export const makeSamples = () =>
  new Map([...TABLES.flatMap(tableFiles), ...SERIES.flatMap(seriesFiles), ...EVENTS.flatMap(eventFiles)]);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../src/app/samples/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of makeSamples()) {
    writeFileSync(`${folder}${name}`, text);
    console.log(`${name}: ${text.split('\n').length - 2} rows, ${Math.round(text.length / 1024)} kB`);
  }
}
