import type { Finding } from '../errors.ts';
import type { Records } from './dialect.ts';
import { decideOrder } from './dates.ts';
import { isMissingMeasure } from './missing.ts';
import { readNumber, type NumberNotes } from './numbers.ts';

const isNumber = (cell: string): boolean => {
  const notes: NumberNotes = { percent: false, currency: '' };
  const trimmed = cell.trim();
  return !Number.isNaN(readNumber(trimmed, '.', notes)) || !Number.isNaN(readNumber(trimmed, ',', notes));
};
const isDate = (cell: string): boolean => decideOrder([cell]) !== null;

/**
 * Whether the first record names the columns. Columns of numbers or dates vote: a first cell of their own kind is data.
 * Without such columns, a header is a record of different words that do not come up again below.
 */
export function detectHeader(records: Records): boolean {
  const [first, ...rest] = records;
  if (!first) return false;
  if (rest.length === 0) return !first.some((cell) => isNumber(cell) || isDate(cell));
  let header = 0;
  let data = 0;
  first.forEach((cell, c) => {
    const below = rest.map((record) => (record[c] ?? '').trim()).filter((value) => !isMissingMeasure(value));
    if (cell.trim() === '' || below.length === 0) return;
    const fits = [isNumber, isDate].find((kind) => share(below, kind) > 0.9);
    if (!fits) return;
    if (fits(cell)) data++;
    else header++;
  });
  if (header + data > 0) return header > data || (data > 0 && looksLikeYears(first));
  return wordsAreHeader(first, rest);
}

const share = (cells: readonly string[], test: (cell: string) => boolean): number => {
  const some = cells.slice(0, 50);
  return some.filter(test).length / some.length;
};

/** Wide tables have one column a year: `country, 2019, 2020, 2021`. */
function looksLikeYears(first: readonly string[]): boolean {
  const numbers = first.filter(isNumber).map(Number);
  const words = first.filter((cell) => cell.trim() !== '' && !isNumber(cell));
  const years = numbers.every((value) => Number.isInteger(value) && value >= 1800 && value <= 2200);
  const ascending = numbers.every((value, i) => i === 0 || Math.abs(value - (numbers[i - 1] as number)) === 1);
  return words.length > 0 && numbers.length > 1 && years && ascending;
}

function wordsAreHeader(first: readonly string[], rest: Records): boolean {
  const names = first.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (names.length === 0 || new Set(names).size < names.length) return false;
  const repeated = first.some(
    (cell, c) => cell.trim() !== '' && rest.some((record) => record[c]?.trim() === cell.trim()),
  );
  return !repeated;
}

/**
 * Names for all columns, each different: blanks become `column_3`, repeats `name_2`. What was changed is said.
 * @param cells the header record, or undefined where there is none
 */
export function columnNames(
  cells: readonly string[] | undefined,
  width: number,
): { names: string[]; findings: Finding[] } {
  const given = Array.from({ length: width }, (_, c) => (cells?.[c] ?? '').trim());
  const taken = new Set(given.filter((name) => name !== ''));
  const used = new Set<string>();
  const unnamed: string[] = [];
  const repeated: string[] = [];
  const names = given.map((name, c) => {
    if (name !== '' && !used.has(name)) {
      used.add(name);
      return name;
    }
    const base = name === '' ? `column_${c + 1}` : name;
    let unique = base;
    for (let n = 2; used.has(unique) || taken.has(unique); n++) unique = `${base}_${n}`;
    used.add(unique);
    (name === '' ? unnamed : repeated).push(unique);
    return unique;
  });
  const findings: Finding[] = [];
  if (cells && unnamed.length > 0)
    findings.push({ code: 'ingest.unnamed-columns', level: 'note', params: { columns: unnamed } });
  if (repeated.length > 0) {
    findings.push({ code: 'ingest.duplicate-headers', level: 'careful', params: { columns: repeated } });
  }
  return { names, findings };
}
