/** The words of texts ordered by time: all first words, then all second ones, and so on; longer texts in front. */
export interface TimeSteps {
  /** The texts, longest first. */
  readonly rows: Int32Array;
  /** Texts that have a word at each step, and where the step's words start. */
  readonly active: Int32Array;
  readonly starts: Int32Array;
  /** A word by time: which word of the batch it is, and the word by time before it in its text (−1 at the first). */
  readonly order: Int32Array;
  readonly previous: Int32Array;
  /** The word by time that is the last of each text, longest first. */
  readonly last: Int32Array;
}

/** @param offsets where each text starts, and where the last one ends; none is empty */
export function timeSteps(offsets: Int32Array, way: 'forward' | 'backward'): TimeSteps {
  const count = offsets.length - 1;
  const startOf = (row: number): number => offsets[row] as number;
  const lengthOf = (row: number): number => startOf(row + 1) - startOf(row);
  const rows = Int32Array.from({ length: count }, (_, row) => row).toSorted(
    (a, b) => lengthOf(b) - lengthOf(a) || a - b,
  );
  const steps = count === 0 ? 0 : lengthOf(rows[0] as number);
  const active = new Int32Array(steps);
  const starts = new Int32Array(steps);
  const order = new Int32Array(offsets[count] ?? 0);
  const previous = new Int32Array(order.length);
  const last = new Int32Array(count);
  let going = count;
  let at = 0;
  for (let t = 0; t < steps; t++) {
    while (going > 0 && lengthOf(rows[going - 1] as number) <= t) going--;
    active[t] = going;
    starts[t] = at;
    for (let i = 0; i < going; i++) {
      const row = rows[i] as number;
      order[at] = startOf(row) + (way === 'forward' ? t : lengthOf(row) - 1 - t);
      previous[at] = t === 0 ? -1 : (starts[t - 1] as number) + i;
      last[i] = at;
      at++;
    }
  }
  return { rows, active, starts, order, previous, last };
}
