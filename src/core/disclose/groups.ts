import { provenSmall } from './audit.ts';
import type { PublishedSum } from './polytope.ts';

/**
 * Which of some groups that may be nested or overlap can be told of. They are taken in their order; one is told of
 * unless, together with those before it, it would show an atom (see `provenSmall`) to hold 1 to 10 rows: by its difference
 * to another group, to the total, to sums of groups, or to what these leave over.
 *
 * The atoms are the sets that the groups could tell apart, of each class of rows that is counted: list every overlap
 * that can be, since how many rows an overlap really has is not known here. Therefore stricter than `holdBack`: no atom
 * may be shown to be small whether it is or not.
 * @param always sums that are known anyway, such as the totals
 * @param groups the counts of each group, told all or none
 * @returns one a group; all false where `always` alone shows a small atom or contradicts itself
 */
export function keepSafeGroups(
  atomCount: number,
  always: readonly PublishedSum[],
  groups: readonly (readonly PublishedSum[])[],
): boolean[] {
  const versions = groups.map((sums) => [sums]);
  return chooseSafeGroups(atomCount, always, versions).map((version) => version === 0);
}

/**
 * The same for groups that can be told in several ways, exactly or rounded: the first way that is safe.
 * @returns for each group the place of what is told among its versions; undefined where none is safe
 */
export function chooseSafeGroups(
  atomCount: number,
  always: readonly PublishedSum[],
  groups: readonly (readonly (readonly PublishedSum[])[])[],
): (number | undefined)[] {
  let told = [...always];
  if (provenSmall(atomCount, told).length > 0) return groups.map(() => undefined);
  return groups.map((versions) => {
    const place = versions.findIndex((sums) => provenSmall(atomCount, [...told, ...sums]).length === 0);
    if (place < 0) return undefined;
    told = [...told, ...(versions[place] as readonly PublishedSum[])];
    return place;
  });
}
