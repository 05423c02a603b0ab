import type { ForecastReport } from '../../../lenses/forecast/types.ts';

/** The receipt as a file: typed arrays as plain lists, what is no number as null. */
export const forecastJson = (report: ForecastReport): string =>
  JSON.stringify(
    report,
    (_, value: unknown) => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value),
    2,
  );
