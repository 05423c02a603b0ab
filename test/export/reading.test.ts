import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import type { RecipeItem } from '../../src/core/prepare/step.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import { plan, train } from '../predict/support.ts';
import { compare } from './support/compare.ts';
import { readCsv, script } from './support/models.ts';
import { folderWith, PYTHON, runPython } from './support/python.ts';

type Cell = (random: ReturnType<typeof createRandom>, row: number) => string;

const two = (value: number): string => String(value).padStart(2, '0');

/** A file of 300 rows whose target grows with `row % 7`; `tells` gets that number. */
function file(columns: Readonly<Record<string, Cell>>, delimiter = ',', rows = 300, seed = 1): string {
  const random = createRandom(seed).fork('file');
  const names = [...Object.keys(columns), 'y'];
  const records = Array.from({ length: rows }, (_, row) => [
    ...Object.values(columns).map((cell) => cell(random, row)),
    (10 * (row % 7) + random.normal()).toFixed(2).replace('.', delimiter === ';' ? ',' : '.'),
  ]);
  return Papa.unparse([names, ...records], { delimiter, newline: '\n' });
}

async function trainOn(csv: string, change: (recipe: readonly RecipeItem[]) => readonly RecipeItem[] = (all) => all) {
  const table = await readCsv(csv);
  const columns = table.columns.map(({ name }) => name).filter((name) => name !== 'y');
  const asked = plan(
    { target: 'y', task: 'regression', columns, split: { kind: 'random', testShare: 0.2 } },
    { families: ['linear'] },
  );
  return train({ table, plan: { ...asked, recipe: change(asked.recipe) } });
}

async function expectSame(model: PredictModel, rows: string): Promise<void> {
  const { worst, script: said, page } = await compare(model, rows);
  expect(said.header).toEqual(page.header);
  expect(worst).toBeLessThan(1e-6);
}

const EUROPEAN: Readonly<Record<string, Cell>> = {
  Preis: (random, row) => `${1 + (row % 7)}.${two(random.integer(90))}${random.integer(10)},${two(random.integer(99))}`,
  Anteil: (random, row) => `${row % 7},${random.integer(10)}%`,
  Betrag: (random, row) => (row % 9 === 0 ? 'k. A.' : `€ ${row % 7},${two(random.integer(99))}`),
  Datum: (random, row) => `${two(1 + random.integer(28))}.${two(1 + (row % 7))}.2023 ${two(row % 24)}:15`,
  Stadt: (random) => ['Köln', 'Zürich', ' Bern ', 'NA', ''][random.integer(5)] as string,
  Notiz: (random, row) => `nr ${row} ${'wort '.repeat(random.integer(9))}🙂`,
};

