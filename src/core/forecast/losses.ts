import { lossOf, type Candidate, type SeriesEvidence } from './evidence.ts';

/**
 * Errors of the methods relative to what is usual for the series, so that easy and difficult series can be put together:
 * `of[series][method][fold]`, 1 being the middle of the methods; NaN where a method was not judged.
 */
export interface Losses {
  readonly methods: readonly Candidate[];
  readonly of: readonly (readonly (readonly number[])[])[];
  /** MASE that 1 stands for, by series. */
  readonly usual: readonly number[];
}

const median = (values: readonly number[]): number => {
  const sorted = values.filter((value) => Number.isFinite(value)).toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
};

/** Mean of the finite ones; NaN where there is none. */
export function meanOf(values: Iterable<number>): number {
  let [sum, count] = [0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return count > 0 ? sum / count : NaN;
}

/** A series counts a method's errors up to so many times the usual one: one wild forecast is not to decide for all. */
const MOST = 10;

export function lossesOf(evidence: readonly SeriesEvidence[], methods: readonly Candidate[]): Losses {
  const usual: number[] = [];
  const of = evidence.map(({ folds }) => {
    const raw = methods.map(({ method }) =>
      folds.map(({ item, forecasts }) => {
        const forecast = forecasts.get(method);
        return forecast ? lossOf(item, forecast.mean) : NaN;
      }),
    );
    const whole = raw.filter((own) => own.every((loss) => Number.isFinite(loss)));
    const middle = median((whole.length > 0 ? whole : raw).map(meanOf));
    const unit = middle > 0 ? middle : 1;
    usual.push(unit);
    return raw.map((own) => own.map((loss) => Math.min(MOST, loss / unit)));
  });
  return { methods, of, usual };
}
