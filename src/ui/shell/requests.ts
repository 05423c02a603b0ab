import { useEffect, useState } from 'react';

export interface RequestCount {
  /** Requests to anywhere that are no file of the page itself. */
  readonly other: number;
  /** Files of the page itself (screens, drawings of charts) fetched when they were needed. */
  readonly own: number;
}

/** Sorts one entry of the browser's list; blob: and data: never leave the page. */
export function requestKind(name: string, base: string): 'own' | 'other' | 'none' {
  if (name.startsWith('blob:') || name.startsWith('data:')) return 'none';
  const address = new URL(name, base);
  // A file of the page lies below it and carries nothing: no query, no fragment.
  const folder = new URL('.', base).href;
  return address.href.startsWith(folder) && (address.search === '' || import.meta.env.DEV) ? 'own' : 'other';
}

/** What the browser says this page has asked for since it had loaded. */
export function useRequestCount(): RequestCount {
  const [count, setCount] = useState<RequestCount>({ other: 0, own: 0 });
  useEffect(() => {
    const observer = new PerformanceObserver((list) => {
      const loaded = loadEnd();
      let other = 0;
      let own = 0;
      for (const entry of list.getEntries()) {
        if (entry.startTime <= loaded) continue;
        const kind = requestKind(entry.name, document.baseURI);
        if (kind === 'other') other += 1;
        if (kind === 'own') own += 1;
      }
      if (other + own > 0) setCount((before) => ({ other: before.other + other, own: before.own + own }));
    });
    observer.observe({ type: 'resource', buffered: true });
    return () => observer.disconnect();
  }, []);
  return count;
}

/** When the load event ended, in ms since navigation; ∞ while loading. */
function loadEnd(): number {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation && navigation.loadEventStart > 0
    ? navigation.loadEventStart
    : document.readyState === 'complete'
      ? 0
      : Infinity;
}
