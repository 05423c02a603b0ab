import { MIN_GROUP } from './min-group.ts';
import { openPolytope, type Polytope, type PublishedSum } from './polytope.ts';

/**
 * Atoms that the sums prove to hold at most 10 rows (and not surely none). An atom is the smallest set of rows that
 * anything published tells apart; every group that can be made by adding and subtracting what was published is a union
 * of atoms.
 *
 * Guaranteed for an atom that is not returned: there is a table of whole numbers, none negative, that agrees with every
 * sum and has 0 rows or at least 11 in this atom, so that no subtraction, and no reasoning from counts being whole and
 * never negative, shows that it holds 1 to 10. A union with a small atom in it then cannot be shown to be small either.
 * Not guaranteed: anything about what somebody knows besides (how this page chooses what to hold back, other tables about
 * the same people), nor against guessing what is likely.
 * @returns ascending; all of `atoms` where no table agrees with the sums
 */
export function provenSmall(
  atomCount: number,
  sums: readonly PublishedSum[],
  atoms: readonly number[] = Array.from({ length: atomCount }, (_, atom) => atom),
): number[] {
  const { free, known, rest } = substitute(...asEquations(atomCount, sums));
  const place = new Map(free.map((atom, i) => [atom, i]));
  const polytope = openPolytope(
    free.length,
    rest.map(({ atoms: members, value }) => ({ atoms: members.map((atom) => place.get(atom) as number), value })),
  );
  const safe = new Uint8Array(free.length);
  return atoms.filter((atom) => {
    const value = known.get(atom);
    if (value !== undefined) return value > 0 && value < MIN_GROUP;
    return !polytope || !canBeLarge(polytope, place.get(atom) as number, safe);
  });
}

/** A sum known to lie between two ends as two equations with an unknown more each: what is missing to either end. */
function asEquations(atomCount: number, sums: readonly PublishedSum[]): [number, PublishedSum[]] {
  let count = atomCount;
  const equations = sums.flatMap(({ atoms, value, upTo = value }): PublishedSum[] => {
    if (upTo <= value) return [{ atoms, value }];
    const toTop = count++;
    const toBottom = count++;
    return [
      { atoms: [...atoms, toTop], value: upTo },
      { atoms: [toTop, toBottom], value: upTo - value },
    ];
  });
  return [count, equations];
}

/** Takes the atoms whose value is published out of the other sums. */
function substitute(atomCount: number, sums: readonly PublishedSum[]) {
  const known = new Map<number, number>();
  for (const { atoms, value } of sums) if (atoms.length === 1) known.set(atoms[0] as number, value);
  const rest = sums
    .filter(({ atoms }) => atoms.length > 1)
    .map(({ atoms, value }) => ({
      atoms: atoms.filter((atom) => !known.has(atom)),
      value: value - atoms.reduce((sum, atom) => sum + (known.get(atom) ?? 0), 0),
    }))
    .filter(({ atoms, value }) => atoms.length > 0 || value !== 0);
  const free = Array.from({ length: atomCount }, (_, atom) => atom).filter((atom) => !known.has(atom));
  return { free, known, rest };
}

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;

/** Whether an atom must be empty, or has 11 rows at some corner of whole numbers; marks all that have there. */
function canBeLarge(polytope: Polytope, atom: number, safe: Uint8Array): boolean {
  for (;;) {
    const corner = polytope.corner();
    if (corner.every(isWhole)) corner.forEach((value, a) => value > MIN_GROUP - 0.5 && (safe[a] = 1));
    if (safe[atom] === 1) return true;
    switch (polytope.raise(atom)) {
      case 'unbounded':
        return true;
      case 'at-most':
        return (corner[atom] as number) < 1e-6;
      case 'stepped':
    }
  }
}
