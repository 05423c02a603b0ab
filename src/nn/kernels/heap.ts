import type { Place } from './kernels.ts';

/** Places below this are the kernels' own; 0 is nowhere. */
const FIRST = 512;
/** Words: places start at whole cache lines. */
const LINE = 16;

export interface Heap {
  readonly taken: number;
  readonly take: (length: number) => Place;
  readonly give: (place: Place) => void;
}

interface Gap {
  start: number;
  length: number;
}

/**
 * Hands out stretches of one memory, the first gap that is large enough; what is given back joins its neighbours.
 * @param size words that the memory has at first
 * @param grow makes the memory at least this many words long, and says how long it is then
 */
export function createHeap(size: number, grow: (length: number) => number): Heap {
  let end = Math.max(size, FIRST);
  let taken = 0;
  const lengths = new Map<Place, number>();
  /** By start, none touching the next. */
  const gaps: Gap[] = end > FIRST ? [{ start: FIRST, length: end - FIRST }] : [];

  const free = (start: number, length: number): void => {
    let at = gaps.findIndex((gap) => gap.start > start);
    if (at === -1) at = gaps.length;
    const before = gaps[at - 1];
    const after = gaps[at];
    const joinsAfter = after !== undefined && start + length === after.start;
    if (before !== undefined && before.start + before.length === start) {
      before.length += length;
      if (!joinsAfter) return;
      before.length += after.length;
      gaps.splice(at, 1);
    } else if (joinsAfter) {
      after.start = start;
      after.length += length;
    } else {
      gaps.splice(at, 0, { start, length });
    }
  };
  const fit = (room: number): Gap => {
    const found = gaps.find((gap) => gap.length >= room);
    if (found) return found;
    const last = gaps.at(-1);
    const open = last && last.start + last.length === end ? last.length : 0;
    // Some more than asked for, so that memory does not grow at every step.
    const longer = grow(end - open + room + (end >> 3));
    free(end, longer - end);
    end = longer;
    return gaps.at(-1) as Gap;
  };

  return {
    get taken() {
      return taken;
    },
    take(length) {
      // One line more than asked for: vectors are read beyond the end.
      const room = Math.ceil((length + LINE) / LINE) * LINE;
      const gap = fit(room);
      const place = gap.start;
      gap.start += room;
      gap.length -= room;
      if (gap.length === 0) gaps.splice(gaps.indexOf(gap), 1);
      lengths.set(place, room);
      taken += room;
      return place;
    },
    give(place) {
      const length = lengths.get(place);
      if (length === undefined) throw new Error(`nothing was taken at ${place}`);
      lengths.delete(place);
      taken -= length;
      free(place, length);
    },
  };
}
