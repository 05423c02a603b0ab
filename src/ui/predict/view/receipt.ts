import type { PredictReport } from '../../../lenses/predict/report.ts';

/**
 * The receipt as a file. A threshold that was set by hand after training stands in it as such, beside the `advised` one
 * that was settled on validation rows and that the figures on test rows hold for.
 */
export function receiptJson(report: PredictReport, threshold: number | undefined): string {
  const settled =
    threshold === undefined || !report.threshold
      ? report
      : { ...report, threshold: { value: threshold, rule: 'by-hand', advised: report.threshold.value } };
  return `${JSON.stringify(settled, plain, 2)}\n`;
}

/** Typed arrays as lists; numbers that JSON has no word for as null, which it does by itself. */
function plain(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as unknown as ArrayLike<number>)
    : value;
}
