import type { Estimate } from '../../core/metrics/types.ts';

/** Formatters of one locale. Missing numbers (NaN, ±∞, undefined) are a dash. */
export interface NumberFormat {
  /** Whole things counted: `7,043`. */
  readonly count: (value: number) => string;
  /** Three significant digits; from 1,000 on whole, from ten million on short (`12.3M`). */
  readonly number: (value: number | undefined) => string;
  /** A share 0 … 1: `84%`, `8.4%`, `0.84%`, `99.6%`. */
  readonly percent: (share: number | undefined) => string;
  /** `€1,234`, two decimals under 100 where there are any. `currency` is an ISO 4217 code; an unknown one is written in front. */
  readonly money: (value: number | undefined, currency: string) => string;
}

export const MISSING = '–';

/** Builds the formatters of a locale once; Intl objects are dear to make. */
export function makeNumberFormat(locale: string): NumberFormat {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const three = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
  const tiny = new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: 2 });
  const percents = [0, 1, 2, 3].map(
    (digits) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }),
  );

  const number = (value: number | undefined) => {
    if (value === undefined || !Number.isFinite(value)) return MISSING;
    const size = Math.abs(value);
    if (size >= 1e7) return short.format(value);
    if (size >= 1000) return whole.format(value);
    if (size !== 0 && size < 1e-4) return tiny.format(value);
    return three.format(value);
  };
  const percent = (share: number | undefined) => {
    if (share === undefined || !Number.isFinite(share)) return MISSING;
    return (percents[percentDigits(share)] ?? (percents[0] as Intl.NumberFormat)).format(share);
  };
  return {
    count: (value) => (Number.isFinite(value) ? whole.format(value) : MISSING),
    number,
    percent,
    money: (value, currency) => {
      if (value === undefined || !Number.isFinite(value)) return MISSING;
      const cents = Math.abs(value) < 100 && !Number.isInteger(value);
      try {
        return new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          minimumFractionDigits: cents ? 2 : 0,
          maximumFractionDigits: cents ? 2 : 0,
        }).format(value);
      } catch {
        return `${currency} ${number(value)}`;
      }
    },
  };
}

/** Decimals of a percentage, so that two digits tell: fewer far from 0 and 100 %, more close to them. */
function percentDigits(share: number): 0 | 1 | 2 | 3 {
  const distance = Math.min(Math.abs(share), share > 0.5 ? Math.abs(1 - share) : Infinity) * 100;
  if (distance === 0 || distance >= 10) return 0;
  if (distance >= 1) return share > 0.5 ? 0 : 1;
  if (distance >= 0.1) return share > 0.5 ? 1 : 2;
  return share > 0.5 ? 2 : 3;
}

export interface EstimateParts {
  readonly value: string;
  readonly low: string;
  readonly high: string;
}

export type EstimateUnit = 'number' | 'percent' | { readonly currency: string };

/**
 * The three figures of an estimate to the precision that its interval bears: the last digit shown is about a quarter
 * of the interval's width. Percentages carry their sign on the value alone ("about 84%, between 82 and 86").
 */
export function estimateParts(locale: string, estimate: Estimate, unit: EstimateUnit): EstimateParts {
  const factor = unit === 'percent' ? 100 : 1;
  const width = Math.abs(estimate.high - estimate.low) * factor;
  const decimals = estimateDecimals(width, Math.abs(estimate.value) * factor);
  const digits = Math.max(0, decimals);
  const round = (value: number) => {
    const unitSize = 10 ** -decimals;
    const scaled = decimals < 0 ? Math.round((value * factor) / unitSize) * unitSize : value * factor;
    return Object.is(scaled, -0) ? 0 : scaled;
  };
  const options: Intl.NumberFormatOptions = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const plain = new Intl.NumberFormat(locale, options);
  const sign = new Intl.NumberFormat(locale, { ...options, ...styleOf(unit) });
  const write = (format: Intl.NumberFormat, value: number) =>
    Number.isFinite(value)
      ? format.format(unit === 'percent' && format === sign ? round(value) / 100 : round(value))
      : MISSING;
  const bounds = typeof unit === 'object' ? sign : plain;
  return { value: write(sign, estimate.value), low: write(bounds, estimate.low), high: write(bounds, estimate.high) };
}

function styleOf(unit: EstimateUnit): Intl.NumberFormatOptions {
  if (unit === 'number') return {};
  return unit === 'percent' ? { style: 'percent' } : { style: 'currency', currency: unit.currency };
}

function estimateDecimals(width: number, size: number): number {
  const scale = Number.isFinite(width) && width > 0 ? width / 4 : size / 1000;
  if (!(scale > 0)) return 0;
  return Math.min(8, Math.ceil(-Math.log10(scale) - 1e-9)) || 0;
}
