import type { Column, DateColumn } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { derivedName } from '../derived-name.ts';
import type { TrainRows } from '../rows.ts';
import type { Step } from '../step.ts';

type Part = 'days' | 'month' | 'weekday' | 'hour';

export interface DateState {
  readonly columns: readonly { readonly name: string; readonly origin: number; readonly parts: readonly Part[] }[];
}

const DAY = 86_400_000;
const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1));
const WEEKDAYS = Array.from({ length: 7 }, (_, i) => String(i + 1));

/** 0 … 11, 0 … 6 from Monday, 0 … 23, or days since `origin`; NaN stays NaN. All in UTC, as dates are kept. */
function partOf(part: Part, time: number, origin: number): number {
  if (Number.isNaN(time)) return Number.NaN;
  const date = new Date(time);
  switch (part) {
    case 'days':
      return (time - origin) / DAY;
    case 'month':
      return date.getUTCMonth();
    case 'weekday':
      return (date.getUTCDay() + 6) % 7;
    case 'hour':
      return date.getUTCHours();
  }
}

function derive(column: DateColumn, part: Part, origin: number): Column {
  const name = derivedName(column.name, part);
  if (part === 'days' || part === 'hour') {
    return { kind: 'number', name, values: column.values.map((time) => partOf(part, time, origin)) };
  }
  const codes = Int32Array.from(column.values, (time) => {
    const value = partOf(part, time, origin);
    return Number.isNaN(value) ? -1 : value;
  });
  return { kind: 'category', name, codes, levels: part === 'month' ? MONTHS : WEEKDAYS };
}

/**
 * Dates become days since the first one, month, weekday and hour, as far as each varies among the training rows. Switched
 * off, date columns are left out: no method reads a date as it is.
 */
export const dates: Step<'left-out' | null, DateState> = {
  id: 'dates',
  version: 1,
  stage: 'clean',
  defaults: null,
  whenOff: 'left-out',
  fit(table: Table, rows: TrainRows, params) {
    const columns = table.columns
      .filter((column) => column.kind === 'date')
      .map((column) => {
        if (params === 'left-out') return { name: column.name, origin: 0, parts: [] };
        let origin = Infinity;
        for (const row of rows) {
          const time = column.values[row] as number;
          if (time < origin) origin = time;
        }
        if (origin === Infinity) origin = 0;
        const candidates: Part[] = column.hasTime ? ['days', 'month', 'weekday', 'hour'] : ['days', 'month', 'weekday'];
        const parts = candidates.filter((part) => {
          let first = Number.NaN;
          for (const row of rows) {
            const value = partOf(part, column.values[row] as number, origin);
            if (Number.isNaN(value)) continue;
            if (Number.isNaN(first)) first = value;
            else if (value !== first) return true;
          }
          return false;
        });
        return { name: column.name, origin, parts };
      });
    return { columns };
  },
  transform(table, state) {
    const known = new Map(state.columns.map((entry) => [entry.name, entry]));
    const columns = table.columns.flatMap((column) => {
      const entry = column.kind === 'date' ? known.get(column.name) : undefined;
      if (!entry) return [column];
      return entry.parts.map((part) => derive(column as DateColumn, part, entry.origin));
    });
    return { rowCount: table.rowCount, columns };
  },
  describe: (state) =>
    state.columns.map(({ name, parts }) =>
      parts.length === 0
        ? { code: 'step.left-out', params: { column: name }, columns: [name] }
        : { code: 'step.dates', params: { column: name, parts }, columns: [name] },
    ),
};
