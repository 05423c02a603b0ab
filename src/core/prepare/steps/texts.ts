import type { Column, TextColumn } from '../../table/column.ts';
import { textAt } from '../../table/text.ts';
import { derivedName } from '../derived-name.ts';
import type { Step } from '../step.ts';

interface TextState {
  readonly columns: readonly string[];
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

/** Free text becomes its length in characters and words; what it says is the text lens' business. */
export const texts: Step<null, TextState> = {
  id: 'texts',
  version: 1,
  stage: 'clean',
  defaults: null,
  fit: (table) => ({ columns: table.columns.filter(({ kind }) => kind === 'text').map(({ name }) => name) }),
  transform(table, state) {
    const known = new Set(state.columns);
    const columns = table.columns.flatMap((column) =>
      column.kind === 'text' && known.has(column.name) ? measure(column) : [column],
    );
    return { rowCount: table.rowCount, columns };
  },
  describe: (state) => state.columns.map((column) => ({ code: 'step.texts', params: { column }, columns: [column] })),
};
