import { useEffect, useMemo, useState } from 'react';
import { useApp, useCommands } from '../app-context.tsx';

/** Cells of rows by their number; undefined while they are on their way. Rows that the table has not are not in it. */
export type RowCells = ReadonlyMap<number, readonly (string | null)[]> | undefined;
/** Texts of rows, the same way. */
export type RowTexts = ReadonlyMap<number, string | null> | undefined;

const NOTHING: NonNullable<RowCells> = new Map();

/** Between the parts of a key: no name of a column is likely to hold it, and one that did would only be fetched anew. */
const BETWEEN = '\u0000';

/**
 * Cells of single rows of the table, asked for anew when the table, the rows or the columns change.
 * @param columns nothing is asked for where it is undefined
 */
export function useRowCells(rows: readonly number[], columns: readonly string[] | undefined): RowCells {
  const commands = useCommands();
  const tableId = useApp((state) => (state.table.status === 'ready' ? state.table.value.tableId : undefined));
  const numbers = rows.join(' ');
  const names = columns?.join(BETWEEN);
  const of = [tableId, names, numbers].join(BETWEEN);
  const none = tableId === undefined || names === undefined || numbers === '';
  const [found, setFound] = useState<{ readonly of: string; readonly cells: RowCells }>({ of: '', cells: undefined });
  useEffect(() => {
    if (none) return undefined;
    let current = true;
    void commands.rowsAt(numbers.split(' ').map(Number), names.split(BETWEEN)).then((asked) => {
      if (current) setFound({ of, cells: new Map(asked.rows.map(({ row, cells }) => [row, cells])) });
    });
    return () => {
      current = false;
    };
  }, [commands, none, numbers, names, of]);
  if (none) return NOTHING;
  return found.of === of ? found.cells : undefined;
}

/** Texts of single rows of the table. */
export function useRowTexts(rows: readonly number[], column: string | undefined): RowTexts {
  const columns = useMemo(() => (column === undefined ? undefined : [column]), [column]);
  const cells = useRowCells(rows, columns);
  return useMemo(() => cells && new Map([...cells].map(([row, [text = null]]) => [row, text])), [cells]);
}
