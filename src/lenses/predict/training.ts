import type { ComputeNote } from '../../core/learn/compute.ts';
import type { Estimator } from '../../core/learn/estimator.ts';
import type { CellMeaning } from '../../core/ingest/cell-meaning.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import type { MetricName } from '../../core/metrics/types.ts';
import type { PersonalColumn } from '../../core/privacy/types.ts';
import type { SearchSpace } from '../../core/prepare/compact.ts';
import type { Split } from '../../core/prepare/split.ts';
import type { RecipeItem } from '../../core/prepare/step.ts';
import type { Table } from '../../core/table/table.ts';
import type { SavedCheckpoint } from '../checkpoint.ts';
import type { LensMethod, MadeRows } from './method.ts';
import type { Journal } from './checkpoint-journal.ts';
import type { Contender } from './contender.ts';
import type { Prepared, Registries } from './pipeline.ts';
import type { SearchPlan } from './plan.ts';
import type { Problem } from './problem.ts';
import type { PredictPlan } from './question.ts';

export interface TrainInput extends Registries {
  /** Holds at least the question's columns. */
  readonly table: Table;
  readonly plan: PredictPlan;
  /** Of the plan's lens; absent: that of tables. */
  readonly method?: LensMethod;
  /** What was said of the table's cells when they were read: the model keeps it. */
  readonly cells?: CellMeaning;
  /** ISO 8601. */
  readonly now: () => string;
  /** Monotonic milliseconds; a clock that stands still lets every planned try fit. */
  readonly clock?: () => number;
  readonly pacer: Pacer;
  /** Aborted when the person wants the best so far. */
  readonly finish: AbortSignal;
  readonly modelId: string;
  /** The model that this one is retrained from. */
  readonly parent?: string;
  /** Absent: nobody keeps checkpoints, and none are told. `saved`: what the same training told before it was interrupted. */
  readonly checkpoint?: { readonly saved?: SavedCheckpoint };
  readonly appVersion: string;
  /** How networks were computed; asked for again once they have run. */
  readonly compute: () => ComputeNote;
}

/** A training as far as it is settled before the search. Handed on to the parts that judge, explain and report. */
export interface Training {
  /** With the rows that the lens made of the file, and the question about them, where it makes any. */
  readonly input: TrainInput;
  /** As the person put it. */
  readonly asked: PredictPlan;
  readonly made?: MadeRows;
  readonly problem: Problem;
  readonly method: LensMethod;
  /** What is done to the columns before an estimator's own encoding. */
  readonly recipe: readonly RecipeItem[];
  readonly search: SearchPlan;
  readonly split: Split;
  readonly space: SearchSpace;
  /** One a fold. */
  readonly prepared: readonly Prepared[];
  /** Columns that seem to hold personal data. */
  readonly personal: readonly PersonalColumn[];
  readonly metric: MetricName;
  /** Entity of each validation row, where whole entities stay together. */
  readonly groups: Int32Array | undefined;
  readonly baseline: Estimator;
  readonly seed: number;
  readonly clock: () => number;
  /** On `clock`; what it took before an interruption is counted in. */
  readonly started: number;
  readonly journal: Journal;
}

/** Who stands for choice. */
export interface Field {
  readonly baseline: Contender;
  readonly contenders: readonly Contender[];
  readonly blend: Contender | undefined;
}
