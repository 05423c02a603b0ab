import type { Finding, Message } from '../core/errors.ts';
import type { PictureCells } from '../core/images/picture-cells.ts';
import type { ReadPreview } from '../core/ingest/types.ts';
import type { TableProfile } from '../core/profile/types.ts';
import type { AnyModel, AnySuggestion } from '../lenses/any.ts';
import type { Candidate, TrainPhase, WatchedView } from '../lenses/events.ts';
import type {
  ApplyReport,
  ApplyResult,
  FeedbackReport,
  PredictModel,
  RetrainComparison,
} from '../lenses/predict/model.ts';
import type { Topics } from '../lenses/text/types.ts';
import type { ComputeNote } from '../core/learn/compute.ts';
import type { Try } from '../lenses/predict/report.ts';
import type { Prediction } from '../core/learn/task.ts';
import type { TableSummary } from '../workers/data-contract.ts';
import type { StorageStatus } from '../storage/overlay.ts';
import type { BatchSummary, ModelSummary } from '../storage/summaries.ts';
import type { ForecastState } from './forecast.ts';
import type { ProjectChoices } from './project.ts';
import type { StorageAnswer } from './storage-answer.ts';
import type { TopicDraft } from './topic-draft.ts';
import type { UnfinishedTraining } from './unfinished.ts';

export type { BatchSummary, ModelSummary };

/** A panel's content: nothing yet, on its way, there, or failed with words to show. */
export type Loading<T> =
  | { readonly status: 'empty' }
  | { readonly status: 'loading'; readonly share?: number; readonly leftMs?: number; readonly detail?: Message }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly error: Message & { readonly details?: string } };

export interface LossPoint {
  readonly done: number;
  readonly loss?: number;
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
}

/** A row of the race. */
export interface RaceRow {
  readonly candidate: Candidate;
  readonly status: 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly total: number;
  readonly score?: number;
  readonly best: boolean;
  /** As last told. */
  readonly learningRate?: number;
  readonly rowsPerSecond?: number;
  readonly live?: WatchedView;
  /** At most 200 points of the fold that runs. */
  readonly curve: readonly LossPoint[];
}

export interface TrainingState {
  readonly status: 'idle' | 'running' | 'paused' | 'finishing' | 'failed';
  readonly phase?: TrainPhase;
  readonly race: readonly RaceRow[];
  readonly tries: readonly Try[];
  readonly baselineScore?: number;
  readonly compute?: ComputeNote;
  readonly elapsedMs: number;
  readonly leftMs?: number;
  readonly share: number;
  readonly error?: Message & { readonly details?: string };
}

export interface ScoredFile {
  readonly batchId: string;
  readonly fileName: string;
  readonly report: ApplyReport;
  readonly prediction: Prediction;
  /** Binary: from which probability on the file says yes. */
  readonly threshold?: number;
  /** Texts: below which confidence one was handed to a person. */
  readonly handOver?: number;
  /** The scored file as CSV, row order kept. */
  readonly csv: Blob;
  /** The rows with the highest predictions as text (texts, pictures: the least sure ones) in that order, prediction columns last. */
  readonly preview: {
    readonly columns: readonly string[];
    /** Where they stand in the file, from 0. */
    readonly rowNumbers: readonly number[];
    readonly rows: readonly (readonly (string | null)[])[];
  };
  /** Of picture models: what those rows show, in that order. */
  readonly pictures?: PictureCells;
}

export interface FeedbackState {
  /** The outcomes file as read, before matching. */
  readonly file: Loading<TableSummary>;
  readonly result: Loading<FeedbackReport>;
  readonly retraining: Loading<{ readonly model: PredictModel; readonly comparison: RetrainComparison }>;
}

/** Topics among texts without labels, and what the person makes of them. */
export interface InboxState {
  readonly topics: Loading<Topics>;
  readonly draft: TopicDraft;
}

export interface AppState {
  readonly projectId: string;
  readonly choices: ProjectChoices;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly table: Loading<TableSummary>;
  readonly profile: Loading<TableProfile>;
  /** First rows of the file whose reading is being changed. */
  readonly preview: Loading<ReadPreview>;
  readonly suggestions: readonly AnySuggestion[];
  /** Leak suspects of the present question. */
  readonly suspects: readonly Finding[];
  readonly training: TrainingState;
  /** A training that was lost before it gave a model and has a checkpoint (`canGoOn` says whether it can go on). */
  readonly unfinished: UnfinishedTraining | null;
  /** The model on the screen (Evaluate, Apply, Feedback). */
  readonly model: Loading<AnyModel>;
  /** True when a choice made since would train something else. */
  readonly modelIsStale: boolean;
  readonly models: Loading<readonly ModelSummary[]>;
  readonly scored: Loading<ScoredFile>;
  readonly batches: readonly BatchSummary[];
  readonly feedback: FeedbackState;
  readonly inbox: InboxState;
  readonly forecast: ForecastState;
  /** Storage works (false in private mode or when it is full). */
  readonly storage: StorageStatus;
  readonly storageAnswer: StorageAnswer;
  /** Another tab has this project: here it is looked at, and what would change it is refused. */
  readonly readOnly: boolean;
  readonly notices: readonly (Finding & { readonly id: number })[];
}

/** Predicts one typed row; resolves with the newest call alone. */
export type PredictOne = (
  values: readonly (readonly [string, number | string | null])[],
  which: 'applied' | 'judged',
) => Promise<ApplyResult>;
