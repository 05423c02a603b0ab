import type { LossPoint, RaceRow, TrainingState } from '../../../app/state.ts';
import type { Candidate } from '../../../lenses/predict/events.ts';

/** A lane of the race: all tries of one kind of model. */
export interface Lane {
  readonly estimator: string;
  readonly family: Candidate['family'];
  /** The try that runs, else the best one, else the newest. */
  readonly shown: RaceRow;
  readonly tries: number;
  readonly failed: number;
  readonly status: RaceRow['status'];
  /** Best validation score so far. */
  readonly score: number | undefined;
  /** 0: as good as the baseline, 1: perfect; negative: worse than the baseline. */
  readonly skill: number | undefined;
  readonly leads: boolean;
}

/**
 * How far from the baseline to perfection a score has come. For scores where more is better perfection is 1, where less
 * is better it is 0.
 */
export function skill(score: number, baseline: number, higherIsBetter: boolean): number {
  const way = higherIsBetter ? 1 - baseline : baseline;
  if (!(way > 0)) return 0;
  return (higherIsBetter ? score - baseline : baseline - score) / way;
}

function bestOf(rows: readonly RaceRow[], higherIsBetter: boolean): RaceRow | undefined {
  let best: RaceRow | undefined;
  for (const row of rows) {
    if (row.score === undefined || row.status === 'failed') continue;
    const better = higherIsBetter ? row.score > (best?.score ?? -Infinity) : row.score < (best?.score ?? Infinity);
    if (better) best = row;
  }
  return best;
}

function makeLane(rows: readonly RaceRow[], baseline: number | undefined, higherIsBetter: boolean): Lane | undefined {
  const newest = rows.at(-1);
  if (!newest) return undefined;
  const running = rows.findLast((row) => row.status === 'running');
  const best = bestOf(rows, higherIsBetter);
  const shown = running ?? best ?? newest;
  const score = best?.score;
  return {
    estimator: newest.candidate.estimator,
    family: newest.candidate.family,
    shown,
    tries: rows.length,
    failed: rows.filter((row) => row.status === 'failed').length,
    status: running ? 'running' : best ? 'done' : newest.status,
    score,
    skill: score === undefined || baseline === undefined ? undefined : skill(score, baseline, higherIsBetter),
    leads: rows.some((row) => row.best),
  };
}

/** Lanes in the order in which their first try began. */
export function lanes(training: TrainingState, higherIsBetter: boolean): readonly Lane[] {
  const byEstimator = new Map<string, RaceRow[]>();
  for (const row of training.race) {
    const rows = byEstimator.get(row.candidate.estimator);
    if (rows) rows.push(row);
    else byEstimator.set(row.candidate.estimator, [row]);
  }
  const made: Lane[] = [];
  for (const rows of byEstimator.values()) {
    const lane = makeLane(rows, training.baselineScore, higherIsBetter);
    if (lane) made.push(lane);
  }
  return made;
}

/** Beyond this a loss has diverged and would only push the rest of the line flat (and overflow when scaled). */
const DIVERGED = 1e100;
const drawable = (value: number | undefined): value is number => value !== undefined && Math.abs(value) < DIVERGED;

/** Points of a small line drawing, x and y in 0 … 1, y downwards; empty when fewer than two values are known. */
export interface SparkLines {
  readonly train: readonly { readonly x: number; readonly y: number }[];
  readonly validation: readonly { readonly x: number; readonly y: number }[];
}

export function sparkLines(curve: readonly LossPoint[]): SparkLines {
  const values = curve.flatMap((point) => [point.loss, point.validationLoss]).filter(drawable);
  const first = curve[0]?.done ?? 0;
  const last = curve.at(-1)?.done ?? 0;
  if (values.length < 2 || last <= first) return { train: [], validation: [] };
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  const trace = (read: (point: LossPoint) => number | undefined) =>
    curve.flatMap((point) => {
      const value = read(point);
      if (!drawable(value)) return [];
      return [{ x: (point.done - first) / (last - first), y: 1 - (value - low) / range }];
    });
  return { train: trace((point) => point.loss), validation: trace((point) => point.validationLoss) };
}

/** Settings of a try as short "name value" pairs, nested ones joined by dots; nothing for anything but an object. */
export function paramPairs(params: unknown, prefix = ''): readonly (readonly [string, string])[] {
  if (typeof params !== 'object' || params === null) return [];
  return Object.entries(params).flatMap(([name, value]): readonly (readonly [string, string])[] => {
    const label = prefix === '' ? name : `${prefix}.${name}`;
    if (typeof value === 'number')
      return [[label, Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)))]];
    if (typeof value === 'string' || typeof value === 'boolean') return [[label, String(value)]];
    if (Array.isArray(value)) return [[label, value.map(String).join(', ')]];
    return paramPairs(value, label);
  });
}
