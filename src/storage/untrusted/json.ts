import { Refused } from '../../core/refused.ts';

/** Deeper than anything the page writes; far less than what would exhaust a stack. */
export const MOST_DEPTH = 64;

/** Keys that reach a prototype when an object is copied or read carelessly; nothing the page writes has them. */
export const HOSTILE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Counted in the text, before the parser builds anything. */
function refuseDepth(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === 0x5c) i++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > MOST_DEPTH) throw new Refused('nested too deeply');
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
}

function refuseKeys(value: unknown): void {
  const waiting: unknown[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (Array.isArray(next)) {
      for (const item of next) if (typeof item === 'object' && item !== null) waiting.push(item);
      continue;
    }
    for (const key of Object.keys(next)) {
      if (HOSTILE_KEYS.has(key)) throw new Refused('a key that no such file has');
      const item: unknown = Reflect.get(next, key);
      if (typeof item === 'object' && item !== null) waiting.push(item);
    }
  }
}

/**
 * JSON from outside: bounded in depth, without keys that reach a prototype.
 * @throws Refused
 */
export function parseUntrusted(text: string): unknown {
  refuseDepth(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Refused('not JSON', { cause });
  }
  refuseKeys(value);
  return value;
}

/** @throws Refused where the bytes are not UTF-8 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Refused('not text', { cause });
  }
}
