import { MIN_GROUP } from '../../../core/disclose/min-group.ts';
import { decimals, roundForAxis, significant } from '../../../core/disclose/round.ts';
import type { Dependence, DependencePoint } from '../../../core/explain/types.ts';
import type { PredictReport } from '../report.ts';
import type { Dominance } from './dominance.ts';
import { roundEstimate } from './figures.ts';
import type { HeldList } from './held.ts';
import { cut, MOST_DEPENDENCES, MOST_DRIVERS, MOST_POINTS } from './limits.ts';
import type { Names } from './names.ts';
import type { SharedPredict } from './types.ts';

type Importances = NonNullable<SharedPredict['importances']>;
type Dependences = NonNullable<SharedPredict['dependence']>;

/** Loss by shuffling each column, the strongest first. */
export function safeImportances(
  { importances, counts }: PredictReport,
  names: Names,
  dominance: Dominance,
  held: HeldList,
): Importances | undefined {
  const isOnFew = (column: string): boolean => counts?.onFewRows?.includes(column) === true;
  if (dominance.validation) {
    held.add('dominated-drivers');
    return undefined;
  }
  const named = importances.filter(({ column }) => names.column(column) && !isOnFew(column));
  if (named.length > MOST_DRIVERS) held.add('weak-drivers', { count: named.length - MOST_DRIVERS });
  return named.slice(0, MOST_DRIVERS).flatMap(({ column, metric, ...estimate }) => {
    const rounded = roundEstimate(estimate);
    return rounded ? [{ column: cut(column), metric, ...rounded }] : [];
  });
}

/**
 * Dependence curves whose every point stands for at least 11 rows. Points at the ends are drawn in to where at least 11
 * rows lie at them or beyond. Shares are of the rows that the points told of stand for, so that neither the missing rows
 * nor those of rare levels are what is left to 100 %.
 * @param className what a class is called in the shared report; undefined where it may not be named
 */
export function safeDependence(
  report: PredictReport,
  names: Names,
  className: (name: string) => string | undefined,
  held: HeldList,
): Dependences {
  const rows = report.split.validation;
  const trimmed: string[] = [];
  const told = report.dependence
    .filter(({ column }) => names.column(column) && !report.counts?.onFewRows?.includes(column))
    .slice(0, MOST_DEPENDENCES)
    .flatMap((one) => {
      const ofClass = one.ofClass === undefined ? undefined : className(one.ofClass);
      const points = isOrdered(one) ? stretches(one.points, rows) : levels(one, rows, names);
      if (points.length < 2 || (one.ofClass !== undefined && ofClass === undefined)) {
        held.add('dependence', { column: one.column });
        return [];
      }
      if (points.length < one.points.length) trimmed.push(one.column);
      return [
        {
          column: cut(one.column),
          kind: one.kind,
          ...(ofClass === undefined ? {} : { ofClass }),
          rowCount: one.rowCount,
          points: roundPoints(points, isOrdered(one), report.task === 'regression'),
        },
      ];
    });
  if (trimmed.length > 0) held.add('dependence-points', { columns: trimmed });
  return told;
}

const isOrdered = ({ kind }: Dependence): boolean => kind === 'number' || kind === 'date';

function roundPoints(points: readonly DependencePoint[], ordered: boolean, isNumber: boolean): DependencePoint[] {
  const all = points.reduce((sum, { density }) => sum + density, 0);
  const xs = ordered ? roundForAxis(points.map(({ x }) => x)) : [...points.keys()];
  const ys = points.map(({ y }) => y);
  const rounded = isNumber ? roundForAxis(ys) : ys.map((y) => decimals(y, 3));
  return points.map(({ level, density }, i) => ({
    x: xs[i] as number,
    ...(level === undefined ? {} : { level: cut(level) }),
    y: rounded[i] as number,
    density: significant(density / all, 2),
  }));
}

function levels({ column, points }: Dependence, rows: number, names: Names): readonly DependencePoint[] {
  return points
    .filter(({ density }) => Math.round(density * rows) >= MIN_GROUP)
    .filter(({ level }) => level !== undefined && names.column(column))
    .slice(0, MOST_POINTS);
}

/**
 * Stretches of an axis with at least 11 rows each, each drawn at one of its points. The receipt says how many rows lie
 * nearest to each point, and that points are either all values there are or the middles of equal shares of the rows: in
 * the second case at least (m + ½) / (m + 3/2) of the rows nearest to the first m + 1 points lie at or before the last of
 * these.
 */
function stretches(points: readonly DependencePoint[], rows: number): DependencePoint[] {
  const counts = points.map(({ density }) => Math.round(density * rows));
  const first = endOf(counts);
  const last = points.length - 1 - endOf(counts.toReversed());
  if (first >= last) return [];
  const joined: DependencePoint[] = [];
  let waiting = counts.slice(0, first).reduce((a, b) => a + b, 0);
  for (let i = first; i <= last; i++) {
    waiting += counts[i] as number;
    if (i === last) waiting += counts.slice(last + 1).reduce((a, b) => a + b, 0);
    if (waiting < MIN_GROUP && i < last) continue;
    const { x, y } = points[i] as DependencePoint;
    joined.push({ x, y, density: waiting / rows });
    waiting = 0;
  }
  return thinned(joined);
}

/** Place of the first point with surely 11 rows at it or beyond. */
function endOf(counts: readonly number[]): number {
  let sum = 0;
  const place = counts.findIndex((count, m) => {
    sum += count;
    return (sum * (m + 0.5)) / (m + 1.5) >= MIN_GROUP;
  });
  return place < 0 ? counts.length : place;
}

/** Two neighbours drawn as one until there are few enough. */
function thinned(points: readonly DependencePoint[]): DependencePoint[] {
  if (points.length <= MOST_POINTS) return [...points];
  const halved = points.flatMap((point, i) => {
    if (i % 2 === 1) return [];
    return [{ ...point, density: point.density + (points[i + 1]?.density ?? 0) }];
  });
  return thinned(halved);
}
