import type { ClassPrediction } from '../../core/learn/task.ts';
import type { CategoryColumn, Column } from '../../core/table/column.ts';
import type { Table } from '../../core/table/table.ts';
import type { PredictModel } from '../predict/model.ts';
import { writtenRows } from './problem.ts';

/** The confidence of a text: the probability of its likeliest class. It is what a threshold is put to, here and later. */
export function confidences({ classes, probabilities }: ClassPrediction): Float64Array {
  const k = classes.length;
  const confidence = new Float64Array(probabilities.length / k);
  for (let row = 0; row < confidence.length; row++) {
    let most = 0;
    for (let c = 0; c < k; c++) most = Math.max(most, probabilities[row * k + c] as number);
    confidence[row] = most;
  }
  return confidence;
}

/** Below this confidence a text is handed to a person: set by hand, else as the report advises. */
export const handOverBelow = (model: Pick<PredictModel, 'handOver' | 'report'>): number =>
  model.handOver ?? model.report.text?.outOfScope.advised ?? 0;

/** What a file of texts is told beside the classes. */
export interface HandOverColumns {
  /** `confidence`, 0 … 1, and `hand_over`, yes or no. */
  readonly columns: readonly Column[];
  readonly handedOver: number;
}

/**
 * How sure the model is of each text, and whether it goes to a person: below the threshold, or where nothing is written.
 * @param texts in the model's shape
 */
export function handOverColumns(
  model: Pick<PredictModel, 'handOver' | 'report' | 'columns'>,
  prediction: ClassPrediction,
  texts: Table,
): HandOverColumns {
  const values = confidences(prediction);
  const below = handOverBelow(model);
  const written = writtenRows(texts);
  const codes = Int32Array.from(values, (sure, row) => (sure < below || written[row] === 0 ? 1 : 0));
  const handOver: CategoryColumn = { kind: 'category', name: 'hand_over', codes, levels: ['no', 'yes'] };
  const confidence: Column = { kind: 'number', name: 'confidence', values };
  return { columns: [confidence, handOver], handedOver: codes.reduce((sum, code) => sum + code, 0) };
}
