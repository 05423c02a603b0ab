import type { ReadOptions } from '../core/ingest/types.ts';
import type { RecipeItem } from '../core/prepare/step.ts';
import type { ColumnKind } from '../core/table/column.ts';
import type { HandLabels, LabelChange } from '../core/table/hand-labels.ts';
import type { AnyQuestion } from '../lenses/any.ts';
import type { PredictSettings } from '../lenses/predict/question.ts';
import type { CombineChoice } from '../workers/data-contract.ts';
import type { KeptTopics } from './kept-topics.ts';

/** A file of the project. Its bytes are kept apart (storage), under `id`. */
export interface FileChoice {
  readonly id: string;
  readonly name: string;
  readonly byteLength: number;
  readonly read: ReadOptions;
}

/** What the person typed about money. `currency` is an ISO 4217 code. */
export interface Money {
  readonly currency: string;
  /** Value of one row's "yes" (a customer kept, an order won), or of one unit of the number predicted. */
  readonly valuePerRow?: number;
  readonly costPerRow?: number;
  /** Share of the risk that acting removes, 0 … 1. */
  readonly effect?: number;
  /** Texts: what a wrong answer costs, and what it costs to hand one to a person. */
  readonly wrongAnswer?: number;
  readonly handOver?: number;
  /** Texts: share of those to come that are of no kind that was learned, 0 … 1. */
  readonly strangers?: number;
  /** Pictures: how common a "yes" is where the model would be used, 0 … 1, and which "yes" of which target. */
  readonly prevalence?: { readonly target: string; readonly positive: string; readonly share: number };
}

/** Labels given by hand. `key` tells them from others, so that a reading of the table is known by it. */
export interface KeptLabels extends HandLabels {
  readonly key: string;
}

/** Everything a person chose; all else is derived from it and the data. */
export interface ProjectChoices {
  readonly name: string;
  readonly files: readonly FileChoice[];
  readonly combine?: CombineChoice;
  readonly kinds: readonly (readonly [string, ColumnKind])[];
  /** One a column; absent: none. */
  readonly labels?: readonly KeptLabels[];
  /** What was made of the topics that were found last; absent: nothing. */
  readonly topics?: KeptTopics;
  readonly question?: AnyQuestion;
  readonly recipe: readonly RecipeItem[];
  readonly settings: PredictSettings;
  /** Probability at and above which a row counts as "yes"; absent: as advised. */
  readonly threshold?: number;
  /** Texts: confidence below which one is handed to a person; absent: as advised. */
  readonly handOver?: number;
  readonly money: Money;
}

/** Set by the page in consequence of the action before, and undone together with it. */
interface MaybeAuto {
  readonly auto?: true;
}

/** One choice. Serialisable; the document is the list of them. */
export type ProjectAction =
  | { readonly type: 'renamed'; readonly name: string }
  | { readonly type: 'files-added'; readonly files: readonly FileChoice[] }
  | { readonly type: 'file-removed'; readonly id: string }
  | { readonly type: 'read-changed'; readonly id: string; readonly read: ReadOptions }
  | { readonly type: 'combine-set'; readonly combine: CombineChoice | null }
  | { readonly type: 'kind-set'; readonly column: string; readonly kind: ColumnKind | null }
  /** Labels of a column, in place of those that were given before; null: none any more. */
  | { readonly type: 'labels-set'; readonly column: string; readonly labels: HandLabels | null }
  | { readonly type: 'labels-changed'; readonly column: string; readonly changes: readonly LabelChange[] }
  /** What was made of topics. `naming`: the topic whose name is being typed. */
  | { readonly type: 'topics-set'; readonly topics: KeptTopics; readonly naming?: number }
  | ({ readonly type: 'question-set'; readonly question: AnyQuestion } & MaybeAuto)
  | ({ readonly type: 'recipe-set'; readonly recipe: readonly RecipeItem[] } & MaybeAuto)
  | { readonly type: 'settings-set'; readonly settings: PredictSettings }
  | { readonly type: 'threshold-set'; readonly threshold: number | null }
  | { readonly type: 'hand-over-set'; readonly threshold: number | null }
  | { readonly type: 'money-set'; readonly money: Money };

/** The saved form: version, identity and the actions taken, in order. */
export interface ProjectDocument {
  readonly format: 'sightglass.project';
  readonly version: 1;
  readonly id: string;
  readonly actions: readonly ProjectAction[];
}
