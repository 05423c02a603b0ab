import type { ExportedFile, ExportFormat } from '../core/export/types.ts';
import type { CellMeaning } from '../core/ingest/cell-meaning.ts';
import type { Prediction } from '../core/learn/task.ts';
import type { SavedCheckpoint } from '../lenses/checkpoint.ts';
import type { AnyModel, AnyPlan } from '../lenses/any.ts';
import type { TrainEvent } from '../lenses/events.ts';
import type {
  ApplyReport,
  ApplyResult,
  FeedbackReport,
  FormValue,
  PredictModel,
  RetrainComparison,
} from '../lenses/predict/model.ts';
import type { Table } from '../core/table/table.ts';
import type { ForecastContract } from './forecast-contract.ts';
import type { ImageContract } from './image-contract.ts';
import type { TextContract } from './text-contract.ts';

/** Kept when a batch is scored, so that outcomes that arrive later can be matched to what was predicted. */
export interface ScoredBatch {
  readonly id: string;
  readonly modelId: string;
  readonly createdAt: string;
  readonly fileName: string;
  /** The columns as scored, id columns included. */
  readonly table: Table;
  readonly prediction: Prediction;
}

/** How outcomes are matched to what was predicted. */
export type OutcomeMatching =
  | { readonly kind: 'key'; readonly column: string }
  | { readonly kind: 'order' }
  /** The file holds the model's columns itself: predict again, then compare. */
  | { readonly kind: 'rescored' };

/** What a training worker answers. `port` leads to the data worker (LendContract). One job a worker. */
export type TrainContract = TextContract &
  ImageContract &
  ForecastContract & {
    train: {
      args: {
        readonly port: MessagePort;
        readonly plan: AnyPlan;
        /** What was said of the table's cells when they were read. */
        readonly cells?: CellMeaning;
        readonly modelId: string;
        readonly parent?: string;
        /** The last checkpoint of the same training, which was interrupted. */
        readonly saved?: SavedCheckpoint;
      };
      event: TrainEvent;
      /** Of the shape that the plan's lens has. */
      result: AnyModel;
    };
    score: {
      args: {
        readonly port: MessagePort;
        readonly model: PredictModel;
        readonly fileName: string;
        readonly batchId: string;
        /** Events: when people are looked at, ISO 8601; absent: at the last event. */
        readonly at?: string;
      };
      event: { readonly done: number; readonly total: number };
      /** `added` are the prediction columns to append to the file, or to `rows` where the file's are not what was predicted. */
      result: {
        readonly report: ApplyReport;
        readonly prediction: Prediction;
        readonly added: Table;
        readonly rows?: Table;
        readonly batch: ScoredBatch;
      };
    };
    /** One row typed by hand; `which` chooses the refitted model or the one that was judged. */
    one: {
      args: {
        readonly model: PredictModel;
        readonly values: readonly (readonly [string, FormValue])[];
        readonly which: 'applied' | 'judged';
      };
      event: never;
      result: ApplyResult;
    };
    /** The model as files for use elsewhere. @throws export.no-layers-model */
    export: {
      args: { readonly model: PredictModel; readonly format: ExportFormat };
      event: never;
      result: { readonly files: readonly ExportedFile[] };
    };
    feedback: {
      args: {
        readonly port: MessagePort;
        readonly model: PredictModel;
        readonly batch?: ScoredBatch;
        readonly matching: OutcomeMatching;
        readonly outcomeColumn: string;
      };
      event: { readonly done: number; readonly total: number };
      result: FeedbackReport;
    };
    /** Trains on old rows and new rows together and compares with the old model on newest rows that neither has seen. */
    retrain: {
      args: {
        readonly oldPort: MessagePort;
        readonly newPort: MessagePort;
        readonly model: PredictModel;
        /** What was said of the old table's cells when they were read. */
        readonly cells?: CellMeaning;
        /** Set when outcomes came without the features: the scored batch holds them. */
        readonly batch?: ScoredBatch;
        readonly matching: OutcomeMatching;
        readonly outcomeColumn: string;
        readonly modelId: string;
      };
      event: TrainEvent;
      result: { readonly model: PredictModel; readonly comparison: RetrainComparison };
    };
  };
