import type { ThresholdPoint } from '../../../core/metrics/types.ts';

/** The point of the curve that lies closest to a threshold; undefined for an empty curve. */
export function pointAt(points: readonly ThresholdPoint[], threshold: number): ThresholdPoint | undefined {
  let nearest: ThresholdPoint | undefined;
  for (const point of points) {
    if (!nearest || Math.abs(point.threshold - threshold) < Math.abs(nearest.threshold - threshold)) nearest = point;
  }
  return nearest;
}

function rowsOf(point: ThresholdPoint): number {
  return point.truePositives + point.falsePositives + point.falseNegatives + point.trueNegatives;
}

/** Rates at one threshold; a rate whose denominator is zero is undefined rather than 0 or NaN. */
export interface Rates {
  readonly rows: number;
  readonly positives: number;
  readonly flagged: number;
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly falseAlarmRate: number | undefined;
  readonly accuracy: number | undefined;
}

const ratio = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

export function ratesAt(point: ThresholdPoint): Rates {
  const rows = rowsOf(point);
  const positives = point.truePositives + point.falseNegatives;
  const flagged = point.truePositives + point.falsePositives;
  return {
    rows,
    positives,
    flagged,
    precision: ratio(point.truePositives, flagged),
    recall: ratio(point.truePositives, positives),
    falseAlarmRate: ratio(point.falsePositives, rows - positives),
    accuracy: ratio(point.truePositives + point.trueNegatives, rows),
  };
}

/** Shades of a decision, in the order of `IconArray`: found, missed, false alarms, left in peace. */
export const decisionCounts = (point: ThresholdPoint): readonly [number, number, number, number] => [
  point.truePositives,
  point.falseNegatives,
  point.falsePositives,
  point.trueNegatives,
];
