import type { ReactNode } from 'react';

/** What the scores of a race mean: how they are written, and what the two ends of a lane are. */
export interface RaceScale {
  readonly higherIsBetter: boolean;
  /** Over the lanes: what is scored, on which rows. */
  readonly lead: ReactNode;
  /** The end where nothing is learned, with its score once that is known; and the other one. */
  readonly low: (score: number | undefined) => string;
  readonly high: string;
  readonly value: (score: number) => string;
  /** Where the race stands: who leads with what, and what it is compared with. */
  readonly standing: (said: {
    readonly phase: string;
    readonly model: string;
    readonly score: number;
    readonly baseline: number;
  }) => string;
}
