import type { View } from '../forecaster.ts';
import { usablePeriods } from '../seasons.ts';
import { isYearly, mayShowYear, pointsPerYear, yearPhases } from '../year.ts';

/** What a term is for: its penalty is learned together with those of its kind. */
type TermKind = 'level' | 'slope' | 'bend' | 'season' | 'known';

/** A column of the regression over the values and the horizon behind them. */
export interface Term {
  readonly kind: TermKind;
  readonly values: Float64Array;
  /** Factor on the penalty of its kind. */
  readonly weight: number;
}

/** Waves a season; more where it is a long one with others inside it, as the week of hours, whose days differ. */
const MOST_HARMONICS = 10;
const MOST_OF_LONG = 28;
const LONG = 60;
const MOST_BENDS = 10;
/** Points between two bends, at least. */
const BEND_EVERY = 10;
/** Share of the values after which the line does not bend any more. */
const LAST_BEND = 0.9;

/** How far the line goes on: each step ahead counts `damping` times the one before. */
function trendTime(points: number, horizon: number, damping: number): Float64Array {
  const time = new Float64Array(points + horizon);
  let step = 1;
  for (let t = 1; t < time.length; t++) {
    if (t >= points) step *= damping;
    time[t] = (time[t - 1] as number) + step;
  }
  return time;
}

/** Points between the bends of the line over so many values; 0 where it has none. */
export function bendSpacing(points: number): number {
  const bends = Math.min(MOST_BENDS, Math.floor((LAST_BEND * points) / BEND_EVERY) - 1);
  return bends > 0 ? (LAST_BEND * points) / (bends + 1) : 0;
}

function trendTerms({ values, nature }: View, horizon: number, damping: number): Term[] {
  const n = values.length;
  const time = trendTime(n, horizon, damping);
  const spacing = bendSpacing(n);
  const terms: Term[] = [{ kind: 'slope', values: time.map((t) => t / n - 0.5), weight: 1 }];
  for (let at = spacing; spacing > 0 && at < LAST_BEND * n - 1; at += spacing) {
    terms.push({ kind: 'bend', values: time.map((t) => Math.max(0, t - at) / n), weight: 1 });
  }
  for (const { at } of nature.shifts) {
    if (at > 0 && at < n) terms.push({ kind: 'known', values: time.map((_, t) => (t < at ? 0 : 1)), weight: 1 });
  }
  return terms;
}

/** Sine and cosine of `harmonics` rounds a season; the penalty grows with the frequency. */
function waves(phase: (t: number) => number, length: number, harmonics: readonly number[]): Term[] {
  return harmonics.flatMap((k) =>
    [Math.sin, Math.cos].map((wave): Term => ({
      kind: 'season',
      values: Float64Array.from({ length }, (_, t) => wave(2 * Math.PI * k * phase(t))),
      weight: 1 + (k * k) / 8,
    })),
  );
}

const upTo = (count: number): number[] => Array.from({ length: Math.max(0, count) }, (_, i) => i + 1);

function seasonTerms(view: View, horizon: number): Term[] {
  const { values, axis } = view;
  const length = values.length + horizon;
  const periods = usablePeriods(view);
  const terms: Term[] = [];
  const isYear = (period: number): boolean => isYearly(period, axis);
  for (const period of periods.filter((p) => !isYear(p))) {
    const most = Math.min(Math.floor(period / 2), period > LONG ? MOST_OF_LONG : MOST_HARMONICS);
    // A week of hours repeats what the day of hours says: those waves are there.
    const fresh = upTo(most).filter((k) => !periods.some((other) => other < period && (k * other) % period === 0));
    const own = waves((t) => t / period, length, fresh);
    // The sine of half a round is 0 at every point.
    terms.push(...own.filter(({ values: wave }) => wave.some((v) => Math.abs(v) > 1e-9)));
  }
  if (periods.some(isYear) || mayShowYear(axis, values.length)) {
    const phases = yearPhases(axis, length);
    const years = values.length / pointsPerYear(axis);
    const harmonics = upTo(Math.min(6, Math.floor(2 * years - 1)));
    terms.push(...waves((t) => phases[t] as number, length, harmonics));
  }
  return terms;
}

/** Known columns in units of their standard deviation over the values; those that do not vary say nothing. */
function knownTerms({ values, known }: View): Term[] {
  const n = values.length;
  return known.flatMap((column): Term[] => {
    let mean = 0;
    let squares = 0;
    for (let t = 0; t < n; t++) mean += (column[t] as number) / n;
    for (let t = 0; t < n; t++) squares += ((column[t] as number) - mean) ** 2;
    const deviation = Math.sqrt(squares / n);
    if (!(deviation > 1e-12 * Math.max(1, Math.abs(mean)))) return [];
    return [{ kind: 'known', values: column.map((v) => (v - mean) / deviation), weight: 1 }];
  });
}

/** All columns, the level first. @param damping of the slope behind the last value, a step; 1 for none */
export function makeTerms(view: View, horizon: number, damping: number): Term[] {
  const level = new Float64Array(view.values.length + horizon).fill(1);
  return [
    { kind: 'level', values: level, weight: 0 },
    ...trendTerms(view, horizon, damping),
    ...seasonTerms(view, horizon),
    ...knownTerms(view),
  ];
}
