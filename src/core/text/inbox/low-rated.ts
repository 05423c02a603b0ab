import { CodedError } from '../../errors.ts';
import type { Pacer } from '../../learn/pacer.ts';
import type { Estimate } from '../../metrics/types.ts';
import { tQuantile } from '../../stats/distributions.ts';
import { benjaminiHochberg, welchTest, type Sample } from '../../stats/tests.ts';

/** Rows of a class, topic or word against all other rated rows. */
export interface RatedGroup {
  /** Class or topic, or the term. */
  readonly group: number | string;
  /** Rows with a rating, in it and outside. */
  readonly rated: number;
  readonly others: number;
  /** Mean rating in it, with Student's interval. */
  readonly mean: Estimate;
  /** Mean of it less mean of the others, with Welch's interval. */
  readonly difference: Estimate;
  readonly pValue: number;
  /** Benjamini and Hochberg's, over all that were looked at. */
  readonly adjustedPValue: number;
}

export interface RatedGroups {
  /** Lowest mean first. */
  readonly groups: readonly RatedGroup[];
  /** How many were looked at: those with enough rated rows. */
  readonly tried: number;
}

/** Rated rows that a group and the others must have. */
const FEWEST_RATED = 10;
/** Words need more: there are many, and most of them rare. */
const FEWEST_WITH_WORD = 20;
const SIGNIFICANT = 0.05;
const MOST_WORDS = 20;

/**
 * All classes or topics with enough ratings.
 * @param ratings NaN where there is none
 * @param groupOf a row; −1: in no group, but one of the others
 * @throws text.misaligned
 */
export function ratingsByGroup(ratings: Float64Array, groupOf: Int32Array, groups: readonly number[]): RatedGroups {
  if (ratings.length !== groupOf.length) {
    throw new CodedError('text.misaligned', { rows: groupOf.length, other: ratings.length });
  }
  const sums = new Map<number, Sums>(groups.map((group) => [group, newSums()]));
  const all = newSums();
  ratings.forEach((rating, row) => {
    if (Number.isNaN(rating)) return;
    add(all, rating);
    const own = sums.get(groupOf[row] as number);
    if (own) add(own, rating);
  });
  return compareAll(sums, all, FEWEST_RATED);
}

/**
 * Words, and pairs of them, whose texts are rated clearly lower than the others (adjusted p < .05), at most 20.
 * @param termsAt terms of a row's text (`makeNamingTerms`); how often makes no difference
 * @throws CancelledError
 */
export async function lowRatedWords(
  ratings: Float64Array,
  termsAt: (row: number) => readonly string[],
  pacer: Pacer,
): Promise<RatedGroups> {
  const sums = new Map<string, Sums>();
  const all = newSums();
  for (let row = 0; row < ratings.length; row++) {
    await pacer.pause();
    const rating = ratings[row] as number;
    if (Number.isNaN(rating)) continue;
    add(all, rating);
    for (const term of new Set(termsAt(row))) {
      let own = sums.get(term);
      if (!own) {
        own = newSums();
        sums.set(term, own);
      }
      add(own, rating);
    }
  }
  const { groups, tried } = compareAll(sums, all, FEWEST_WITH_WORD);
  const low = groups.filter(({ difference, adjustedPValue }) => difference.value < 0 && adjustedPValue < SIGNIFICANT);
  return { groups: low.slice(0, MOST_WORDS), tried };
}

interface Sums {
  count: number;
  sum: number;
  squares: number;
}

const newSums = (): Sums => ({ count: 0, sum: 0, squares: 0 });

function add(sums: Sums, rating: number): void {
  sums.count++;
  sums.sum += rating;
  sums.squares += rating * rating;
}

/** Ratings are small numbers: nothing cancels. */
function sampleOf({ count, sum, squares }: Sums): Sample {
  const mean = sum / count;
  return { count, mean, variance: Math.max(0, squares - count * mean * mean) / (count - 1) };
}

function compareAll(sums: ReadonlyMap<number | string, Sums>, all: Sums, fewest: number): RatedGroups {
  const tried = [...sums].filter(([, { count }]) => count >= fewest && all.count - count >= fewest);
  const compared = tried.map(([group, own]) => {
    const rest = { count: all.count - own.count, sum: all.sum - own.sum, squares: all.squares - own.squares };
    const inside = sampleOf(own);
    return { group, inside, others: rest.count, ...welchTest(inside, sampleOf(rest)) };
  });
  const adjusted = benjaminiHochberg(compared.map(({ pValue }) => pValue));
  const groups = compared.map(({ group, inside, others, difference, low, high, pValue }, i): RatedGroup => {
    const reach = tQuantile(0.975, inside.count - 1) * Math.sqrt(inside.variance / inside.count);
    return {
      group,
      rated: inside.count,
      others,
      mean: { value: inside.mean, low: inside.mean - reach, high: inside.mean + reach },
      difference: { value: difference, low, high },
      pValue,
      adjustedPValue: adjusted[i] as number,
    };
  });
  return { groups: groups.toSorted((a, b) => a.mean.value - b.mean.value), tried: tried.length };
}
