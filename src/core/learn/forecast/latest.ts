import { timeOf } from '../../series/calendar.ts';
import type { View } from './forecaster.ts';

/** A view without its first `from` points: what stands in it at places counts from the new start. */
export function viewFrom(view: View, from: number): View {
  if (from <= 0) return view;
  const { nature, axis } = view;
  const moved = <Placed extends { readonly at: number }>(placed: readonly Placed[]): Placed[] =>
    placed.filter(({ at }) => at > from).map((one) => ({ ...one, at: one.at - from }));
  return {
    ...view,
    values: view.values.subarray(from),
    known: view.known.map((column) => column.subarray(from)),
    axis: { ...axis, start: timeOf(axis, from), length: Math.max(0, axis.length - from) },
    nature: { ...nature, shifts: moved(nature.shifts), outliers: moved(nature.outliers) },
  };
}
