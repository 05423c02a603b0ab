import type { Pacer } from '../core/learn/pacer.ts';
import { parseDerivedName } from '../core/prepare/derived-name.ts';
import { cleaningRecipe, fitRecipe } from '../core/prepare/recipe.ts';
import { allRows } from '../core/prepare/split.ts';
import type { RecipeItem } from '../core/prepare/step.ts';
import { STEPS } from '../core/prepare/step-registry.ts';
import { OTHER_LEVEL } from '../core/prepare/steps/categories.ts';
import type { Column } from '../core/table/column.ts';
import { csvChunks } from '../core/table/csv.ts';
import type { Table } from '../core/table/table.ts';

/** Rows written between two looks at the messages. */
const CHUNK_ROWS = 2_000;
/** Characters after which text is handed to a Blob, which the browser may keep outside of memory. */
const PART = 8_000_000;

/** The table as CSV. @throws CancelledError */
export async function csvBlob(
  table: Table,
  pacer: Pacer,
  onProgress: (done: number, total: number) => void,
): Promise<Blob> {
  const parts: Blob[] = [];
  let waiting: string[] = [];
  let length = 0;
  let done = -CHUNK_ROWS;
  const flush = (): void => {
    parts.push(new Blob(waiting));
    waiting = [];
    length = 0;
  };
  for (const chunk of csvChunks(table, { chunkRows: CHUNK_ROWS })) {
    waiting.push(chunk);
    length += chunk.length;
    if (length > PART) flush();
    // The first chunk is the header.
    done = Math.min(table.rowCount, done + CHUNK_ROWS);
    onProgress(Math.max(0, done), table.rowCount);
    await pacer.pause();
  }
  flush();
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

/**
 * The table as the cleaning part of a recipe leaves it, learned on all rows: nobody judges anything by it. Column by
 * column, since no cleaning step looks at two, so that messages are heard in between.
 * @throws prepare.*, CancelledError
 */
export async function cleanTable(
  table: Table,
  recipe: readonly RecipeItem[],
  asTheyAre: readonly string[],
  pacer: Pacer,
): Promise<Table> {
  const items = cleaningRecipe(recipe, STEPS);
  const rows = allRows(Int32Array.from({ length: table.rowCount }, (_, row) => row));
  const taken = new Set<string>();
  const columns: Column[] = [];
  for (const column of table.columns) {
    await pacer.pause();
    const own: Table = { rowCount: table.rowCount, columns: [column] };
    const cleaned = asTheyAre.includes(column.name) ? own : fitRecipe(own, rows, items, STEPS).table;
    for (const made of cleaned.columns) columns.push(readable(made, taken));
  }
  return { rowCount: table.rowCount, columns };
}

/** With names that a person may read (`signup: month`), each given once. */
function readable(column: Column, taken: Set<string>): Column {
  const { column: from, parts } = parseDerivedName(column.name);
  const wanted = [from, ...parts].join(': ');
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}_${n}`;
  taken.add(name);
  if (column.kind !== 'category') return { ...column, name };
  return { ...column, name, levels: column.levels.map((level) => (level === OTHER_LEVEL ? 'other' : level)) };
}
