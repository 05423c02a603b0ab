import { CodedError, type Finding } from '../errors.ts';
import { columnLength, type CategoryColumn, type Column } from '../table/column.ts';
import { getColumn, type Table } from '../table/table.ts';
import type { KnownColumn } from './types.ts';

/** More kinds of events than this are no switches, each with a future to be filled in. */
const MOST_SWITCHES = 8;
/** Words for a switch that is off. */
const OFF = /^(no|none|n|false|off|0|na|n\/a|nein|non|nee|いいえ|否|无|아니오|-)$/iu;

/** A list of numbers out of a column: itself, or a switch of one of its levels. */
interface Source {
  readonly name: string;
  readonly values: Float64Array;
  readonly isSwitch: boolean;
}

export interface KnownInput {
  readonly table: Table;
  readonly names: readonly string[];
  /** Point of each row, may be past the axis; −1: none. */
  readonly points: Int32Array;
  /** Series of each row, where rows are of one. */
  readonly code?: Int32Array | undefined;
  readonly series: number;
  readonly length: number;
}

export interface KnownResult {
  readonly known: readonly KnownColumn[];
  /** Points after the axis that the file says already. */
  readonly future: number;
  readonly findings: readonly Finding[];
}

/** Points after the axis that are taken from the file at most: a stray date must not make a thousand of them. */
const FURTHEST = 1000;

/**
 * Columns whose future is known, by point: the mean of a point's rows (a switch is on where one of them says so); points
 * without one repeat the one before, switches are off. @throws table.no-column, series.known-not-numbers
 */
export function readKnown(input: KnownInput): KnownResult {
  const findings: Finding[] = [];
  const sources = input.names.flatMap((name) => sourcesOf(getColumn(input.table, name), findings));
  const reach = Math.min(FURTHEST, Math.max(input.length, Math.round(input.length / 2)));
  let future = 0;
  for (const { values } of sources) {
    for (let row = 0; row < values.length; row++) {
      if (Number.isNaN(values[row])) continue;
      const ahead = (input.points[row] as number) - input.length + 1;
      if (ahead > future && ahead <= reach) future = ahead;
    }
  }
  const known = sources.map((source) => byPoint(source, input, input.length + future, findings));
  if (future > 0) {
    findings.push({
      code: 'series.future-known',
      level: 'note',
      params: { points: future, columns: [...input.names] },
    });
  }
  return { known, future, findings };
}

function sourcesOf(column: Column, findings: Finding[]): Source[] {
  if (column.kind === 'number') {
    const isSwitch = column.values.every((value) => value === 0 || value === 1 || Number.isNaN(value));
    return [{ name: column.name, values: column.values, isSwitch }];
  }
  if (column.kind !== 'category') throw new CodedError('series.known-not-numbers', { column: column.name });
  return switchesOf(column, findings);
}

/** One a level that means something: `yes` of yes and no, each kind of event. */
function switchesOf(column: CategoryColumn, findings: Finding[]): Source[] {
  const rows = columnLength(column);
  const hasMissing = column.codes.some((code) => code < 0);
  const telling = column.levels.filter((level) => !OFF.test(level.trim()));
  // Where nothing says "off" the most frequent of two levels does.
  const levels = telling.length === column.levels.length && !hasMissing ? withoutMostFrequent(column) : telling;
  if (levels.length > MOST_SWITCHES) {
    findings.push({
      code: 'series.known-left-out',
      level: 'careful',
      column: column.name,
      params: { column: column.name, levels: levels.length, most: MOST_SWITCHES },
    });
    return [];
  }
  return levels.map((level) => {
    const wanted = column.levels.indexOf(level);
    const values = new Float64Array(rows);
    for (let row = 0; row < rows; row++) values[row] = column.codes[row] === wanted ? 1 : 0;
    const name = levels.length === 1 ? column.name : `${column.name}: ${level}`;
    return { name, values, isSwitch: true };
  });
}

function withoutMostFrequent(column: CategoryColumn): string[] {
  const counts = new Float64Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] as number) + 1;
  const most = counts.indexOf(Math.max(...counts));
  return column.levels.filter((_, code) => code !== most);
}

function byPoint(source: Source, input: KnownInput, length: number, findings: Finding[]): KnownColumn {
  const { name, isSwitch } = source;
  const own = input.code && input.series > 1 && differs(source, input, input.code);
  const lists = own ? input.series : 1;
  const sums = Array.from({ length: lists }, () => new Float64Array(length));
  const counts = Array.from({ length: lists }, () => new Float64Array(length));
  for (let row = 0; row < source.values.length; row++) {
    const value = source.values[row] as number;
    const point = input.points[row] as number;
    const list = own ? (input.code?.[row] as number) : 0;
    if (Number.isNaN(value) || point < 0 || point >= length || list < 0) continue;
    const [sum, count] = [sums[list] as Float64Array, counts[list] as Float64Array];
    sum[point] = isSwitch ? Math.max(sum[point] as number, value) : (sum[point] as number) + value;
    count[point] = (count[point] as number) + 1;
  }
  let gaps = 0;
  const values = sums.map((sum, list) => {
    const count = counts[list] as Float64Array;
    for (let point = 0; point < length; point++) if (count[point] === 0) gaps++;
    return isSwitch ? sum : carried(sum, count);
  });
  if (gaps > 0) {
    findings.push({
      code: isSwitch ? 'series.known-off' : 'series.known-carried',
      level: 'note',
      column: name,
      params: { column: name, points: gaps },
    });
  }
  return { name, values, isSwitch };
}

/** Means; where nothing is known the one before, at the start the first one. */
function carried(sums: Float64Array, counts: Float64Array): Float64Array {
  const values = new Float64Array(sums.length);
  const first = counts.findIndex((count) => count > 0);
  let last = first < 0 ? 0 : (sums[first] as number) / (counts[first] as number);
  for (let point = 0; point < sums.length; point++) {
    if ((counts[point] as number) > 0) last = (sums[point] as number) / (counts[point] as number);
    values[point] = last;
  }
  return values;
}

/** Whether two series say something else at one point. */
function differs({ values }: Source, { points }: KnownInput, code: Int32Array): boolean {
  const seen = new Map<number, { value: number; code: number }>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    const point = points[row] as number;
    if (Number.isNaN(value) || point < 0 || (code[row] as number) < 0) continue;
    const other = seen.get(point);
    if (!other) seen.set(point, { value, code: code[row] as number });
    else if (other.value !== value && other.code !== code[row]) return true;
  }
  return false;
}
