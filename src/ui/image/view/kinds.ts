/** A kind of picture with how many there are, and rows that show it. */
export interface KindOfPicture {
  readonly name: string;
  readonly count: number;
  readonly rows: readonly number[];
}

/** So many times as many pictures of one kind as of another are uneven. */
const UNEVEN = 3;

/** Row numbers spread over a table. */
export function spacedRows(rowCount: number, most: number): readonly number[] {
  const count = Math.min(rowCount, most);
  return Array.from({ length: count }, (_, i) => Math.floor((i * rowCount) / count));
}

/**
 * Sorts looked-through rows into kinds, the most frequent first.
 * @param levels all kinds there are, with their counts @param most pictures of each
 */
export function kindsOfPictures(
  levels: readonly { readonly level: string; readonly count: number }[],
  looked: readonly { readonly row: number; readonly cells: readonly (string | null)[] }[],
  most: number,
): readonly KindOfPicture[] {
  const rows = new Map<string, number[]>(levels.map(({ level }) => [level, []]));
  for (const { row, cells } of looked) {
    const own = rows.get(cells[0] ?? '');
    if (own && own.length < most) own.push(row);
  }
  return levels
    .map(({ level, count }) => ({ name: level, count, rows: rows.get(level) ?? [] }))
    .toSorted((a, b) => b.count - a.count);
}

/** The commonest and the rarest kind, where they are far apart. */
export function unevenKinds(kinds: readonly KindOfPicture[]): readonly [KindOfPicture, KindOfPicture] | undefined {
  const [common] = kinds;
  const rare = kinds.at(-1);
  return common && rare && common.count >= UNEVEN * rare.count ? [common, rare] : undefined;
}
