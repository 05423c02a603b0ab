/** A count told rounded: what is said, and all that it can be. */
export interface CoarseCount {
  readonly told: number;
  readonly least: number;
  readonly most: number;
}

const STEP = 10;

/**
 * A count to the nearest ten; up to 14 as 10. Stretches do not overlap and each holds a number of 11 or more, so that
 * who knows how it was rounded cannot tell 1 to 10 rows from more.
 * @param count a whole number, 0 or more
 */
export function coarseCount(count: number): CoarseCount {
  const told = Math.max(STEP, STEP * Math.floor((count + STEP / 2) / STEP));
  return { told, least: told === STEP ? 0 : told - STEP / 2, most: told + STEP / 2 - 1 };
}
