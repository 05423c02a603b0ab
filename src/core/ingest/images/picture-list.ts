import type { Finding } from '../../errors.ts';
import { columnLength, type Column } from '../../table/column.ts';
import { keyReader } from '../../table/join-index.ts';
import { sameShape } from '../../table/join.ts';
import { takeCells, appendTables } from '../../table/take.ts';
import type { Table } from '../../table/table.ts';

/** A table that lies among pictures. */
export interface ListTable {
  readonly path: string;
  readonly table: Table;
}

/** What a table says of the pictures, joined by their file names. */
export interface JoinedList {
  /** A cell a picture, without the column that names them. */
  readonly columns: readonly Column[];
  /** Paths of the tables that it came from. */
  readonly used: readonly string[];
  readonly findings: readonly Finding[];
}

/** Share of a table's rows, or of the pictures, that must find each other. */
const LEAST_MATCH = 0.5;

const AMBIGUOUS = -1;

/** Every way to name a picture: its path from any folder on, with or without its ending. */
function namesOf(path: string): string[] {
  const parts = path.split('/');
  return parts.flatMap((_, from) => {
    const name = parts.slice(from).join('/');
    const bare = name.replace(/\.[^./]+$/u, '');
    return bare === name ? [name] : [name, bare];
  });
}

/** Pictures by name; a name that several have is none. */
function pictureIndex(paths: readonly string[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  paths.forEach((path, picture) => {
    for (const name of namesOf(path)) index.set(name, index.has(name) ? AMBIGUOUS : picture);
  });
  // Its own path names a picture whatever others there are.
  paths.forEach((path, picture) => index.set(path, picture));
  return index;
}

interface Match {
  readonly column: Column;
  /** Picture of each row; −1 for none. */
  readonly pictures: Int32Array;
  readonly matched: number;
}

function bestMatch(table: Table, index: ReadonlyMap<string, number>): Match | undefined {
  let best: Match | undefined;
  for (const column of table.columns) {
    if (column.kind === 'date' || column.kind === 'image') continue;
    const read = keyReader(column);
    let matched = 0;
    const pictures = Int32Array.from({ length: columnLength(column) }, (_, row) => {
      const name = read(row)
        ?.replaceAll('\\', '/')
        .replace(/^(\.?\/)+/u, '');
      const picture = name === undefined ? AMBIGUOUS : (index.get(name) ?? AMBIGUOUS);
      if (picture >= 0) matched++;
      return picture;
    });
    if (matched > (best?.matched ?? 0)) best = { column, pictures, matched };
  }
  return best;
}

/**
 * Joins what tables in the archive say to the pictures that they name. Tables of the same columns (a list for training
 * and one for testing) are put together; of several others the one that names most pictures counts.
 * @param paths of the pictures, each once
 */
export function joinLists(lists: readonly ListTable[], paths: readonly string[]): JoinedList | undefined {
  const index = pictureIndex(paths);
  const matches = lists
    .map((list) => ({ list, match: bestMatch(list.table, index) }))
    .filter(({ list, match }) => {
      const matched = match?.matched ?? 0;
      return matched > 0 && matched >= LEAST_MATCH * Math.min(list.table.rowCount, paths.length);
    })
    .toSorted((a, b) => (b.match?.matched ?? 0) - (a.match?.matched ?? 0));
  const [best] = matches;
  if (!best) return undefined;
  const alike = matches.map(({ list }) => list).filter(({ table }) => sameShape(best.list.table, table));
  const table = alike.length === 1 ? best.list.table : appendTables(alike.map((list) => list.table));
  const match = bestMatch(table, index);
  if (!match) return undefined;
  return { used: alike.map(({ path }) => path), ...placed(table, match, paths.length, best.list.path) };
}

function placed(
  table: Table,
  { column: key, pictures }: Match,
  count: number,
  name: string,
): Pick<JoinedList, 'columns' | 'findings'> {
  const rowOf = new Int32Array(count).fill(-1);
  let [unfound, repeated] = [0, 0];
  pictures.forEach((picture, row) => {
    if (picture < 0) unfound++;
    else if ((rowOf[picture] as number) >= 0) repeated++;
    else rowOf[picture] = row;
  });
  const unlisted = rowOf.reduce((sum, row) => sum + Number(row < 0), 0);
  const findings: Finding[] = [{ code: 'ingest.pictures-table', level: 'note', params: { name } }];
  const say = (code: string, number: number): void => {
    if (number > 0) findings.push({ code, level: 'careful', params: { name, count: number } });
  };
  say('ingest.pictures-unlisted', unlisted);
  say('ingest.pictures-unfound', unfound);
  say('ingest.pictures-repeated', repeated);
  const columns = table.columns.filter((column) => column !== key).map((column) => takeCells(column, rowOf));
  return { columns, findings };
}
