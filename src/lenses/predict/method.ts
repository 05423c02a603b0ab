import type { Card } from '../../core/advise/types.ts';
import type { EstimatorRegistry } from '../../core/learn/estimator.ts';
import type { ImageFindings } from '../image/types.ts';
import type { SequenceFindings } from '../sequence/types.ts';
import type { Assistant, TextFindings } from '../text/types.ts';
import type { Choice } from './choose.ts';
import type { Contender } from './contender.ts';
import type { TrainEvent } from './events.ts';
import { explain, type Explanation } from './explain.ts';
import type { Judgement } from './judge.ts';
import type { FittedPipeline } from './model.ts';
import { planSearch, type ProblemSize, type SearchPlan } from './plan.ts';
import type { Family, PredictSettings } from './question.ts';
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
}

/** What a lens puts into the way of training that the lenses with known answers share. */
export interface LensMethod {
  /** The columns go to the estimators as they are in the file: no step of the recipe touches them. */
  readonly asTheyAre?: true;
  /** Kinds of models that it has; absent: all. */
  readonly families?: readonly Family[];
  planSearch(settings: PredictSettings, size: ProblemSize, estimators: EstimatorRegistry): SearchPlan;
  /** What drives the predictions, and what to do about it. */
  explain(training: Training, chosen: Contender, linear: Contender | undefined): Promise<Explanation>;
  find?(training: Training, found: Judged): AsyncGenerator<TrainEvent, LensFindings> | Promise<LensFindings>;
  /** After the model was refitted on all rows. */
  add?(training: Training, applied: FittedPipeline): AsyncGenerator<TrainEvent, LensAdditions>;
}

/** Tables with columns of numbers, dates and categories. */
export const PREDICT_METHOD: LensMethod = { planSearch, explain };
