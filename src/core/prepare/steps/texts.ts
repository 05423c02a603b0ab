import type { Column, TextColumn } from '../../table/column.ts';
import { textAt } from '../../table/text.ts';
import { derivedName } from '../derived-name.ts';
import type { Step } from '../step.ts';

export interface TextState {
  readonly columns: readonly string[];
  readonly leftOut?: true;
}

function measure(column: TextColumn): Column[] {
  const rowCount = column.offsets.length - 1;
  const characters = new Float64Array(rowCount);
  const words = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const text = textAt(column, row) ?? '';
    characters[row] = text.length;
    words[row] = text.split(/\s+/u).filter(Boolean).length;
  }
  return [
    { kind: 'number', name: derivedName(column.name, 'characters'), values: characters },
    { kind: 'number', name: derivedName(column.name, 'words'), values: words },
  ];
}

/**
 * Free text becomes its length in characters and words; what it says is the text lens' business. Switched off, text
 * columns are left out.
 */
export const texts: Step<'left-out' | null, TextState> = {
  id: 'texts',
  version: 1,
  stage: 'clean',
  defaults: null,
  whenOff: 'left-out',
  fit: (table, _rows, params) => ({
    columns: table.columns.filter(({ kind }) => kind === 'text').map(({ name }) => name),
    ...(params === 'left-out' ? { leftOut: true } : {}),
  }),
  transform(table, state) {
    const known = new Set(state.columns);
    const columns = table.columns.flatMap((column) => {
      if (column.kind !== 'text' || !known.has(column.name)) return [column];
      return state.leftOut ? [] : measure(column);
    });
    return { rowCount: table.rowCount, columns };
  },
  describe: (state) => {
    const code = state.leftOut ? 'step.left-out' : 'step.texts';
    return state.columns.map((column) => ({ code, params: { column }, columns: [column] }));
  },
};