describe.skipIf(!PYTHON)('the script reads a file as the page does (needs a Python with pandas and NumPy)', () => {
  it('with semicolons, decimal commas, currencies, percentages, dates with times and free text', async () => {
    const model = await trainOn(file(EUROPEAN, ';'));
    expect(model.columns.map(({ kind }) => kind)).toContain('date');
    await expectSame(model, file(EUROPEAN, ';', 60, 2));
    // The same rows with a byte order mark, carriage returns and a stated delimiter.
    await expectSame(model, `sep=;\r\n${file(EUROPEAN, ';', 60, 3).replaceAll('\n', '\r\n')}`);
  }, 60_000);

  it('with rows that are too short, too long or blank, a title above, and quotes within', async () => {
    const columns: Readonly<Record<string, Cell>> = {
      a: (_random, row) => String(row % 7),
      'b, "c"': (_random, row) => `"${row % 7}"\n,`,
      d: (_random, row) => (row % 5 === 0 ? '' : String(row % 3)),
    };
    const model = await trainOn(file(columns));
    const [header = '', ...lines] = file(columns, ',', 40, 2).split(/\n(?=\d)/);
    const odd = ['1', '1,2,3,4,5', '1,2,3,4,,,', ',,,', '', '   ', '5,6,7,8'];
    await expectSame(model, ['A report,,,', header, ...lines.slice(0, 30), ...odd, ...lines.slice(30)].join('\n'));
  }, 60_000);

  it('with every step switched the other way', async () => {
    const columns: Readonly<Record<string, Cell>> = {
      ...EUROPEAN,
      wild: (random, row) => (row % 50 === 0 ? '100000' : String((row % 7) + random.normal())),
    };
    const model = await trainOn(file(columns, ';'), (recipe) => recipe.map((item) => ({ ...item, on: !item.on })));
    const steps = [...model.applied.cleaning, ...(model.applied.members[0]?.encoding ?? [])].map(({ step }) => step);
    expect(steps).toContain('outliers');
    await expectSame(model, file(columns, ';', 60, 2));
  }, 60_000);

  it('with dates in every order it knows', async () => {
    const written: readonly ((day: Date) => string)[] = [
      (day) => day.toISOString().slice(0, 10),
      (day) => `${day.getUTCDate()}/${day.getUTCMonth() + 1}/${day.getUTCFullYear()}`,
      (day) => `${two(day.getUTCMonth() + 1)}/${two(day.getUTCDate())}/${String(day.getUTCFullYear()).slice(2)}`,
      (day) => `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`,
      (day) => day.toISOString().replace('Z', '+02:00'),
      (day) =>
        `${day.toLocaleString('en', { month: 'long', timeZone: 'UTC' })} ${day.getUTCDate()}, ${day.getUTCFullYear()}`,
      (day) =>
        `${day.getUTCDate()} ${day.toLocaleString('en', { month: 'short', timeZone: 'UTC' })} ${day.getUTCFullYear()} 5:07 pm`,
    ];
    const columns = Object.fromEntries(
      written.map((write, at): [string, Cell] => [
        `d${at}`,
        (random, row) => write(new Date(Date.UTC(2021, (row % 7) + random.integer(3), 1 + random.integer(28), 9, 30))),
      ]),
    );
    const model = await trainOn(file(columns));
    expect(model.columns.filter(({ kind }) => kind === 'date')).toHaveLength(written.length);
    await expectSame(model, file(columns, ',', 60, 2));
    await expectSame(model, file(columns, ',', 60, 3).replaceAll('2021', '1969').replaceAll('/21', '/70'));
  }, 60_000);

  it('whatever columns and levels are called', async () => {
    const hostile = fc.array(
      fc.oneof(fc.constantFrom('"""', "'", '\\', '\n', '\u2028', '\u202e', '{0}', '${a}', '`', '#', '%s', '\t', 'é')),
      { minLength: 1, maxLength: 5 },
    );
    const names = fc.sample(hostile, { numRuns: 30, seed: 7 }).map((pieces, at) => `${at}${pieces.join('')}${at}`);
    const cell =
      (at: number): Cell =>
      (random, row) =>
        `${names[(at + (row % 7)) % names.length]}${random.integer(2)}`;
    const columns = Object.fromEntries(
      [...names.slice(0, 6), '__proto__', 'prediction', '=1+1', 'constructor'].map((name, at) => [name, cell(at)]),
    );
    const model = await trainOn(file(columns));
    expect(model.columns.length).toBeGreaterThan(8);
    await expectSame(model, file(columns, ',', 60, 2));
  }, 60_000);

  it('of typed columns as of their cells, keeping the index, and passing over other columns', async () => {
    const columns: Readonly<Record<string, Cell>> = {
      number: (random, row) => (row % 8 === 0 ? '' : String((row % 7) + random.integer(3) / 4)),
      code: (random, row) => String((row % 7) * 10 + random.integer(2)),
      when: (_random, row) => `2024-0${1 + (row % 7)}-11`,
      plan: (random) => ['a', 'b', ''][random.integer(3)] as string,
    };
    const csv = file(columns);
    const table = await readCsv(csv, { kinds: [['code', 'category']] });
    const asked = plan(
      {
        target: 'y',
        task: 'regression',
        columns: ['number', 'code', 'when', 'plan'],
        split: { kind: 'random', testShare: 0.2 },
      },
      { families: ['linear'] },
    );
    const program = `import json
import numpy as np
import pandas as pd
import model
cells = model.read_file(open("rows.csv", "rb").read())
typed = pd.DataFrame({
    "other": 1,
    "plan": pd.Categorical(cells["plan"].replace("", None)),
    "when": pd.to_datetime(cells["when"]).dt.tz_localize("UTC"),
    "code": cells["code"].astype("int64"),
    "number": pd.array([None if cell == "" else float(cell) for cell in cells["number"]], dtype="Float64"),
})
typed.index = pd.Index(range(100, 100 + len(typed)), name="key")
said, same = model.predict(cells), model.predict(typed)
empty = model.predict(cells.iloc[:0])
print(json.dumps({
    "difference": float(np.abs(said["prediction"].to_numpy() - same["prediction"].to_numpy()).max()),
    "spread": float(said["prediction"].std()),
    "index": same.index.tolist()[:2],
    "columns": list(same.columns),
    "empty": len(empty),
}))
`;
    const folder = folderWith({
      'model.py': await script(await train({ table, plan: asked })),
      'rows.csv': csv,
      'typed.py': program,
    });
    const said = JSON.parse(runPython(folder, ['typed.py'])) as Record<string, unknown>;
    expect(said).toMatchObject({ index: [100, 101], columns: ['prediction'], empty: 0 });
    expect(said['difference']).toBeLessThan(1e-9);
    expect(said['spread']).toBeGreaterThan(5);
  }, 60_000);

  it('with what was said of the cells by hand: spellings of missing, the decimal mark, the order of dates', async () => {
    // Thousandths with a comma and days before the 13th: only what was said tells how they are meant.
    const columns: Readonly<Record<string, Cell>> = {
      gauge: (random, row) => (row % 6 === 0 ? '-200,0' : `${1 + (row % 7)},${100 + random.integer(900)}`),
      day: (random, row) => (row % 5 === 0 ? '01/01/1900' : `0${1 + (row % 7)}/${10 + random.integer(3)}/2024`),
      place: (random, row) => (row % 4 === 0 ? ' lost ' : (['a', 'b', 'c'][random.integer(3)] as string)),
      few: (_random, row) => (row % 3 === 0 ? 'lost' : `${row % 7},125`),
    };
    const rows = (count: number, seed: number): string => file(columns, ';', count, seed).replaceAll(/,\d\d$/gm, '');
    const said = { decimal: ',', dateOrder: 'dmy', missing: ['-200', '1900-01-01', 'lost'] } as const;
    const table = await readCsv(rows(300, 1), said);
    const names = Object.keys(columns);
    const model = await train({
      table,
      plan: plan(
        { target: 'y', task: 'regression', columns: names, split: { kind: 'random', testShare: 0.2 } },
        { families: ['linear'] },
      ),
      cells: { ...said, missing: ['y', ...names].map((name) => [name, said.missing]) },
    });
    expect(model.columns.map(({ kind }) => kind)).toEqual(['number', 'date', 'category', 'number']);
    expect(model.columns.every(({ missingShare }) => missingShare > 0.1)).toBe(true);
    expect(model.columns[0]?.quantiles?.[20]).toBeLessThan(9);
    await expectSame(model, rows(60, 2));
    // Rows of another hand: plain numbers and dates, a cell that cannot be read.
    await expectSame(
      model,
      rows(60, 3)
        .replaceAll(/(\d),(\d{3})/g, '$1.$20')
        .replace('01/01/1900', '1900-01-01'),
    );
    await expectSame(model, rows(60, 4).replace('-200,0', 'broken').replace('01/01/1900', 'broken'));
  }, 60_000);

  it('and says so where none of the columns is there, or no file is named', async () => {
    const model = await trainOn(file({ a: (_random, row) => String(row % 7) }));
    const folder = folderWith({ 'model.py': await script(model), 'rows.csv': 'b\n1\n2\n' });
    expect(() => runPython(folder, ['model.py', 'rows.csv'])).toThrow(/none of the columns that the model wants/);
    expect(() => runPython(folder, ['model.py'])).toThrow(/ended with 2/);
    expect(runPython(folder, ['model.py', '--help'])).toContain("Predicts the number 'y'");
  }, 60_000);
});
