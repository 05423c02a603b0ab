/**
 * The power of two next below the largest size, 1 for zeros: values over it can be squared and summed however large or
 * small they are, and dividing by it rounds nothing.
 */
export function binaryUnit(values: Float64Array): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest > 0 && largest < Infinity ? 2 ** Math.max(-1000, Math.floor(Math.log2(largest))) : 1;
}
