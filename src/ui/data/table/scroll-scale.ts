/** Chromium clamps an element at 33.5 million px; rows beyond this share the range. */
const MAX_SCROLL_HEIGHT = 30_000_000;

export interface ScrollScale {
  /** Height of the scrolled content in px. */
  readonly contentHeight: number;
  /** Row at the top of the view, with its fraction. */
  readonly firstRow: (scrollTop: number) => number;
  /** Where to scroll so that a row is at the top of the view. */
  readonly scrollTopOf: (row: number) => number;
}

/** Maps scroll positions to rows: one to one while it fits, stretched over the range beyond. */
export function scrollScale(
  rowCount: number,
  rowHeight: number,
  viewHeight: number,
  maxHeight = MAX_SCROLL_HEIGHT,
): ScrollScale {
  const full = rowCount * rowHeight;
  const contentHeight = Math.min(full, maxHeight);
  const lastFirst = Math.max(0, rowCount - viewHeight / rowHeight);
  const range = Math.max(0, contentHeight - viewHeight);
  const clampRow = (row: number) => Math.min(lastFirst, Math.max(0, row));
  if (range === 0) return { contentHeight, firstRow: () => 0, scrollTopOf: () => 0 };
  return {
    contentHeight,
    firstRow: (scrollTop) => clampRow((scrollTop / range) * lastFirst),
    scrollTopOf: (row) => (clampRow(row) / lastFirst) * range,
  };
}
