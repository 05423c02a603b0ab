import { useMemo } from 'react';
import type { Estimate, MetricName } from '../../../core/metrics/types.ts';
import { estimateParts, type EstimateParts, type EstimateUnit } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { useLocale } from '../../i18n/use-words.ts';
import { METRIC_UNIT } from '../view/metric.ts';

export interface MetricFormat {
  /** A figure without its interval: `84%`, `47,100`, `0.42`. */
  value(metric: MetricName, value: number | undefined): string;
  /** The same for a sentence, without decimals that tell nothing: `50%`. */
  readonly short: (metric: MetricName, value: number | undefined) => string;
  /** "about 84%, between 82 and 86". */
  estimate(metric: MetricName, estimate: Estimate): string;
  parts(metric: MetricName, estimate: Estimate): EstimateParts;
}

const unitOf = (metric: MetricName): EstimateUnit => (METRIC_UNIT[metric] === 'share' ? 'percent' : 'number');

/** Figures written as their metric asks: shares as percentages, errors in the target's unit. */
export function useMetricFormat(): MetricFormat {
  const format = useFormat();
  const locale = useLocale();
  return useMemo(
    () => ({
      value: (metric: MetricName, value: number | undefined) =>
        METRIC_UNIT[metric] === 'share'
          ? percentOneDecimal(locale, value, format.percent(value))
          : format.number(value),
      short: (metric: MetricName, value: number | undefined) =>
        METRIC_UNIT[metric] === 'share' ? format.percent(value) : format.number(value),
      estimate: (metric: MetricName, estimate: Estimate) => format.estimate(estimate, unitOf(metric)),
      parts: (metric: MetricName, estimate: Estimate) => estimateParts(locale, estimate, unitOf(metric)),
    }),
    [format, locale],
  );
}

/** Scores that compete are told apart by a decimal. */
function percentOneDecimal(locale: string, value: number | undefined, missing: string): string {
  if (value === undefined || !Number.isFinite(value)) return missing;
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(value);
}
