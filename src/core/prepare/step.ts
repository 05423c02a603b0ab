import type { Message } from '../errors.ts';
import type { Table } from '../table/table.ts';
import type { TrainRows } from './rows.ts';

/**
 * Where a step belongs: `clean` gives the table that people recognise and that trees learn from; `encode` turns it into
 * what linear models and networks can read. Steps of a stage run in the recipe's order.
 */
export type StepStage = 'clean' | 'encode';

/**
 * One thing done to the table before learning. What it learns (medians, levels, scales) is plain data learned from the
 * training rows alone; transforming never looks at the other rows of the table it is given.
 */
export interface Step<Params = unknown, State = unknown> {
  readonly id: string;
  readonly version: number;
  readonly stage: StepStage;
  readonly defaults: Params;
  /** What is done when the person switches it off, for a step that no method can do without; else it is left out. */
  readonly whenOff?: Params;
  /** @throws CodedError with a `prepare.` code */
  fit(table: Table, rows: TrainRows, params: Params): State;
  /** A new table; the input and the state stay as they are. Columns that are absent are passed over. */
  transform(table: Table, state: State): Table;
  /** What was learned, to be put into words: one message a sentence, with the columns it touches. */
  describe(state: State): readonly StepNote[];
}

export interface StepNote extends Message {
  readonly columns: readonly string[];
}

export type StepRegistry = ReadonlyMap<string, Step>;

/** A step as the person sees it in the recipe. */
export interface RecipeItem {
  /** Registry id. */
  readonly step: string;
  readonly on: boolean;
  readonly params: unknown;
}

export interface FittedStep {
  readonly step: string;
  readonly version: number;
  readonly state: unknown;
}
