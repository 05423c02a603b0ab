import { holdBack, type Figure } from '../../../core/disclose/hold-back.ts';
import type { MulticlassResult } from '../report.ts';
import type { SafeClasses } from './classes.ts';

/** More classes than this make no table that anybody reads. */
const MOST_SHOWN = 30;

export interface SafeConfusion {
  /** confusion[actual][predicted] of the shared classes; absent where there are too many of them. */
  readonly confusion?: readonly (readonly (number | null)[])[];
  /** Whether the share of rows that were right, and the baseline's, may be told beside it. */
  readonly accuracy: boolean;
  /** Whether figures that are made of single classes may be told too: nothing is held that they could give away. */
  readonly byClass: boolean;
}

/**
 * The confusion table, so held back that neither it nor the accuracy gives a small count away: the rows in all, those that
 * were right and those of the class that the baseline names are taken to be known.
 * @param baselineAccuracy the share of rows of the class that the baseline names
 */
export function safeConfusion(
  { confusion, rowCount }: MulticlassResult,
  classes: SafeClasses,
  baselineAccuracy: number,
): SafeConfusion {
  const k = confusion.length;
  const rows = confusion.flat();
  const atoms = [...rows.keys()];
  const actual = (atom: number): number => Math.floor(atom / k);
  const share = confusion.map((row) => row.reduce((a, b) => a + b, 0));
  const named = share.indexOf(Math.round(baselineAccuracy * rowCount));
  const all: Figure = { atoms, fixed: true };
  const known: Figure[] = [
    all,
    { atoms: atoms.filter((atom) => actual(atom) === atom % k), fixed: true },
    ...(named < 0 ? [] : [{ atoms: atoms.filter((atom) => actual(atom) === named), fixed: true }]),
  ];
  const width = classes.names.length;
  const places = Array.from({ length: width * width }, (_, place) => ({
    atoms: atoms.filter(
      (atom) => (classes.of[actual(atom)] as number) * width + (classes.of[atom % k] as number) === place,
    ),
  }));
  if (width > MOST_SHOWN || k > 2 * MOST_SHOWN) return { accuracy: isSafeAlone(rows, known), byClass: false };
  const withAccuracy = holdBack(rows, [...places, ...known]);
  // The rows in all are at least 11, so that without the accuracy something always helps.
  const shown = withAccuracy ?? (holdBack(rows, [...places, all]) as boolean[]);
  const cells = places.map(({ atoms: own }, place) =>
    shown[place] ? own.reduce((sum, atom) => sum + (rows[atom] as number), 0) : null,
  );
  return {
    confusion: Array.from({ length: width }, (_, row) => cells.slice(row * width, (row + 1) * width)),
    accuracy: withAccuracy !== undefined,
    byClass: classes.folded === 0 && !cells.includes(null),
  };
}

/** Of very many classes: whether the sums alone are safe, looked at as the four sets of rows that they tell apart. */
function isSafeAlone(rows: readonly number[], known: readonly Figure[]): boolean {
  const sets = known.map(({ atoms }) => new Set(atoms));
  const parts = new Map<string, number>();
  rows.forEach((count, atom) => {
    const key = sets.map((set) => Number(set.has(atom))).join('');
    parts.set(key, (parts.get(key) ?? 0) + count);
  });
  const keys = [...parts.keys()];
  const figures = known.map((_, i) => ({
    atoms: keys.flatMap((key, part) => (key[i] === '1' ? [part] : [])),
    fixed: true,
  }));
  return holdBack([...parts.values()], figures) !== undefined;
}
