import { quantileSorted } from '../../stats/descriptive.ts';
import type { CategoryColumn, Column, NumberColumn } from '../../table/column.ts';
import { derivedName } from '../derived-name.ts';
import type { TrainRows } from '../rows.ts';
import type { Step } from '../step.ts';
import { levelCounts } from './level-counts.ts';
import { presentValues } from './present-values.ts';

interface MissingParams {
  /** What numbers are filled with. */
  readonly fill: 'median' | 'mean';
  /** Add a 0/1 column that says where a number was missing, and give missing categories a level of their own. */
  readonly flag: boolean;
}

interface NumberEntry {
  readonly name: string;
  readonly fill: number;
  readonly missing: number;
  readonly flag: boolean;
}

interface CategoryEntry {
  readonly name: string;
  readonly missing: number;
  /** The level missing cells are given; the empty string is a level of its own. */
  readonly level: string;
}

export interface MissingState {
  readonly rowCount: number;
  readonly fill: MissingParams['fill'];
  readonly numbers: readonly NumberEntry[];
  readonly categories: readonly CategoryEntry[];
}

/** The level of its own that missing categories get: no cell of a file can hold it, since empty cells are missing. */
export const MISSING_LEVEL = '';

function fillOf(column: NumberColumn, rows: TrainRows, fill: MissingParams['fill']): number {
  const present = presentValues(column.values, rows);
  if (present.length === 0) return 0;
  if (fill === 'median') return quantileSorted(present, 0.5);
  return present.reduce((sum, value) => sum + value, 0) / present.length;
}

interface Gaps {
  readonly count: number;
  /** Tells patterns of gaps apart, to leave out flags that repeat another (FNV-1a over the places, twice 32 bits). */
  readonly pattern: string;
}

function gapsOf(column: NumberColumn, rows: TrainRows): Gaps {
  let count = 0;
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let i = 0; i < rows.length; i++) {
    if (!Number.isNaN(column.values[rows[i] as number] as number)) continue;
    count++;
    first = Math.imul(first ^ i, 0x01000193);
    second = Math.imul(second ^ (i + count), 0x85ebca6b);
  }
  return { count, pattern: `${count} ${first} ${second}` };
}

function categoryEntry(column: CategoryColumn, rows: TrainRows, flag: boolean): CategoryEntry {
  const { seen, missing } = levelCounts(column, rows);
  // Without missing cells in training, a later one is taken for the most frequent level: its own could not be learned.
  const level = flag && missing > 0 ? MISSING_LEVEL : (seen[0]?.level ?? MISSING_LEVEL);
  return { name: column.name, missing, level };
}

function fillNumbers(column: NumberColumn, entry: NumberEntry): Column[] {
  const filled: NumberColumn = {
    ...column,
    values: column.values.map((value) => (Number.isNaN(value) ? entry.fill : value)),
  };
  if (!entry.flag) return [filled];
  const flags = column.values.map((value) => (Number.isNaN(value) ? 1 : 0));
  return [filled, { kind: 'number', name: derivedName(column.name, 'missing'), values: flags }];
}

function fillCategories(column: CategoryColumn, entry: CategoryEntry): CategoryColumn {
  const known = column.levels.indexOf(entry.level);
  const levels = known >= 0 ? column.levels : [...column.levels, entry.level];
  const code = known >= 0 ? known : column.levels.length;
  return { ...column, levels, codes: column.codes.map((c) => (c < 0 ? code : c)) };
}

/** Fills gaps for methods that cannot learn from them (linear models, networks); trees see the gaps themselves. */
export const missing: Step<MissingParams, MissingState> = {
  id: 'missing',
  version: 1,
  stage: 'encode',
  defaults: { fill: 'median', flag: true },
  whenOff: { fill: 'mean', flag: false },
  fit(table, rows, params) {
    const numbers: NumberEntry[] = [];
    const categories: CategoryEntry[] = [];
    const patterns = new Set<string>();
    for (const column of table.columns) {
      if (column.kind === 'category') categories.push(categoryEntry(column, rows, params.flag));
      if (column.kind !== 'number') continue;
      const gaps = gapsOf(column, rows);
      const flag = params.flag && gaps.count > 0 && gaps.count < rows.length && !patterns.has(gaps.pattern);
      patterns.add(gaps.pattern);
      numbers.push({ name: column.name, fill: fillOf(column, rows, params.fill), missing: gaps.count, flag });
    }
    return { rowCount: rows.length, fill: params.fill, numbers, categories };
  },
  transform(table, state) {
    const numbers = new Map(state.numbers.map((entry) => [entry.name, entry]));
    const categories = new Map(state.categories.map((entry) => [entry.name, entry]));
    const columns = table.columns.flatMap((column): Column[] => {
      if (column.kind === 'number') {
        const entry = numbers.get(column.name);
        return entry ? fillNumbers(column, entry) : [column];
      }
      if (column.kind !== 'category') return [column];
      const entry = categories.get(column.name);
      return entry ? [fillCategories(column, entry)] : [column];
    });
    return { rowCount: table.rowCount, columns };
  },
  describe: (state) => [
    ...state.numbers
      .filter(({ missing }) => missing > 0)
      .map(({ name, fill, missing, flag }) => ({
        code: flag ? 'step.missing.number-flagged' : 'step.missing.number',
        params: { column: name, fill, with: state.fill, missing, rows: state.rowCount },
        columns: [name],
      })),
    ...state.categories
      .filter(({ missing }) => missing > 0)
      .map(({ name, missing, level }) => ({
        code: level === MISSING_LEVEL ? 'step.missing.own-level' : 'step.missing.level',
        params: { column: name, level, missing, rows: state.rowCount },
        columns: [name],
      })),
  ],
};
