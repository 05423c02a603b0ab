import { provenSmall } from './audit.ts';
import { isSmall, MIN_GROUP } from './min-group.ts';
import type { PublishedSum } from './polytope.ts';

/** A count that is to be published: the rows of these atoms together. */
export interface Figure {
  readonly atoms: readonly number[];
  /** Published come what may, or known from elsewhere: never held back. */
  readonly fixed?: boolean;
}

/**
 * Which counts may be published. First every count of 1 to 10 is held back, then as many others as it takes until
 * `provenSmall` finds nothing; small counts next to the one in danger go first.
 * @param rows how many each atom has
 * @returns one a figure, or undefined where the fixed figures alone give a small group away
 */
export function holdBack(rows: readonly number[], figures: readonly Figure[]): boolean[] | undefined {
  const sums = figures.map(({ atoms }) => ({ atoms, value: atoms.reduce((sum, a) => sum + (rows[a] as number), 0) }));
  const shown = figures.map(({ fixed }, i) => fixed === true || !isSmall((sums[i] as { value: number }).value));
  const small = rows.flatMap((count, atom) => (isSmall(count) ? [atom] : []));
  const publishedSums = () => sums.filter((_, i) => shown[i]);
  for (;;) {
    const inDanger = provenSmall(rows.length, publishedSums(), small);
    if (inDanger.length === 0) return shown;
    const touched = new Set<number>();
    let held = false;
    for (const atom of inDanger) {
      if (touched.has(atom)) continue;
      const victim = chooseVictim(atom, rows, figures, sums, shown);
      if (victim === undefined) continue;
      shown[victim] = false;
      held = true;
      // One held count may save others on the same line: look again before more is held back.
      figures.forEach(({ atoms }, i) => {
        if (shown[i] && overlaps(atoms, (figures[victim] as Figure).atoms)) for (const a of atoms) touched.add(a);
      });
    }
    if (!held) return undefined;
  }
}

const overlaps = (a: readonly number[], b: readonly number[]): boolean => b.some((atom) => a.includes(atom));

/** Counts tried one by one for the one that saves an atom; past this the smallest is taken unseen. */
const MOST_TRIED = 60;

/**
 * The smallest single count on the line that protects the atom least; with every line covered, the smallest single count
 * that closes the circle; else the smallest line through the atom, else anything.
 */
function chooseVictim(
  atom: number,
  rows: readonly number[],
  figures: readonly Figure[],
  sums: readonly PublishedSum[],
  shown: readonly boolean[],
): number | undefined {
  // A zero hides little: last.
  const cost = (i: number): number => sums[i]?.value || Number.MAX_VALUE;
  const open = figures
    .flatMap((figure, i) => (shown[i] && figure.fixed !== true ? [i] : []))
    .toSorted((a, b) => cost(a) - cost(b));
  const isSingle = (i: number): boolean => sums[i]?.atoms.length === 1;
  const singles = new Map(open.filter(isSingle).map((i) => [sums[i]?.atoms[0] as number, i]));
  const lines = sums
    .filter(({ atoms }, i) => shown[i] && atoms.length > 1 && atoms.includes(atom))
    .map(({ atoms }) => ({
      neighbours: open.filter((i) => isSingle(i) && atoms.includes(sums[i]?.atoms[0] as number)),
      cover: atoms.reduce((sum, a) => sum + (a === atom || singles.has(a) ? 0 : (rows[a] as number)), 0),
    }))
    .filter(({ neighbours }) => neighbours.length > 0)
    .toSorted((a, b) => a.cover - b.cover);
  const bare = lines[0];
  if (bare && bare.cover < MIN_GROUP) return bare.neighbours[0];
  const without = (victim: number) => sums.filter((_, i) => shown[i] && i !== victim);
  const saving = open
    .filter(isSingle)
    .slice(0, MOST_TRIED)
    .find((i) => provenSmall(rows.length, without(i), [atom]).length === 0);
  return saving ?? bare?.neighbours[0] ?? open.find((i) => sums[i]?.atoms.includes(atom)) ?? open[0];
}
