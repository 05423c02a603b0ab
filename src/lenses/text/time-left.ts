import type { TrainEvent } from '../predict/events.ts';
import type { Training } from '../predict/training.ts';

/** What comes after the search, as a share of the time so far, by experience: refits, looks at the inbox. */
const TAIL_SHARE = 0.3;

/** How far the part after the search has come. @param part 0 … 1 */
export function timeAt({ clock, started }: Pick<Training, 'clock' | 'started'>, part: number): TrainEvent {
  const elapsedMs = clock() - started;
  const leftMs = elapsedMs * TAIL_SHARE * (1 - part);
  return { kind: 'time', elapsedMs, leftMs, share: elapsedMs / Math.max(1, elapsedMs + leftMs) };
}
