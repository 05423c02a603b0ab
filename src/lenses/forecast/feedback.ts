import type { Finding, Message } from '../../core/errors.ts';
import { addToTally, emptyTally, naiveScale, scoresOf, type ScoreTally } from '../../core/forecast/scores.ts';
import { LEVELS } from '../../core/forecast/types.ts';
import { wilson } from '../../core/stats/tests.ts';
import type { SeriesSet } from '../../core/series/types.ts';
import { realisedOf, type Realised } from './realised.ts';
import type { ForecastFeedback, ForecastModel, SeriesReport } from './types.ts';

/** Share of the values that the outer quantiles promise. */
const PROMISED = (LEVELS[LEVELS.length - 1] as number) - LEVELS[0];
/** Values that say something about an interval. */
const ENOUGH_VALUES = 10;
/** Values of one stretch of time are off together: so many of them are worth one. */
const TOGETHER = 2;
/** The error may be so many times the promised one. */
const WORSE = 1.5;

/**
 * What came, beside what was said: realised scores against those of the backtest, how many values lie in the fans, and
 * what to do about it.
 * @param set the series read again from a file that reaches past the first step ahead
 * @throws forecast.feedback.other-step, forecast.feedback.no-series
 */
export function compareRealised(model: ForecastModel, set: SeriesSet): ForecastFeedback {
  const { report } = model;
  const realised = realisedOf(model, set);
  const all = emptyTally();
  const series = report.series.map((one, s) => {
    const values = realised.values[s] as Float64Array;
    const tally = tallyOf(one, values);
    add(all, tally);
    return {
      name: one.name,
      realised: values,
      scores: scoresOf(tally),
      inside: { count: tally.inside, of: tally.points },
    };
  });
  const { low, high } = wilson(all.inside / TOGETHER, all.points / TOGETHER);
  const overall = { realised: scoresOf(all), promised: report.overall.chosen, points: all.points };
  return {
    steps: realised.steps,
    series,
    overall,
    inside: { count: all.inside, of: all.points, low, high },
    findings: findingsOf(realised),
    advice: adviceOf(overall, all, high),
  };
}

function tallyOf({ values, from, nature, future }: SeriesReport, realised: Float64Array): ScoreTally {
  const tally = emptyTally();
  const past = values.subarray(0, from).filter((value) => Number.isFinite(value));
  addToTally(tally, realised, future, naiveScale(past, nature.seasons[0]?.period ?? 1));
  return tally;
}

function add(to: ScoreTally, from: ScoreTally): void {
  to.absolute += from.absolute;
  to.smape += from.smape;
  to.squared += from.squared;
  to.pinball += from.pinball;
  to.inside += from.inside;
  to.points += from.points;
}

function findingsOf({ missing, extra, changed, steps }: Realised): Finding[] {
  const findings: Finding[] = [];
  const few = (names: readonly string[]): readonly string[] => names.slice(0, 5);
  const careful = (code: string, params: Message['params']): number =>
    findings.push({ level: 'careful', code, params });
  if (steps === 0) careful('forecast.feedback.nothing-new', {});
  if (missing.length > 0) careful('forecast.feedback.missing-series', { count: missing.length, names: few(missing) });
  if (extra.length > 0) {
    findings.push({
      level: 'note',
      code: 'forecast.feedback.new-series',
      params: { count: extra.length, names: few(extra) },
    });
  }
  if (changed > 0) careful('forecast.feedback.past-changed', { count: changed });
  return findings;
}

/** `too-few`; `retrain` where errors are clearly larger than promised; `widen` where only the fans are too narrow; `keep`. */
function adviceOf(
  { realised, promised }: ForecastFeedback['overall'],
  { inside, points }: ScoreTally,
  high: number,
): Message {
  if (points < ENOUGH_VALUES) return { code: 'forecast.feedback.too-few', params: { points, needed: ENOUGH_VALUES } };
  const params = { inside, of: points, promised: PROMISED, realised: realised.mase, expected: promised.mase };
  if (realised.mase > WORSE * promised.mase) return { code: 'forecast.feedback.retrain', params };
  if (high < PROMISED) return { code: 'forecast.feedback.widen', params };
  return { code: 'forecast.feedback.keep', params };
}
