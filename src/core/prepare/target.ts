import { CodedError } from '../errors.ts';
import type { ClassTarget, Target, TaskKind } from '../learn/task.ts';
import { columnLength, type Column } from '../table/column.ts';
import { cellText } from '../table/cells.ts';

export interface TargetRows {
  readonly target: Target;
  /** Rows whose target is known, ascending. */
  readonly rows: Int32Array<ArrayBuffer>;
}

/** More classes than this are no classes but names. */
export const MAX_CLASSES = 100;

/**
 * Turns a column into what is to be predicted. Rows without a value are listed nowhere; their target entries are NaN
 * or −1 and must not be used.
 * @param positive binary only: the value that counts as "yes", as it is written in the file
 * @throws train.target-not-numeric, train.no-target, train.one-class, train.unknown-positive, train.too-many-classes
 */
export function makeTarget(column: Column, task: TaskKind, positive?: string): TargetRows {
  return task === 'regression' ? numberTarget(column) : classTarget(column, task, positive);
}

function numberTarget(column: Column): TargetRows {
  if (column.kind !== 'number') {
    throw new CodedError('train.target-not-numeric', { target: column.name, kind: column.kind });
  }
  const rows: number[] = [];
  let low = Infinity;
  let high = -Infinity;
  column.values.forEach((value, row) => {
    if (!Number.isFinite(value)) return;
    rows.push(row);
    low = Math.min(low, value);
    high = Math.max(high, value);
  });
  if (rows.length === 0) throw new CodedError('train.no-target', { target: column.name });
  if (low === high) throw new CodedError('train.one-value', { target: column.name, value: low, rows: rows.length });
  return { target: { task: 'regression', values: column.values }, rows: Int32Array.from(rows) };
}

/** Codes and names of a column's values; categories keep their codes, numbers and dates are taken as written. */
function classCodes(column: Column): { codes: Int32Array; names: string[] } {
  if (column.kind === 'category') return { codes: column.codes, names: [...column.levels] };
  const count = columnLength(column);
  const codes = new Int32Array(count).fill(-1);
  const known = new Map<string, number>();
  for (let row = 0; row < count; row++) {
    const text = cellText(column, row);
    if (text === null) continue;
    let code = known.get(text);
    if (code === undefined) {
      code = known.size;
      if (code > MAX_CLASSES)
        throw new CodedError('train.too-many-classes', { target: column.name, most: MAX_CLASSES });
      known.set(text, code);
    }
    codes[row] = code;
  }
  return { codes, names: [...known.keys()] };
}

function classTarget(column: Column, task: 'binary' | 'multiclass', positive: string | undefined): TargetRows {
  const { codes, names } = classCodes(column);
  const counts = new Int32Array(names.length);
  const rows: number[] = [];
  codes.forEach((code, row) => {
    if (code < 0) return;
    rows.push(row);
    counts[code] = (counts[code] as number) + 1;
  });
  if (rows.length === 0) throw new CodedError('train.no-target', { target: column.name });
  const present = names.map((name, code) => ({ name, code })).filter(({ code }) => (counts[code] as number) > 0);
  if (present.length < 2) {
    throw new CodedError('train.one-class', { target: column.name, value: present[0]?.name ?? '', rows: rows.length });
  }
  if (present.length > MAX_CLASSES) {
    throw new CodedError('train.too-many-classes', { target: column.name, classes: present.length, most: MAX_CLASSES });
  }
  const known = Int32Array.from(rows);
  if (task === 'multiclass') {
    // By name, not by first appearance: the order must not depend on the order of the rows.
    const ordered = present.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return { target: recode('multiclass', codes, ordered), rows: known };
  }
  const yes = present.find(({ name }) => name === positive);
  if (!yes) {
    throw new CodedError('train.unknown-positive', {
      target: column.name,
      positive: positive ?? '',
      values: present.slice(0, 10).map(({ name }) => name),
    });
  }
  const rest = present.filter((entry) => entry !== yes);
  const classes = [rest.length === 1 ? (rest[0] as { name: string }).name : `not ${yes.name}`, yes.name];
  const binary = codes.map((code) => (code < 0 ? -1 : code === yes.code ? 1 : 0));
  return { target: { task: 'binary', codes: binary, classes }, rows: known };
}

function recode(
  task: 'multiclass',
  codes: Int32Array,
  ordered: readonly { readonly name: string; readonly code: number }[],
): ClassTarget {
  const rank = new Map(ordered.map(({ code }, index) => [code, index]));
  return {
    task,
    codes: codes.map((code) => rank.get(code) ?? -1),
    classes: ordered.map(({ name }) => name),
  };
}
