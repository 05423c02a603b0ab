import type { TaskKind } from '../../core/learn/task.ts';
import type { RecipeItem } from '../../core/prepare/step.ts';

/** Which rows are set aside for judging. Shares are of the rows whose target is known. */
export type SplitChoice =
  | { readonly kind: 'random'; readonly testShare: number }
  /** The latest rows are the test rows; validation folds go forward in time too. */
  | { readonly kind: 'time'; readonly column: string; readonly testShare: number }
  /** All rows of an entity stay on one side. */
  | { readonly kind: 'entity'; readonly column: string; readonly testShare: number }
  /** A column that says `train` or `test` (any case); the column itself is no feature. */
  | { readonly kind: 'column'; readonly column: string };

/** The question as the person put it; the page words it "Predict **Churn** · yes means **Yes** · from **19 columns**". */
export interface PredictQuestion {
  readonly lens: 'predict';
  readonly target: string;
  readonly task: TaskKind;
  /** The level that counts as "yes"; binary only. */
  readonly positive?: string;
  /** Names of the columns to learn from, in table order. */
  readonly columns: readonly string[];
  readonly split: SplitChoice;
}

export type Preset = 'quick' | 'balanced' | 'thorough';
export type BackendChoice = 'auto' | 'webgl' | 'wasm';

/** Families of models that may be tried; the baseline always is. */
export const FAMILIES = ['linear', 'trees', 'network'] as const;
export type Family = (typeof FAMILIES)[number];

export interface PredictSettings {
  readonly preset: Preset;
  readonly backend: BackendChoice;
  readonly seed: number;
  readonly families: readonly Family[];
  /** `ols`: plain least squares, `auto`: the penalty is searched. */
  readonly linear: 'auto' | 'ols';
}

/** What a training needs besides the table. Plain data, part of the project document and the receipt. */
export interface PredictPlan {
  readonly question: PredictQuestion;
  readonly recipe: readonly RecipeItem[];
  readonly settings: PredictSettings;
}

/** A question that the columns suggest, the likeliest first. */
export interface Suggestion {
  readonly question: PredictQuestion;
  /** Why: `suggest.two-values`, `suggest.named-like-target`, … */
  readonly reason: { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
  /** Columns left out and why (id, constant, leak suspect, …). */
  readonly leftOut: readonly { readonly column: string; readonly code: string }[];
}
