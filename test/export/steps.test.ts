import { describe, expect, it } from 'vitest';
import { pythonLiteral, type PythonValue } from '../../src/core/export/python/literal.ts';
import { packArray } from '../../src/core/export/python/pack.ts';
import { COLUMNS } from '../../src/core/export/python/source/columns.ts';
import { PREAMBLE } from '../../src/core/export/python/source/predict.ts';
import { STEP_WRITERS } from '../../src/core/export/python/steps/registry.ts';
import type { PythonSource, PythonWriter } from '../../src/core/export/python/writer.ts';
import { allRows } from '../../src/core/prepare/split.ts';
import { STEPS } from '../../src/core/prepare/step-registry.ts';
import { createRandom } from '../../src/core/random.ts';
import { makeCategoryColumn } from '../../src/core/table/category.ts';
import { cellReader } from '../../src/core/table/cells.ts';
import { columnLength, type Column } from '../../src/core/table/column.ts';
import { makeTextColumn } from '../../src/core/table/text.ts';
import type { Table } from '../../src/core/table/table.ts';
import { folderWith, PYTHON, runPython } from './support/python.ts';

const ROWS = 200;

/** One column of every kind with gaps, extremes, rare and new levels; other rows than those learned from when `later`. */
function messy(later: boolean): Table {
  const random = createRandom(later ? 2 : 1);
  const draw = <T>(make: (row: number) => T, gap: T): T[] =>
    Array.from({ length: ROWS }, (_, row) => (random.next() < 0.1 ? gap : make(row)));
  const columns: Column[] = [
    { kind: 'number', name: '__proto__', values: Float64Array.from(draw(() => random.normal() ** 3, Number.NaN)) },
    { kind: 'number', name: 'whole', values: Float64Array.from(draw(() => random.integer(9), 3)) },
    { kind: 'number', name: 'constant', values: new Float64Array(ROWS).fill(later ? 8 : 7) },
    { kind: 'number', name: 'empty', values: new Float64Array(ROWS).fill(Number.NaN) },
    {
      kind: 'date',
      name: 'when',
      hasTime: true,
      values: Float64Array.from(draw(() => (random.next() - 0.4) * 2e12, Number.NaN)),
    },
    makeCategoryColumn(
      'plan',
      draw(() => ['basic', 'pro', later ? 'new' : 'team'][random.integer(3)] as string, null),
    ),
    makeCategoryColumn(
      '"\\',
      draw(() => (random.next() < 0.02 ? `rare ${random.integer(9)}` : 'usual'), null),
    ),
    makeTextColumn(
      'note',
      draw((row) => `  late,\u00a0again\u2003再次 🙂 ${'x '.repeat(row % 5)}`, null),
    ),
  ];
  return { rowCount: ROWS, columns };
}

const COLUMN_CALLS = { number: 'np.array', date: 'Dates', category: 'Words', text: 'Texts' } as const;
const NO_PICTURES = new Error('scripts know no pictures');

/** A column as an expression of the script's own kinds. */
function columnCode(column: Column): string {
  const list = (values: Iterable<number>): string => `np.array(${pythonLiteral([...values])}, dtype=np.float64)`;
  if (column.kind === 'image') throw NO_PICTURES;
  const call = COLUMN_CALLS[column.kind];
  switch (column.kind) {
    case 'number':
      return list(column.values);
    case 'date':
      return `${call}(${list(column.values)})`;
    case 'category':
      return `${call}(np.array(${pythonLiteral([...column.codes])}), ${pythonLiteral([...column.levels])})`;
    case 'text': {
      const read = cellReader(column);
      return `${call}(${pythonLiteral(Array.from({ length: columnLength(column) }, (_, row) => read(row)))})`;
    }
  }
}

const TELL = `
def tell(column):
    if isinstance(column, np.ndarray):
        return ["number", [None if np.isnan(value) else float(value) for value in column]]
    if isinstance(column, Words):
        return ["category", [None if code < 0 else column.levels[code] for code in column.codes]]
    if isinstance(column, Dates):
        return ["date", [None if np.isnan(value) else float(value) for value in column.ms]]
    return ["text", column.cells]
import json
print(json.dumps([[name, *tell(column)] for name, column in result.items()]))
`;

type Told = readonly [name: string, kind: string, cells: readonly (string | number | null)[]];

function toldOf(column: Column): Told {
  if (column.kind === 'number' || column.kind === 'date') {
    return [column.name, column.kind, [...column.values].map((value) => (Number.isNaN(value) ? null : value))];
  }
  const read = cellReader(column);
  return [column.name, column.kind, Array.from({ length: columnLength(column) }, (_, row) => read(row))];
}

const sourcesOf = (source: PythonSource): string[] => [...(source.needs ?? []).flatMap(sourcesOf), source.code];

async function inPython(writer: PythonWriter, state: PythonValue, table: Table): Promise<Told[]> {
  const columns = table.columns.map((column) => `${pythonLiteral(column.name)}: ${columnCode(column)}`);
  const code = [
    PREAMBLE,
    ...sourcesOf(COLUMNS),
    ...sourcesOf(writer.source),
    `\nresult = ${writer.call}({${columns.join(',\n')}}, ${pythonLiteral(state)})\n`,
    TELL,
  ].join('\n');
  return JSON.parse(runPython(folderWith({ 'step.py': code }), ['step.py'])) as Told[];
}

const rounded = ([name, kind, cells]: Told): Told => [
  name,
  kind,
  cells.map((cell) => (typeof cell === 'number' ? Number(cell.toPrecision(12)) : cell)),
];

describe.skipIf(!PYTHON)('steps in Python (needs a Python with pandas and NumPy)', () => {
  const learned = messy(false);
  const rows = allRows(Int32Array.from({ length: ROWS }, (_, row) => row));

  describe.each([...STEPS.values()])('$id', (step) => {
    const variants = step.whenOff === undefined ? [step.defaults] : [step.defaults, step.whenOff];

    it.each(variants)('makes of other rows what the page makes of them (%j)', async (params) => {
      const state = step.fit(learned, rows, params);
      const writer = STEP_WRITERS.get(step.id) as PythonWriter;
      const said = await inPython(writer, await writer.state(state, packArray), messy(true));
      const page = step.transform(messy(true), state).columns.map(toldOf);
      expect(said.map(rounded)).toEqual(page.map(rounded));
    });
  });
});
