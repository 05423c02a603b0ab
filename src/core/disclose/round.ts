/** A number to so many significant digits; −0 becomes 0. What is not finite stays as it is. */
export function significant(value: number, digits = 3): number {
  if (!Number.isFinite(value) || value === 0) return value + 0;
  return Number(value.toPrecision(digits)) + 0;
}

/** To so many places behind the point. */
export const decimals = (value: number, places: number): number => Number(value.toFixed(places)) + 0;

/**
 * Rounds values that are to be read on one axis: to a power of ten at most a two-hundredth of the stretch between the
 * outermost of them, which years and amounts both survive.
 */
export function roundForAxis(values: readonly number[]): number[] {
  const span = Math.max(...values) - Math.min(...values);
  if (!(span > 0) || !Number.isFinite(span)) return values.map((value) => significant(value));
  const power = Math.floor(Math.log10(span / 200));
  const size = 10 ** Math.abs(power);
  // Negative powers divide: 3 / 10 is 0.3, 3 × 0.1 is not.
  return values.map((value) => (power < 0 ? Math.round(value * size) / size : Math.round(value / size) * size) + 0);
}
