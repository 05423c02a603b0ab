import type { TaskKind } from '../../core/learn/task.ts';
import type { RecipeItem } from '../../core/prepare/step.ts';
import type { SequenceColumns } from '../sequence/types.ts';

/** Which rows are set aside for judging. Shares are of the rows whose target is known. */
export type SplitChoice =
  | { readonly kind: 'random'; readonly testShare: number }
  /** The latest rows are the test rows; validation folds go forward in time too. */
  | { readonly kind: 'time'; readonly column: string; readonly testShare: number }
  /** All rows of an entity stay on one side. */
  | { readonly kind: 'entity'; readonly column: string; readonly testShare: number }
  /** A column that says `train` or `test` (any case); the column itself is no feature. */
  | { readonly kind: 'column'; readonly column: string }
  /**
   * Rows made of events, several of a person: the latest snapshots of some people, drawn at random, are the test rows; what is
   * learned from are other people's rows whose answer was known before. `from`: the first snapshot that judges (ISO 8601), set
   * by the lens that makes the rows.
   */
  | { readonly kind: 'snapshots'; readonly column: string; readonly testShare: number; readonly from?: string };

/** Lenses that learn from rows whose answer is known. They share their way of training, judging and following up. */
export const LENS_IDS = ['predict', 'text', 'image', 'sequence'] as const;
export type LensId = (typeof LENS_IDS)[number];

/** How the numbers of a row make a picture: its columns in this order, channel by channel within a pixel. */
export interface PictureShape {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** What the text lens may look at beside the texts. */
export interface InboxColumns {
  readonly date?: string;
  /** Stars, a score, thumbs. */
  readonly rating?: string;
  /** What was answered. */
  readonly answers?: string;
}

/** The question as the person put it; the page words it "Predict **Churn** · yes means **Yes** · from **19 columns**". */
export interface PredictQuestion {
  readonly lens: LensId;
  /** `text`: may be empty, where there are no labels yet. */
  readonly target: string;
  readonly task: TaskKind;
  /** The level that counts as "yes"; binary only. */
  readonly positive?: string;
  /** Names of the columns to learn from, in table order. `text`: the one with the texts; `image`: pixels, or the pictures. */
  readonly columns: readonly string[];
  readonly split: SplitChoice;
  /** `image`, where the columns are pixels. */
  readonly shape?: PictureShape;
  /** `text`. */
  readonly inbox?: InboxColumns;
  /** `sequence`: who, what and when. Target and columns are of the event table, the rows are made of it. */
  readonly sequence?: SequenceColumns;
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
  /** Structure and hyper-parameters set by hand, in place of those of the network's estimator; absent: searched. */
  readonly network?: Readonly<Record<string, number | string | boolean | readonly number[]>>;
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
  /** How sure the lens is that this is what the person wants, 0 … 1; the surest comes first, of equals the earlier lens. */
  readonly strength?: number;
  /** Columns left out and why (id, constant, leak suspect, …). */
  readonly leftOut: readonly { readonly column: string; readonly code: string }[];
}
