import { readFileSync } from 'node:fs';
import { findPersonalColumns } from '../../src/core/privacy/find-personal.ts';
import type { PersonalKind } from '../../src/core/privacy/types.ts';
import { createRandom } from '../../src/core/random.ts';
import type { Table } from '../../src/core/table/table.ts';
import { pacer, read } from '../ingest/support.ts';
import { sharedData } from '../support/shared-data.ts';
import type { Made } from './draw.ts';
import { fakerExamples, type Example, type Part } from './faker-columns.ts';
import { HARD } from './made-hard.ts';
import { HELD_OUT } from './made-held-out.ts';
import { TUNING } from './made-tuning.ts';

/** A column of which it is known what it holds, and what was found in it. */
export interface Judged {
  readonly source: string;
  readonly column: string;
  readonly part: Part;
  readonly label: PersonalKind | 'none';
  readonly found: PersonalKind | 'none';
}

const ROWS = 240;

function madeExamples(made: readonly Made[], part: Part, seed: number): Example[] {
  return made.map(({ column, label, cell }): Example => {
    const random = createRandom(seed).fork(column);
    return {
      source: 'made here',
      column,
      part,
      label,
      cells: Array.from({ length: ROWS }, (_, row) => cell(random, row)),
    };
  });
}

/** Real tables, half of them looked at while the recognisers were built. */
const REAL: readonly (readonly [file: string, part: Part, personal?: Readonly<Record<string, PersonalKind>>])[] = [
  ['telco-churn/Telco-Customer-Churn.csv', 'tuning'],
  ['online-shoppers/online_shoppers_intention.csv', 'tuning'],
  ['marketing-campaign/marketing_campaign.csv', 'tuning'],
  ['online-retail/online_retail_2010-12_to_2011-06.csv', 'tuning'],
  ['retentioneering-ecom/ecom.csv', 'tuning'],
  ['advertising/Advertising.csv', 'tuning'],
  ['bike-sharing/bike_sharing_demand.csv', 'tuning'],
  ['air-quality/AirQualityUCI.csv', 'tuning'],
  ['banking77/banking77_train.csv', 'tuning'],
  ['student-performance/student-por.csv', 'tuning'],
  ['csv-spectrum/csvs/comma_in_quotes.csv', 'tuning', { first: 'name', last: 'name', address: 'address' }],
  ['credit-default/UCI_Credit_Card.csv', 'held-out'],
  ['california-housing/housing.csv', 'held-out'],
  ['ecommerce-shipping/Shipping.csv', 'held-out'],
  ['breast-cancer/breast_cancer.csv', 'held-out'],
  ['digits-8x8/digits.csv', 'held-out'],
  ['korean-cp949/apart_price.csv', 'held-out'],
  ['korean-cp949/incheon_airport.csv', 'held-out'],
  ['korean-cp949/korea_pop2020.csv', 'held-out'],
  ['korean-cp949/covid19.csv', 'held-out'],
  ['faostat-french/FAOSTAT_2020_Population.csv', 'held-out'],
  ['game-launch-events/gamelaunch.csv', 'held-out'],
  ['robyn-mmm/dt_simulated_weekly.csv', 'held-out'],
  ['air-passengers/AirPassengers.csv', 'held-out'],
  ['air-quality/AirQualityUCI_noheader.csv', 'held-out'],
  ['banking77/banking77_test.csv', 'held-out'],
  ['user-data/user_data.csv', 'held-out'],
  ['csv-spectrum/csvs/location_coordinates.csv', 'held-out', { 'Contact Phone Number': 'phone' }],
  ['csv-spectrum/csvs/empty.csv', 'held-out'],
  ['csv-spectrum/csvs/escaped_quotes.csv', 'held-out'],
  ['csv-spectrum/csvs/json.csv', 'held-out'],
  ['csv-spectrum/csvs/newlines.csv', 'held-out'],
  ['csv-spectrum/csvs/quotes_and_newlines.csv', 'held-out'],
  ['csv-spectrum/csvs/simple.csv', 'held-out'],
  ['csv-spectrum/csvs/utf8.csv', 'held-out'],
];

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** Read as a file is, so that a column has the kind that it would have. */
async function tableOf({ column, cells }: Example): Promise<Table> {
  const lines = [`row;${quoted(column)}`, ...cells.map((cell, row) => `${row + 1};${quoted(cell)}`)];
  const { table } = await read(lines.join('\n'), { delimiter: ';' });
  return table;
}

async function judge(
  table: Table,
  source: string,
  part: Part,
  labels: Readonly<Record<string, PersonalKind | 'none'>>,
  names = table.columns.map(({ name }) => name),
): Promise<Judged[]> {
  const found = await findPersonalColumns(table, pacer());
  return names.map((column) => ({
    source,
    column,
    part,
    label: Object.hasOwn(labels, column) ? (labels[column] as PersonalKind) : 'none',
    found: found.find((one) => one.column === column)?.kind ?? 'none',
  }));
}

/** Judges the whole list; real tables where they are on this machine. */
export async function judgeList(): Promise<Judged[]> {
  const examples = [
    ...fakerExamples(),
    ...madeExamples(TUNING, 'tuning', 41),
    ...madeExamples(HELD_OUT, 'held-out', 42),
    ...madeExamples(HARD, 'later', 43),
  ];
  const judged: Judged[] = [];
  for (const example of examples) {
    const { column, source, part, label } = example;
    judged.push(...(await judge(await tableOf(example), source, part, { [column]: label }, [column])));
  }
  for (const [file, part, labels] of REAL) {
    const path = sharedData(file);
    if (!path) continue;
    const { table } = await read(new Uint8Array(readFileSync(path)));
    judged.push(...(await judge(table, file, part, labels ?? {})));
  }
  return judged;
}
