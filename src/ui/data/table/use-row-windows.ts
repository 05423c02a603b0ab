import { useCallback, useEffect, useRef, useState } from 'react';
import type { PictureCells } from '../../../core/images/picture-cells.ts';
import type { RowWindow } from '../../../workers/data-contract.ts';
import { useCommands } from '../../app-context.tsx';
import type { ShownColumns } from './shown-columns.ts';

const PAGE = 100;
const KEPT_PAGES = 60;

/** A row of the table as far as it is shown. */
export interface ShownRow {
  /** As written; null is missing. */
  readonly cell: (column: string) => string | null;
  /** Pictures among which the row's own is at `index`; of the pixel columns where no column is named. */
  readonly pictures: (column?: string) => { readonly cells: PictureCells; readonly index: number } | undefined;
}

export interface RowWindows {
  /** Undefined while on its way. */
  readonly row: (index: number) => ShownRow | undefined;
  /** A window could not be had. */
  readonly failed: boolean;
}

interface Page extends RowWindow {
  readonly places: ReadonlyMap<string, number>;
}

/** Pages of one choice of columns: another choice begins anew, and what is on its way for this one goes nowhere. */
interface Book {
  readonly shown: ShownColumns;
  readonly pages: Map<number, Page | 'asked'>;
}

/** Rows first … last of the table, fetched a page at a time and kept while near. Mount anew for another table. */
export function useRowWindows(rowCount: number, first: number, last: number, shown: ShownColumns): RowWindows {
  const commands = useCommands();
  const book = useRef<Book>({ shown, pages: new Map() });
  const [, setArrivals] = useState(0);
  const [failed, setFailed] = useState(false);
  const fromPage = Math.floor(first / PAGE);
  const toPage = Math.floor(Math.max(first, Math.min(last, rowCount - 1)) / PAGE);

  useEffect(() => {
    if (book.current.shown !== shown) book.current = { shown, pages: new Map() };
    const { pages } = book.current;
    let mounted = true;
    const fetchPage = async (page: number) => {
      pages.set(page, 'asked');
      try {
        const window = await commands.rows(page * PAGE, Math.min(PAGE, rowCount - page * PAGE), shown.asked);
        pages.set(page, { ...window, places: new Map(window.columns.map((name, at) => [name, at])) });
        forgetFar(pages, page);
        if (mounted) setFailed(false);
      } catch {
        pages.delete(page);
        if (mounted) setFailed(true);
      }
      if (mounted) setArrivals((count) => count + 1);
    };
    for (let page = fromPage; page <= toPage; page++) {
      if (page * PAGE < rowCount && !pages.has(page)) void fetchPage(page);
    }
    return () => {
      mounted = false;
    };
  }, [commands, rowCount, fromPage, toPage, shown]);

  const row = useCallback(
    (index: number) => {
      if (book.current.shown !== shown) return undefined;
      const page = book.current.pages.get(Math.floor(index / PAGE));
      return page === undefined || page === 'asked' ? undefined : rowOf(page, index % PAGE);
    },
    [shown],
  );
  return { row, failed };
}

/** Undefined where the window ended before. */
function rowOf({ rows, pictures, places }: Page, index: number): ShownRow | undefined {
  const cells = rows[index];
  if (!cells) return undefined;
  return {
    cell: (column) => cells[places.get(column) ?? -1] ?? null,
    pictures: (column) => {
      const found = pictures?.find((one) => one.column === column);
      return found?.missing[index] === 0 ? { cells: found, index } : undefined;
    },
  };
}

/** Keeps the pages nearest to the one that just came. */
function forgetFar(pages: Map<number, unknown>, near: number): void {
  if (pages.size <= KEPT_PAGES) return;
  const far = [...pages.keys()].sort((a, b) => Math.abs(b - near) - Math.abs(a - near));
  for (const page of far.slice(0, pages.size - KEPT_PAGES)) pages.delete(page);
}
