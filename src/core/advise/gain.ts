import type { Estimate } from '../metrics/types.ts';

/** What a person types; without value and effect there is no money. */
export interface MoneyAssumptions {
  /** Worth of one row whose outcome is turned (or of one unit of a number). */
  readonly valuePerRow?: number;
  /** Of acting on one row; 0 where nothing was typed. */
  readonly costPerRow?: number;
  /** Share of the risk that acting removes, 0 … 1. */
  readonly effect?: number;
}

export interface ExpectedGain {
  readonly gain: number;
  readonly low: number;
  readonly high: number;
}

/**
 * rows × risk × value × effect − rows × cost. The interval is that of the risk alone (95 %): value, cost and effect are
 * taken as typed. Undefined until value and effect are given: money is never made out of anything else.
 * @param of a card, or rows and their rate
 */
export function expectedGain(
  of: { readonly allRows: number; readonly rate: Estimate } | { readonly rows: number; readonly rate: Estimate },
  { valuePerRow, costPerRow = 0, effect }: MoneyAssumptions,
): ExpectedGain | undefined {
  if (valuePerRow === undefined || effect === undefined) return undefined;
  const rows = 'rows' in of ? of.rows : of.allRows;
  const at = (rate: number): number => rows * (rate * valuePerRow * effect - costPerRow);
  const [a, b] = [at(of.rate.low), at(of.rate.high)];
  return { gain: at(of.rate.value), low: Math.min(a, b), high: Math.max(a, b) };
}
