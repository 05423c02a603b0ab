import { type RefObject, useEffect, useRef } from 'react';
import { useHashLocation } from 'wouter/use-hash-location';

/** Brings an element into view, and the keyboard to it, when the address comes to name it. */
export function useScrollHere(address: string | undefined, ready: boolean): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null);
  const [path] = useHashLocation();
  const named = address !== undefined && path === address;
  useEffect(() => {
    if (!named || !ready) return;
    element.current?.scrollIntoView({ block: 'center' });
    element.current?.focus({ preventScroll: true });
  }, [named, ready]);
  return element;
}
