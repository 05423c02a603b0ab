import type { Card } from '../../core/advise/types.ts';
import { DAY } from '../../core/journeys/event-log.ts';
import { classProbability } from '../../core/learn/prediction.ts';
import { quantileSorted } from '../../core/stats/descriptive.ts';
import { argsort } from '../../core/stats/order.ts';
import { twoProportions, wilson } from '../../core/stats/tests.ts';
import type { Contender } from '../predict/contender.ts';
import type { Training } from '../predict/training.ts';

/** Part of the ranked list that is to be reached. */
const TOP_SHARE = 0.1;
const FEWEST_TOP = 10;
const SIGNIFICANT = 0.05;
/** Of those who did it, half had done it by then: later is too late for most. */
const TOO_LATE = 0.5;

/**
 * Whom to reach, and before when: the top of the list, and the days after which half of those in it who did it had done so. Who
 * leaves gives no such day; there it is the end of the horizon. Measured on validation rows.
 */
export function reachCards(training: Training, chosen: Contender): Card[] {
  const { space, made, problem } = training;
  const { sequence } = problem.question;
  const { target } = space;
  if (chosen.family === 'baseline' || !made || !sequence || target.task !== 'binary') return [];
  if (chosen.prediction.task === 'regression') return [];
  const rows = space.validation;
  const count = Math.round(rows.length * TOP_SHARE);
  if (count < FEWEST_TOP) return [];
  const top = argsort(classProbability(chosen.prediction)).slice(-count);
  const came = top.filter((i) => target.codes[rows[i] as number] === 1);
  const all = rows.reduce((sum, row) => sum + (target.codes[row] as number), 0);
  const test = twoProportions(came.length, count, all - came.length, rows.length - count);
  if (!(test.difference > 0) || !(test.pValue < SIGNIFICANT)) return [];
  const days = Float64Array.from(came, (i) => daysUntil(training, space.rows[rows[i] as number] as number)).sort();
  const before = sequence.ask === 'leave' ? sequence.horizonDays : quantileSorted(days, TOO_LATE);
  const params = { share: TOP_SHARE, days: before, horizonDays: sequence.horizonDays, came: came.length, count };
  return [
    {
      id: 'reach-before',
      code: sequence.ask === 'leave' ? 'advise.reach-before-leaving' : 'advise.reach-before-doing',
      params: { ...params, outcome: sequence.outcome ?? '' },
      segment: [],
      validationRows: count,
      allRows: Math.round(TOP_SHARE * problem.rows.length),
      rate: { value: came.length / count, ...wilson(came.length, count) },
      overallRate: all / rows.length,
      adjustedPValue: test.pValue,
      segmentsTried: 1,
      evidence: 'association',
      why: [],
    },
  ];
}

/** Days from a row's snapshot to the outcome; NaN where it did not come. */
function daysUntil({ made, problem }: Training, row: number): number {
  const { log, rows } = (made as NonNullable<typeof made>).events;
  const code = log.events.indexOf(problem.question.sequence?.outcome ?? '');
  const end = log.starts[(rows.entity[row] as number) + 1] as number;
  for (let i = rows.until[row] as number; i < end; i++)
    if (log.codes[i] === code) return ((log.times[i] as number) - (rows.at[row] as number)) / DAY;
  return NaN;
}
