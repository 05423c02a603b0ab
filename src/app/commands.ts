import type { PictureCells } from '../core/images/picture-cells.ts';
import type { PictureSource } from '../core/images/picture-reader.ts';
import type { PixelLayout } from '../core/images/pixel-layout.ts';
import type { ReadOptions } from '../core/ingest/types.ts';
import type { RecipeItem } from '../core/prepare/step.ts';
import type { ColumnKind } from '../core/table/column.ts';
import type { AnyQuestion } from '../lenses/any.ts';
import type { PredictSettings } from '../lenses/predict/question.ts';
import type { CombineChoice, RowsAt, RowWindow } from '../workers/data-contract.ts';
import type { OutcomeMatching } from '../workers/train-contract.ts';
import type { ExportCommands } from './exports.ts';
import type { ForecastCommands } from './forecast.ts';
import type { ImageCommands } from './image.ts';
import type { Money } from './project.ts';
import type { ProjectFileCommands } from './project-file.ts';
import type { SharingCommands } from './sharing.ts';
import type { PredictOne } from './state.ts';
import type { TextCommands } from './text.ts';

/** Everything the screens may ask for. Each returns at once or when its work is done; failures land in AppState, not in throws. */
export interface Commands
  extends SharingCommands, ProjectFileCommands, ExportCommands, TextCommands, ImageCommands, ForecastCommands {
  addFiles(files: readonly File[]): Promise<void>;
  pasteText(text: string): Promise<void>;
  openSample(id: string): Promise<void>;
  removeFile(id: string): Promise<void>;
  previewRead(fileId: string, read: ReadOptions): Promise<void>;
  changeRead(fileId: string, read: ReadOptions): Promise<void>;
  setCombine(combine: CombineChoice | null): Promise<void>;
  setKind(column: string, kind: ColumnKind | null): Promise<void>;
  cancelReading(): void;
  /** @param shown which columns, and which of them are the pixels of pictures; all, as cells, when absent */
  rows(
    start: number,
    count: number,
    shown?: { readonly columns?: readonly string[]; readonly pixels?: PixelLayout },
  ): Promise<RowWindow>;
  /**
   * Pictures of some rows, at most 500, in the size that they are learned from; undefined while there is no table.
   * @param white value of a white pixel, of pixel columns
   */
  pictures(rows: readonly number[], source: PictureSource, white?: number): Promise<PictureCells | undefined>;
  /** Single rows by number; those that the table has not are left out. */
  rowsAt(rows: readonly number[], columns?: readonly string[]): Promise<RowsAt>;
  levels(column: string, limit: number): Promise<readonly { readonly level: string; readonly count: number }[]>;

  setQuestion(question: AnyQuestion): void;
  setRecipe(recipe: readonly RecipeItem[]): void;
  setSettings(settings: PredictSettings): void;
  setThreshold(threshold: number | null): void;
  /** Texts: confidence below which one is handed to a person; null: as advised. */
  setHandOver(threshold: number | null): void;
  setMoney(money: Money): void;
  rename(name: string): void;
  undo(): void;
  redo(): void;
  newProject(): Promise<void>;

  train(): Promise<void>;
  /** Goes on with `unfinished` from its last checkpoint, where the question and the data are still the same. */
  goOnTraining(): Promise<void>;
  pauseTraining(): void;
  resumeTraining(): void;
  /** On to the end of the present epoch (tree, iteration), then paused. */
  stepTraining(): void;
  /** Ends the training of the present network and keeps its best epoch; the search goes on. */
  backToBest(): void;
  /** Stops searching; the best so far becomes the model. */
  finishTraining(): void;
  /** Stops and throws away. */
  cancelTraining(): void;

  openModel(id: string): Promise<void>;
  renameModel(id: string, name: string): Promise<void>;
  deleteModel(id: string): Promise<void>;

  scoreFile(file: File): Promise<void>;
  /** The file scored last once more, by the threshold that holds now. */
  scoreAgain(): Promise<void>;
  cancelScoring(): void;
  predictOne: PredictOne;

  openOutcomes(file: File): Promise<void>;
  compareOutcomes(matching: OutcomeMatching, outcomeColumn: string, batchId?: string): Promise<void>;
  retrain(matching: OutcomeMatching, outcomeColumn: string, batchId?: string): Promise<void>;
  /** Stops reading outcomes, comparing or retraining. */
  cancelRetraining(): void;
  /** Makes the retrained model the present one. */
  acceptRetrained(): Promise<void>;

  /** Makes the present project this tab's, where another tab has it (`readOnly`). */
  takeOver(): Promise<void>;

  dismissNotice(id: number): void;
}
