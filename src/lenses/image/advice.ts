import { makeCards } from '../../core/advise/cards.ts';
import type { Card } from '../../core/advise/types.ts';
import { likeliestClass } from '../../core/learn/prediction.ts';
import { benjaminiHochberg, twoProportions, wilson } from '../../core/stats/tests.ts';
import { countCards } from '../predict/share/card-counts.ts';
import type { Contender } from '../predict/contender.ts';
import type { Explanation } from '../predict/explain.ts';
import { countClasses } from '../predict/problem.ts';
import type { Training } from '../predict/training.ts';

const SIGNIFICANT = 0.05;
const MOST_CLASSES = 3;

interface ClassCount {
  readonly code: number;
  /** Validation rows of the class, and those of them that are told rightly. */
  readonly count: number;
  readonly right: number;
  /** What it is taken for most, and how often. */
  readonly takenFor: number;
  readonly taken: number;
}

function countPerClass(actual: Int32Array, said: Int32Array, classes: number): ClassCount[] {
  const cells = new Int32Array(classes * classes);
  actual.forEach((code, i) => {
    const cell = code * classes + (said[i] as number);
    cells[cell] = (cells[cell] as number) + 1;
  });
  return Array.from({ length: classes }, (_, code) => {
    const own = cells.subarray(code * classes, (code + 1) * classes);
    const wrong = own.map((count, k) => (k === code ? -1 : count));
    const taken = Math.max(...wrong);
    return {
      code,
      count: own.reduce((sum, count) => sum + count, 0),
      right: own[code] as number,
      takenFor: wrong.indexOf(taken),
      taken,
    };
  });
}

/**
 * Kinds of pictures that are told clearly less often than the others, on validation rows, of which more are to be
 * labelled: those with the most misses first.
 */
function labelMore(training: Training, chosen: Contender): Card[] {
  const { space, problem } = training;
  const { target } = space;
  const { prediction } = chosen;
  if (target.task === 'regression' || prediction.task === 'regression') return [];
  const actual = Int32Array.from(space.validation, (row) => target.codes[row] as number);
  const counts = countPerClass(actual, likeliestClass(prediction), target.classes.length).filter(
    ({ count }) => count > 0,
  );
  const all = actual.length;
  const right = counts.reduce((sum, one) => sum + one.right, 0);
  const tests = counts.map((one) => twoProportions(one.right, one.count, right - one.right, all - one.count));
  const adjusted = benjaminiHochberg(tests.map(({ pValue }) => pValue));
  const labelled = problem.target.task === 'regression' ? undefined : countClasses(problem.target, problem.rows);
  return counts
    .map((one, i) => ({
      ...one,
      difference: (tests[i] as (typeof tests)[number]).difference,
      p: adjusted[i] as number,
    }))
    .filter(({ difference, p, count }) => count < all && difference < 0 && p < SIGNIFICANT)
    .toSorted((a, b) => b.count - b.right - (a.count - a.right))
    .slice(0, MOST_CLASSES)
    .map(({ code, count, right: own, takenFor, taken, p }): Card => ({
      id: `label-more-${code}`,
      code: 'advise.label-more',
      params: {
        class: target.classes[code] as string,
        labelled: labelled?.[code] ?? 0,
        missed: count - own,
        count,
        takenFor: target.classes[takenFor] as string,
        taken,
      },
      segment: [],
      validationRows: count,
      allRows: labelled?.[code] ?? 0,
      rate: { value: own / count, ...wilson(own, count) },
      overallRate: right / all,
      adjustedPValue: p,
      segmentsTried: counts.length,
      evidence: 'association',
      why: [],
    }));
}

/** No segments of columns: pixels make none. */
const NO_SEGMENTS = { segments: [], tried: 0, leastAdjustedPValue: 1 } as const;

/** What to do about it: what to label more of, and the ranked list where there is a "yes". */
export async function explainImages(training: Training, chosen: Contender): Promise<Explanation> {
  const { space, problem, groups } = training;
  const nothing = { importances: [], dependence: [], cards: [], counts: {}, warnings: [] };
  if (chosen.family === 'baseline') return nothing;
  const { prediction } = chosen;
  const shared = { target: space.target, everyone: problem.features, validationRows: space.validation };
  const ranked = makeCards({
    ...shared,
    search: NO_SEGMENTS,
    targetName: problem.question.target,
    prediction,
    ...(groups ? { groups } : {}),
    importances: [],
  });
  const cards = [...labelMore(training, chosen), ...ranked];
  return { ...nothing, cards, counts: { cards: countCards(cards, { ...shared, table: space.table, prediction }) } };
}
