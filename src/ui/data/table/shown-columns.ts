import type { PixelLayout } from '../../../core/images/pixel-layout.ts';
import type { ColumnKind } from '../../../core/table/column.ts';
import type { AnyQuestion } from '../../../lenses/any.ts';
import type { TableSummary } from '../../../workers/data-contract.ts';

/** A column of the grid: one of the table, or the picture that its pixel columns make. */
export type ShownColumn =
  | { readonly kind: 'pixels'; readonly name: ''; readonly layout: PixelLayout }
  | { readonly kind: ColumnKind; readonly name: string };

export interface ShownColumns {
  readonly columns: readonly ShownColumn[];
  /** Whether any of them are pictures, which need taller rows. */
  readonly withPictures: boolean;
  /** What a window of rows is asked for. */
  readonly asked: { readonly columns?: readonly string[]; readonly pixels?: PixelLayout };
}

/** @param withPixels whether pixel columns are shown one by one beside the picture that they make */
export function shownColumns(
  { columns }: TableSummary,
  layout: PixelLayout | undefined,
  withPixels: boolean,
): ShownColumns {
  if (!layout) {
    return { columns, withPictures: columns.some(({ kind }) => kind === 'image'), asked: {} };
  }
  const pixels = new Set(layout.columns);
  const kept = withPixels ? columns : columns.filter(({ name }) => !pixels.has(name));
  return {
    columns: [{ kind: 'pixels', name: '', layout }, ...kept],
    withPictures: true,
    asked: { columns: kept.map(({ name }) => name), pixels: layout },
  };
}

/** The column that says what pictures show: the target, or one of that name. */
export function labelColumn({ columns }: TableSummary, question: AnyQuestion | undefined): string | undefined {
  const names = columns.filter(({ kind }) => kind !== 'image').map(({ name }) => name);
  if (question && names.includes(question.target)) return question.target;
  return names.find((name) => /^(label|class|target|digit|y)$/i.test(name));
}
