/**
 * Somebody who reads what was published and wants to find small groups. Written without a look at `core/disclose`: it
 * knows nothing but the counts that were published and which cells each of them adds up.
 */
export interface Clue {
  readonly cells: readonly number[];
  readonly count: number;
}

/** A set of cells and the least and the most rows it can have. */
export interface Finding {
  readonly cells: readonly number[];
  readonly count: number;
}

const small = (count: number): boolean => count >= 1 && count <= 10;

/** Every way of adding and subtracting up to `most` clues whose result is a set of cells: those of 1 to 10 rows. */
export function bySubtraction(clues: readonly Clue[], cellCount: number, most: number): Finding[] {
  const found: Finding[] = [];
  const walk = (from: number, used: number, weights: readonly number[], count: number): void => {
    if (used > 0 && small(count) && weights.every((w) => w === 0 || w === 1)) {
      found.push({ cells: weights.flatMap((w, cell) => (w === 1 ? [cell] : [])), count });
    }
    if (used === most) return;
    for (let i = from; i < clues.length; i++) {
      const { cells, count: rows } = clues[i] as Clue;
      for (const sign of [1, -1]) {
        const next = [...weights];
        for (const cell of cells) next[cell] = (next[cell] as number) + sign;
        walk(i + 1, used + 1, next, count + sign * rows);
      }
    }
  };
  walk(
    0,
    0,
    Array.from({ length: cellCount }, () => 0),
    0,
  );
  return found;
}

/**
 * Every table of whole numbers that agrees with the clues, one by one: the most rows each cell can have in any. A clue
 * about each cell must bound it. Undefined where there are more tables than `patience`.
 */
export function byTryingAll(clues: readonly Clue[], cellCount: number, patience = 2e6): number[] | undefined {
  const most = Array.from({ length: cellCount }, () => -1);
  const table = Array.from({ length: cellCount }, () => 0);
  const left = clues.map(({ count }) => count);
  const of = Array.from({ length: cellCount }, (_, cell) =>
    clues.flatMap(({ cells }, i) => (cells.includes(cell) ? [i] : [])),
  );
  const last = clues.map(({ cells }) => Math.max(-1, ...cells));
  let steps = 0;
  const fill = (cell: number): void => {
    if (++steps > patience) return;
    if (cell === cellCount) {
      table.forEach((count, c) => (most[c] = Math.max(most[c] as number, count)));
      return;
    }
    const own = of[cell] as number[];
    const room = Math.min(...own.map((i) => left[i] as number));
    if (!Number.isFinite(room)) throw new Error('no clue bounds a cell');
    const closing = own.filter((i) => last[i] === cell);
    const exact = closing.length > 0 ? (left[closing[0] as number] as number) : undefined;
    for (let count = exact ?? 0; count <= (exact ?? room); count++) {
      if (count > room || closing.some((i) => left[i] !== count)) continue;
      table[cell] = count;
      for (const i of own) left[i] = (left[i] as number) - count;
      fill(cell + 1);
      for (const i of own) left[i] = (left[i] as number) + count;
    }
  };
  fill(0);
  return steps > patience ? undefined : most;
}
