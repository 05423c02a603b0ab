import type { Kernels, Place } from '../../kernels/kernels.ts';

/** Room in the kernels' memory for one go through a net, given back in one. */
export interface Frame {
  /** Words, not cleared. @throws net.no-memory */
  take(length: number): Place;
  /** Numbers, all 0. */
  zeros(length: number): Place;
  floats(values: ArrayLike<number>): Place;
  ints(values: ArrayLike<number>): Place;
}

/** Runs `work` with a frame and gives back all that it took, whatever happens. */
export function inFrame<T>(kernels: Kernels, work: (frame: Frame) => T): T {
  const taken: Place[] = [];
  const take = (length: number): Place => {
    const place = kernels.take(length);
    taken.push(place);
    return place;
  };
  try {
    return work({
      take,
      zeros: (length) => {
        const place = take(length);
        kernels.floats.fill(0, place, place + length);
        return place;
      },
      floats: (values) => {
        const place = take(values.length);
        kernels.floats.set(values, place);
        return place;
      },
      ints: (values) => {
        const place = take(values.length);
        kernels.ints.set(values, place);
        return place;
      },
    });
  } finally {
    for (const place of taken) kernels.give(place);
  }
}
