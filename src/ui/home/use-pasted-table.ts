import { useEffect, useEffectEvent } from 'react';
import { isTyping } from '../shell/shortcuts.ts';

/** Hears Ctrl V / ⌘ V outside of fields; text with at least two lines is taken for a table. */
export function usePastedTable(onText: (text: string) => void): void {
  const take = useEffectEvent(onText);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (isTyping(event.target)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!/\S[\r\n]+\s*\S/.test(text)) return;
      event.preventDefault();
      take(text);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, []);
}
