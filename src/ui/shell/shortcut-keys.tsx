import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useApp, useCommands } from '../app-context.tsx';
import { STEPS, stepAddress } from '../steps.ts';
import { isTyping, shortcutOf } from './shortcuts.ts';

const ShortcutSheet = lazy(() => import('./shortcut-sheet.tsx'));
const Finder = lazy(() => import('./finder.tsx'));

type Sheet = 'help' | 'find' | null;

/** Listens for the page's shortcuts and holds the sheets that they open. */
export function ShortcutKeys() {
  const [, navigate] = useLocation();
  const commands = useCommands();
  const canUndo = useApp((state) => state.canUndo);
  const canRedo = useApp((state) => state.canRedo);
  const [sheet, setSheet] = useState<Sheet>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const shortcut = shortcutOf(event, isTyping(event.target));
      if (!shortcut) return;
      event.preventDefault();
      if (shortcut.kind === 'step') navigate(stepAddress(STEPS[shortcut.number - 1] ?? 'data'));
      else if (shortcut.kind === 'find' || shortcut.kind === 'help') setSheet(shortcut.kind);
      else if (shortcut.kind === 'undo' && canUndo) commands.undo();
      else if (shortcut.kind === 'redo' && canRedo) commands.redo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, commands, canUndo, canRedo]);

  const close = () => setSheet(null);
  return (
    <Suspense>
      {sheet === 'help' ? <ShortcutSheet onClose={close} /> : null}
      {sheet === 'find' ? <Finder onClose={close} /> : null}
    </Suspense>
  );
}
