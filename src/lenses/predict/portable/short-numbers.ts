/** Digits that keep a coefficient exact for every purpose: an error of 5e-13 of its size. */
const COEFFICIENT_DIGITS = 12;
/** A threshold written with so few digits is kept as it is: between values of few decimals it then stays exact. */
const EXACT_DIGITS = 10;
const FEWEST_DIGITS = 7;
/** Part of the way to its neighbour that rounding may move a threshold. */
const MOST_MOVED = 1e-5;

export const toDigits = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** A coefficient as it travels. */
export const coefficient = (value: number): number => toDigits(value, COEFFICIENT_DIGITS);

/** `value` to the decimal place that holds the first digit of `spread`: short, and near enough to centre on. */
export function roundTo(value: number, spread: number): number {
  if (!(spread > 0 && Number.isFinite(spread))) return toDigits(value, FEWEST_DIGITS);
  const place = Math.floor(Math.log10(spread));
  const rounded =
    place < 0 ? Number(value.toFixed(Math.min(100, -place))) : Math.round(value / 10 ** place) * 10 ** place;
  return Number.isFinite(rounded) ? rounded + 0 : value;
}

/** Rising thresholds, each with as few digits as leave it exact or far nearer to itself than to its neighbours. */
export function shortThresholds(rising: readonly number[]): number[] {
  return rising.map((value, i) => {
    if (toDigits(value, EXACT_DIGITS) === value) return value;
    const gap = Math.min(value - (rising[i - 1] ?? -Infinity), (rising[i + 1] ?? Infinity) - value);
    for (let digits = FEWEST_DIGITS; digits < 17; digits++) {
      const short = toDigits(value, digits);
      if (Math.abs(short - value) <= MOST_MOVED * gap) return short;
    }
    return value;
  });
}
