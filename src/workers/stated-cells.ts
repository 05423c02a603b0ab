import type { CellMeaning } from '../core/ingest/cell-meaning.ts';
import type { ReadOptions } from '../core/ingest/types.ts';
import type { Table } from '../core/table/table.ts';
import type { Combined } from './combine.ts';
import type { CombineChoice } from './data-contract.ts';

/** A file as the person said it is to be read. */
export interface StatedFile {
  readonly id: string;
  readonly table: Table;
  readonly options: ReadOptions;
}

/**
 * What the person said of the cells of a combined table: undefined where nothing was said. What was said of one of
 * several files that stand one after another holds for all of them. What a join summed up is nobody's spelling any more.
 * @param combined the table and how it came about; the columns of a join's left file come first
 */
export function statedCells(
  files: readonly StatedFile[],
  choice: CombineChoice,
  { table, aggregated }: Pick<Combined, 'table' | 'aggregated'>,
): CellMeaning | undefined {
  const used = filesOf(choice).flatMap((id) => files.filter((file) => file.id === id));
  const decimal = onlyOne(used.map(({ options }) => options.decimal));
  const dateOrder = onlyOne(used.map(({ options }) => options.dateOrder));
  const fromLeft = used[0]?.table.columns.length ?? 0;
  const sourcesOf = (at: number): readonly StatedFile[] => {
    if (choice.kind !== 'join') return used;
    if (at < fromLeft) return used.slice(0, 1);
    return aggregated ? [] : used.slice(1);
  };
  const missing = table.columns.flatMap(({ name }, at): [string, readonly string[]][] => {
    const spellings = [...new Set(sourcesOf(at).flatMap(({ options }) => options.missing ?? []))];
    return spellings.length > 0 ? [[name, spellings]] : [];
  });
  if (decimal === undefined && dateOrder === undefined && missing.length === 0) return undefined;
  return {
    ...(missing.length > 0 ? { missing } : {}),
    ...(decimal === undefined ? {} : { decimal }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
  };
}

function filesOf(choice: CombineChoice): readonly string[] {
  switch (choice.kind) {
    case 'single':
      return [choice.file];
    case 'append':
      return choice.files;
    case 'join':
      return [choice.left, choice.right];
  }
}

/** What was said, unless it was said differently of different files. */
function onlyOne<Said>(said: readonly (Said | undefined)[]): Said | undefined {
  const different = new Set(said.filter((value) => value !== undefined));
  return different.size === 1 ? [...different][0] : undefined;
}
