import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DATA_FOLDER, sharedData } from '../support/shared-data.ts';
import { columnCells, kinds, read, tableCells } from './support.ts';

const file = (path: string) => read(new Uint8Array(readFileSync(path)));

const spectrum = sharedData('csv-spectrum/csvs');
const names = spectrum ? readdirSync(spectrum).map((name) => name.replace('.csv', '')) : ['absent'];

// Oracle: the JSON beside each file (max-mapper/csv-spectrum).
describe.skipIf(!spectrum)('csv-spectrum', () => {
  it.each(names)('%s reads as its JSON says', async (name) => {
    const { table } = await file(join(DATA_FOLDER, 'csv-spectrum/csvs', `${name}.csv`));
    const json = readFileSync(join(DATA_FOLDER, 'csv-spectrum/json', `${name}.json`), 'utf8');
    // The copies' line ends were all made \n, in the CSV files but not inside the JSON strings.
    const parsed = JSON.parse(json.replaceAll('\\r\\n', '\\n')) as Record<string, string> | Record<string, string>[];
    const expected = Array.isArray(parsed) ? parsed : [parsed];
    // This one file's JSON states another telephone number than its CSV.
    if (name === 'location_coordinates') expected[0]!['Contact Phone Number'] = '2095257564';
    const found = Array.from({ length: table.rowCount }, (_, row) =>
      Object.fromEntries(Object.entries(tableCells(table)).map(([column, cells]) => [column, cells[row] ?? ''])),
    );
    expect(found).toEqual(expected);
  });
});

// Oracle: rows and columns as pandas reads them (the data folder's README); two columns of air-quality have neither name nor cell.
const shapes: readonly (readonly [path: string, rows: number, columns: number, encoding: string, delimiter: string])[] =
  [
    ['online-shoppers/online_shoppers_intention.csv', 12_330, 18, 'utf-8', ';'],
    ['telco-churn/Telco-Customer-Churn.csv', 7_043, 21, 'utf-8', ','],
    ['marketing-campaign/marketing_campaign.csv', 2_240, 29, 'utf-8', '\t'],
    ['banking77/banking77_train.csv', 10_003, 2, 'utf-8', ','],
    ['air-quality/AirQualityUCI.csv', 9_357, 15, 'utf-8', ';'],
    ['air-quality/AirQualityUCI_noheader.csv', 9_358, 15, 'utf-8', ';'],
    ['korean-cp949/incheon_airport.csv', 222, 10, 'euc-kr', ','],
    ['korean-cp949/apart_price.csv', 187, 14, 'euc-kr', ','],
    ['korean-cp949/covid19.csv', 123, 2, 'euc-kr', ','],
    ['korean-cp949/korea_pop2020.csv', 17, 4, 'euc-kr', ','],
    ['faostat-french/FAOSTAT_2020_Population.csv', 1_173, 15, 'utf-8', ','],
    ['ecommerce-shipping/Shipping.csv', 10_999, 12, 'utf-8', ','],
    ['bike-sharing/bike_sharing_demand.csv', 17_379, 16, 'utf-8', ','],
    ['robyn-mmm/dt_simulated_weekly.csv', 208, 12, 'utf-8', ','],
    ['online-retail/online_retail_2010-12_to_2011-06.csv', 245_903, 8, 'utf-8', ','],
  ];

describe('real files', () => {
  it.for(shapes)('%s: %i rows, %i columns', async ([path, rows, columns, encoding, delimiter], context) => {
    const found = sharedData(path);
    context.skip(!found, 'the shared data is absent');
    const { table, reading } = await file(found as string);
    expect([reading.rowsKept, reading.rowsRejected, table.columns.length]).toEqual([rows, 0, columns]);
    expect([reading.encoding, reading.delimiter]).toEqual([encoding, delimiter]);
  });

  const telco = sharedData('telco-churn/Telco-Customer-Churn.csv');
  it.skipIf(!telco)(
    'telco: blanks in TotalCharges are missing, flags are what they look like, the id is text',
    async () => {
      const { table } = await file(telco as string);
      expect(kinds(table)).toEqual(
        expect.arrayContaining(['customerID:text', 'TotalCharges:number', 'SeniorCitizen:number', 'Churn:category']),
      );
      expect(columnCells(table, 'TotalCharges').filter((cell) => cell === null).length).toBe(11);
      expect(columnCells(table, 'Churn').filter((cell) => cell === 'Yes').length).toBe(1869);
    },
  );

  const air = sharedData('air-quality/AirQualityUCI.csv');
  it.skipIf(!air)('air-quality: decimal commas, days first, times as words', async () => {
    const { table, reading } = await file(air as string);
    expect([reading.decimal, reading.dateOrder]).toEqual([',', 'dmy']);
    expect(kinds(table).slice(0, 3)).toEqual(['Date:date', 'Time:category', 'CO(GT):number']);
    expect(columnCells(table, 'Date')[0]).toBe('2004-03-10');
    expect(columnCells(table, 'NMHC(GT)').filter((cell) => cell === '-200').length).toBe(8443);
  });

  const fao = sharedData('faostat-french/FAOSTAT_2020_Population.csv');
  it.skipIf(!fao)('faostat: accents, codes with leading zeros, an empty column kept', async () => {
    const { table } = await file(fao as string);
    expect(columnCells(table, 'Code zone (M49)')[0]).toBe('004');
    expect(table.columns.map((column) => column.name)).toContain('Année');
    expect(columnCells(table, 'Note').every((cell) => cell === null)).toBe(true);
  });

  const robyn = sharedData('robyn-mmm/dt_simulated_weekly.csv');
  it.skipIf(!robyn)('robyn: the text na is a level', async () => {
    const { table } = await file(robyn as string);
    expect(columnCells(table, 'events').filter((cell) => cell === 'na').length).toBe(206);
  });

  const bikes = sharedData('bike-sharing/bike_sharing_demand.csv');
  it.skipIf(!bikes)('bikes: months first', async () => {
    const { table } = await file(bikes as string);
    expect(columnCells(table, 'date').at(-1)).toBe('2012-12-31');
  });

  const campaign = sharedData('marketing-campaign/marketing_campaign.csv');
  it.skipIf(!campaign)('campaign: days first with dashes, 24 incomes missing', async () => {
    const { table } = await file(campaign as string);
    expect(columnCells(table, 'Dt_Customer')[0]).toBe('2012-09-04');
    expect(columnCells(table, 'Income').filter((cell) => cell === null).length).toBe(24);
  });

  const korea = sharedData('korean-cp949/korea_pop2020.csv');
  it.skipIf(!korea)('korea: trailing blanks in numbers', async () => {
    const { table } = await file(korea as string);
    expect(columnCells(table, '총인구수')[0]).toBe('9720846');
  });

  const retail = sharedData('online-retail/online_retail_2010-12_to_2011-06.csv');
  it.skipIf(!retail)('retail: both readers make the same table', async () => {
    const bytes = new Uint8Array(readFileSync(retail as string));
    const byBytes = await read(bytes, {}, 'bytes');
    const byPapa = await read(bytes, {}, 'papaparse');
    expect([byBytes.reading.reader, byPapa.reading.reader]).toEqual(['bytes', 'papaparse']);
    expect(byBytes.table).toEqual(byPapa.table);
  });
});
