import type { Card } from '../../core/advise/types.ts';
import type { EventLog } from '../../core/journeys/event-log.ts';
import type { AskedRows } from '../../core/journeys/row-spans.ts';
import type { EstimatorRegistry } from '../../core/learn/estimator.ts';
import type { Pacer } from '../../core/learn/pacer.ts';
import type { RecipeItem, StepRegistry } from '../../core/prepare/step.ts';
import type { Table } from '../../core/table/table.ts';
import type { ImageFindings } from '../image/types.ts';
import type { JourneyRows, SequenceFindings } from '../sequence/types.ts';
import type { Assistant, TextFindings } from '../text/types.ts';
import type { Choice } from './choose.ts';
import type { Contender } from './contender.ts';
import type { TrainEvent } from './events.ts';
import { explain, type Explanation } from './explain.ts';
import type { Judgement } from './judge.ts';
import type { FittedPipeline } from './model.ts';
import { planSearch, type ProblemSize, type SearchPlan } from './plan.ts';
import type { Family, PredictPlan, PredictQuestion, PredictSettings } from './question.ts';
import type { Training } from './training.ts';

/** What a lens looks at once its model is judged: nothing here changes which model was chosen, or its figures. */
export interface Judged {
  readonly choice: Choice;
  /** Fitted on every row that is no test row. */
  readonly judged: FittedPipeline;
  readonly judgement: Judgement;
}

/** What a lens found besides, for its report. */
export interface LensFindings {
  readonly text?: TextFindings;
  readonly image?: ImageFindings;
  readonly sequence?: SequenceFindings;
  /** What to do about it, after what the explanation says to do. */
  readonly cards?: readonly Card[];
}

/** What goes into the model itself besides. */
export interface LensAdditions {
  readonly assistant?: Assistant;
  readonly journeys?: JourneyRows;
}

/** Rows that a lens made of the file's, to be learned from in their place. */
export interface MadeRows {
  readonly table: Table;
  /** About the rows made. */
  readonly question: PredictQuestion;
  /** What is done to their columns before an estimator's own encoding. */
  readonly recipe: readonly RecipeItem[];
  /** Goes into the model: what it takes to make such rows of another file. */
  readonly kept: LensAdditions;
  /** Rows of the same columns of another file, to refit on. */
  readonly again: (file: Table) => Table;
  /** What they were made of, for the lens itself. */
  readonly events: { readonly log: EventLog; readonly rows: AskedRows; readonly at: readonly number[] };
}

/** What a lens puts into the way of training that the lenses with known answers share. */
export interface LensMethod {
  /** The columns go to the estimators as they are in the file: no step of the recipe touches them. */
  readonly asTheyAre?: true;
  /** A network, alone or in a blend, is only chosen where it leads all others by more than noise. */
  readonly networkMustLead?: true;
  /** Kinds of models that it has; absent: all. */
  readonly families?: readonly Family[];
  /** Where rows of the file are not what is learned from; the person's recipe is then of no use. */
  makeRows?(file: Table, plan: PredictPlan, steps: StepRegistry, pacer: Pacer): Promise<MadeRows>;
  planSearch(settings: PredictSettings, size: ProblemSize, estimators: EstimatorRegistry): SearchPlan;
  /** What drives the predictions, and what to do about it. */
  explain(training: Training, chosen: Contender, linear: Contender | undefined): Promise<Explanation>;
  find?(training: Training, found: Judged): AsyncGenerator<TrainEvent, LensFindings> | Promise<LensFindings>;
  /** After the model was refitted on all rows. */
  add?(training: Training, applied: FittedPipeline): AsyncGenerator<TrainEvent, LensAdditions>;
}

/** Tables with columns of numbers, dates and categories. */
export const PREDICT_METHOD: LensMethod = { planSearch, explain };
