import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Charts are drawn, measured, and drawn again with what was measured: that many rounds until nothing changes. */
const ROUNDS = 3;

/** True while the browser prints. What is folded is unfolded meanwhile: nobody can do so on paper. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    let unfolded: readonly HTMLDetailsElement[] = [];
    const before = () => {
      // At once: the browser draws the paper when the event is over.
      flushSync(() => setPrinting(true));
      for (let round = 1; round < ROUNDS; round++) flushSync(() => undefined);
      unfolded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
      for (const details of unfolded) details.open = true;
    };
    const after = () => {
      for (const details of unfolded) details.open = false;
      setPrinting(false);
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}
