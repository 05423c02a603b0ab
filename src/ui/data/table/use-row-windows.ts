import { useCallback, useEffect, useRef, useState } from 'react';
import { useCommands } from '../../app-context.tsx';

const PAGE = 100;
const KEPT_PAGES = 60;

type Row = readonly (string | null)[];

export interface RowWindows {
  /** Undefined while on its way. */
  readonly row: (index: number) => Row | undefined;
  /** A window could not be had. */
  readonly failed: boolean;
}

/** Rows first … last of the table, fetched a page at a time and kept while near. Mount anew for another table. */
export function useRowWindows(rowCount: number, first: number, last: number): RowWindows {
  const commands = useCommands();
  const pages = useRef(new Map<number, readonly Row[] | 'asked'>());
  const [, setArrivals] = useState(0);
  const [failed, setFailed] = useState(false);
  const fromPage = Math.floor(first / PAGE);
  const toPage = Math.floor(Math.max(first, Math.min(last, rowCount - 1)) / PAGE);

  useEffect(() => {
    let mounted = true;
    const fetchPage = async (page: number) => {
      pages.current.set(page, 'asked');
      try {
        const window = await commands.rows(page * PAGE, Math.min(PAGE, rowCount - page * PAGE));
        pages.current.set(page, window.rows);
        forgetFar(pages.current, page);
        if (mounted) setFailed(false);
      } catch {
        pages.current.delete(page);
        if (mounted) setFailed(true);
      }
      if (mounted) setArrivals((count) => count + 1);
    };
    for (let page = fromPage; page <= toPage; page++) {
      if (page * PAGE < rowCount && !pages.current.has(page)) void fetchPage(page);
    }
    return () => {
      mounted = false;
    };
  }, [commands, rowCount, fromPage, toPage]);

  const row = useCallback((index: number) => {
    const page = pages.current.get(Math.floor(index / PAGE));
    return page === undefined || page === 'asked' ? undefined : page[index % PAGE];
  }, []);
  return { row, failed };
}

/** Keeps the pages nearest to the one that just came. */
function forgetFar(pages: Map<number, unknown>, near: number): void {
  if (pages.size <= KEPT_PAGES) return;
  const far = [...pages.keys()].sort((a, b) => Math.abs(b - near) - Math.abs(a - near));
  for (const page of far.slice(0, pages.size - KEPT_PAGES)) pages.delete(page);
}
