/** What a key press asks of the page as a whole; null: nothing. */
export type Shortcut =
  { readonly kind: 'step'; readonly number: number } | { readonly kind: 'undo' | 'redo' | 'find' | 'help' };

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * Reads a key press. While somebody types, only combinations with Ctrl or ⌘ count, and undo belongs to the field.
 */
export function shortcutOf(press: KeyPress, typing: boolean): Shortcut | null {
  const mod = press.ctrlKey || press.metaKey;
  const key = press.key.toLowerCase();
  if (mod && !press.altKey && key === 'k') return { kind: 'find' };
  if (typing) return null;
  if (mod && !press.altKey) {
    if (key === 'z') return { kind: press.shiftKey ? 'redo' : 'undo' };
    return key === 'y' ? { kind: 'redo' } : null;
  }
  if (mod || press.altKey) return null;
  if (key === '?') return { kind: 'help' };
  const number = Number(key);
  return key.length === 1 && number >= 1 && number <= 6 ? { kind: 'step', number } : null;
}

/** Whether key presses there are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
