import { CodedError } from '../../errors.ts';
import { createRandom, shuffle } from '../../random.ts';

/** Where nothing out of scope is at hand, classes that a model never sees stand for it. */
export interface LeaveOutPlan {
  /** Classes held out of training, a draw. */
  readonly draws: readonly (readonly number[])[];
}

export interface LeaveOutOptions {
  readonly draws?: number;
  /** Share of the classes held out in each draw. */
  readonly share?: number;
  readonly seed: number;
}

const DRAWS = 5;
const SHARE = 1 / 8;
/** Classes that must be left to be told apart, and rows that make a class worth holding out. */
const FEWEST_LEFT = 2;
const FEWEST_ROWS = 5;

/**
 * Which classes to hold out of training in each draw: a share of them, at least one; none twice before all had their
 * turn.
 * @param labels class of each row, −1 where none
 * @throws text.too-few-classes where fewer than three have five rows
 */
export function planLeaveOut(labels: Int32Array, classes: number, options: LeaveOutOptions): LeaveOutPlan {
  const { draws = DRAWS, share = SHARE, seed } = options;
  const counts = new Int32Array(classes);
  for (const label of labels) if (label >= 0) counts[label] = (counts[label] as number) + 1;
  const usable = Array.from(counts.keys()).filter((label) => (counts[label] as number) >= FEWEST_ROWS);
  if (usable.length <= FEWEST_LEFT) throw new CodedError('text.too-few-classes', { classes: usable.length });
  const held = Math.max(1, Math.min(usable.length - FEWEST_LEFT, Math.round(share * usable.length)));
  const random = createRandom(seed);
  let waiting: number[] = [];
  return {
    draws: Array.from({ length: draws }, () => {
      const drawn = waiting.slice(0, held);
      waiting = waiting.slice(held);
      if (drawn.length < held) {
        const again = usable.filter((label) => !drawn.includes(label));
        shuffle(again, random);
        const missing = held - drawn.length;
        // Those drawn just now have to wait for the next turn, too.
        waiting = [...again.slice(missing), ...drawn];
        drawn.push(...again.slice(0, missing));
      }
      return drawn.toSorted((a, b) => a - b);
    }),
  };
}

/** Rows with a label that a draw trains on, and those that it plays as out of scope. */
export function splitByClass(
  labels: Int32Array,
  heldOut: readonly number[],
): { readonly inScope: Int32Array; readonly outOfScope: Int32Array } {
  const held = new Set(heldOut);
  const rows = Int32Array.from(labels.keys());
  return {
    inScope: rows.filter((row) => (labels[row] as number) >= 0 && !held.has(labels[row] as number)),
    outOfScope: rows.filter((row) => held.has(labels[row] as number)),
  };
}
