import type { View } from './forecaster.ts';

/**
 * The values with lone outliers replaced by what was expected there: one mistyped number must not bend a trend. Demand
 * that comes in lumps is left alone, as is a series with known columns, which may explain what sticks out.
 */
export function cleaned({ values, nature, known }: View): Float64Array {
  const lumpy = nature.kind === 'intermittent' || nature.kind === 'lumpy';
  if (nature.outliers.length === 0 || lumpy || known.length > 0) return values;
  const result = values.slice();
  for (const { at, expected } of nature.outliers) {
    if (at >= 0 && at < result.length && Number.isFinite(expected)) result[at] = expected;
  }
  return result;
}
