import type { ClassTarget } from '../../../core/learn/task.ts';
import { sampleOf } from '../../../core/learn/text/sample.ts';
import { readRows } from '../../../core/learn/text/texts.ts';
import { CodedError } from '../../../core/errors.ts';
import { wilson } from '../../../core/stats/tests.ts';
import { findColumn } from '../../../core/table/table.ts';
import { aurocEstimate } from '../../../core/text/inbox/auroc.ts';
import { lowRatedWords, type RatedGroup } from '../../../core/text/inbox/low-rated.ts';
import { makeNamingTerms } from '../../../core/text/inbox/naming-terms.ts';
import { readRatings, sideOf, type Ratings } from '../../../core/text/inbox/rating-scale.ts';
import type { Language } from '../../../core/text/language.ts';
import type { Training } from '../../predict/training.ts';
import type { Sentiment } from '../types.ts';
import { fitMembers, predictRows, quickMember } from './fit-members.ts';

/** More rows than these say little more of words, and less of the time that is left. */
const MOST_ROWS = 20_000;
/** Low and other ratings that learning, and judging, need each. */
const FEWEST = 20;

/**
 * What texts have to do with their ratings: words that go with low ones, and how well a model of the words tells a low
 * rating from others. It learns from training rows and is judged on test rows, of which nothing was settled by it.
 * @returns undefined where there are no ratings on a scale
 */
export async function findSentiment(training: Training, language: Language): Promise<Sentiment | undefined> {
  const name = training.problem.question.inbox?.rating;
  const ratings = name === undefined ? undefined : ratingsIn(training, name);
  if (name === undefined || !ratings) return undefined;
  const { problem, input, seed } = training;
  const { pacer } = input;
  const { scale, values } = ratings;
  const isRated = (row: number): boolean => !Number.isNaN(values[row]);
  const all = problem.rows.filter(isRated);
  if (all.length === 0) return undefined;
  const lowRows = all.filter((row) => sideOf(scale, values[row] as number) < 0).length;
  const rows = sampleOf(all, MOST_ROWS, seed);
  const texts = readRows(problem.features);
  const terms = makeNamingTerms(language);
  const { groups, tried } = await lowRatedWords(
    Float64Array.from(rows, (row) => values[row] as number),
    (i) => terms(texts(rows[i] as number)),
    pacer,
  );
  const told = await tellLow(training, ratings);
  return {
    column: name,
    scale: scale.kind,
    lowTo: scale.lowTo,
    rated: all.length,
    low: { rows: lowRows, share: { value: lowRows / all.length, ...wilson(lowRows, all.length) } },
    words: withoutRepeats(groups).map(({ group, rated, mean, difference, adjustedPValue }) => ({
      word: String(group),
      rows: rated,
      mean,
      elsewhere: mean.value - difference.value,
      adjustedPValue,
    })),
    tried,
    ...(told ? { told } : {}),
  };
}

/** Share of a word's texts that have a longer one around it, from which on the longer says it all. */
const SAME_TEXTS = 0.8;

/** Without words that hardly occur but within a pair that is told, and pairs that say no more than a word that is. */
function withoutRepeats(groups: readonly RatedGroup[]): readonly RatedGroup[] {
  const wordsOf = ({ group }: RatedGroup): string[] => String(group).split(' ');
  return groups.filter((one) => {
    const own = wordsOf(one);
    return !groups.some((other) => {
      const around = wordsOf(other);
      if (other === one || own.length === around.length) return false;
      if (own.length > around.length) return own.includes(around[0] ?? '') && one.rated < SAME_TEXTS * other.rated;
      return around.includes(own[0] ?? '') && other.rated >= SAME_TEXTS * one.rated;
    });
  });
}

function ratingsIn({ input }: Training, name: string): Ratings | undefined {
  const column = findColumn(input.table, name);
  if (column?.kind !== 'number' && column?.kind !== 'category') return undefined;
  try {
    return readRatings(column);
  } catch (error) {
    // Ratings on no scale: the inbox is none the worse.
    if (error instanceof CodedError && error.code.startsWith('text.')) return undefined;
    throw error;
  }
}

/** Area under the ROC curve of a linear model of the words on test rows. */
async function tellLow(training: Training, { scale, values }: Ratings): Promise<Sentiment['told']> {
  const { problem, split, seed } = training;
  const member = quickMember(training);
  const isLow = (row: number): boolean => sideOf(scale, values[row] as number) < 0;
  const rated = (rows: Int32Array): Int32Array =>
    sampleOf(
      rows.filter((row) => !Number.isNaN(values[row])),
      MOST_ROWS,
      seed,
    );
  const enough = (rows: Int32Array): boolean => {
    const low = rows.filter(isLow).length;
    return low >= FEWEST && rows.length - low >= FEWEST;
  };
  const [learned, judged] = [rated(split.train), rated(split.test)];
  if (!member || !enough(learned) || !enough(judged)) return undefined;
  const target: ClassTarget = {
    task: 'binary',
    codes: Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : sideOf(scale, value) < 0 ? 1 : 0)),
    classes: ['other', 'low'],
  };
  const fitted = await fitMembers(training, [member], problem.features, target, learned);
  const { probabilities } = await predictRows(training, fitted, problem.features, judged);
  const sure = Float64Array.from(judged, (_, i) => probabilities[2 * i + 1] as number);
  const [low, other] = [true, false].map((wanted) => sure.filter((_, i) => isLow(judged[i] as number) === wanted));
  if (!low || !other) return undefined;
  return { auroc: aurocEstimate(low, other), lowRows: low.length, otherRows: other.length };
}
