import { CodedError } from '../../core/errors.ts';
import { readByMeaning, type CellMeaning } from '../../core/ingest/cell-meaning.ts';
import { readEventLog, type EventLog } from '../../core/journeys/event-log.ts';
import { findColumn, type Table } from '../../core/table/table.ts';
import type { Column } from '../../core/table/column.ts';
import { blankColumn } from '../predict/check-table.ts';
import type { JourneyRows } from './types.ts';

/** Events of a file that a model did not learn from, and property columns that it lacks. */
export interface OtherEvents {
  readonly log: EventLog;
  readonly missingColumns: readonly string[];
}

/** The columns of the model's event table, as they were read there. @throws sequence.missing-columns */
export function eventColumns(
  table: Table,
  { sequence, kinds }: JourneyRows,
  cells?: CellMeaning,
): { readonly table: Table; readonly missingColumns: readonly string[] } {
  const needed = [sequence.entity, sequence.event, sequence.time];
  const gone = needed.filter((name) => !findColumn(table, name));
  if (gone.length > 0) {
    throw new CodedError('sequence.missing-columns', { columns: gone, found: table.columns.map(({ name }) => name) });
  }
  const columns = kinds.map(([name, kind]): Column => {
    const found = findColumn(table, name);
    return found ? readByMeaning(found, kind, name, cells).column : blankColumn(name, kind, table.rowCount);
  });
  const missingColumns = kinds.map(([name]) => name).filter((name) => !findColumn(table, name));
  return { table: { rowCount: table.rowCount, columns }, missingColumns };
}

/** @throws sequence.missing-columns, apply.no-rows, and what reading events throws */
export function eventsOf(table: Table, journeys: JourneyRows, cells?: CellMeaning): OtherEvents {
  if (table.rowCount === 0) throw new CodedError('apply.no-rows');
  const { table: own, missingColumns } = eventColumns(table, journeys, cells);
  return { log: readEventLog(own, journeys.sequence), missingColumns };
}
