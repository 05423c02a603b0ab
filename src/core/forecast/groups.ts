import type { SeriesNature } from '../series/types.ts';

/** Series that are alike: with many zeros, with a season, neither. They lend each other evidence. */
export type SeriesGroup = 'demand' | 'seasonal' | 'plain';

/** Share of zeros from which a series is demand that comes now and then. */
const ZERO_SHARE = 0.25;

export function groupOf({ zeroShare, seasons }: Pick<SeriesNature, 'zeroShare' | 'seasons'>): SeriesGroup {
  if (zeroShare > ZERO_SHARE) return 'demand';
  return seasons.length > 0 ? 'seasonal' : 'plain';
}
