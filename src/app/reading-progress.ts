import type { ReadProgress } from '../core/ingest/types.ts';
import type { Loading } from './state.ts';

/** Left unsaid until this long has passed: the first guesses are wild. */
const SAY_LEFT_AFTER_MS = 1000;

/** Turns the progress of several files into one share with time left. */
export function readingProgress(
  totalBytes: number,
  now: () => number,
): (event: ReadProgress & { readonly file: string }) => Loading<never> {
  const begun = now();
  const files = new Map<string, { readonly bytes: number; readonly rows: number }>();
  return ({ file, bytes, rows }) => {
    files.set(file, { bytes, rows });
    let done = 0;
    let read = 0;
    for (const part of files.values()) {
      done += part.bytes;
      read += part.rows;
    }
    const share = totalBytes > 0 ? Math.min(1, done / totalBytes) : 0;
    const elapsed = now() - begun;
    const leftMs = share > 0 && elapsed >= SAY_LEFT_AFTER_MS ? { leftMs: (elapsed * (1 - share)) / share } : {};
    return { status: 'loading', share, ...leftMs, detail: { code: 'reading.rows', params: { rows: read } } };
  };
}
