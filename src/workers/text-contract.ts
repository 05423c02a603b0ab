import type { PredictModel } from '../lenses/predict/model.ts';
import type { PredictQuestion } from '../lenses/predict/question.ts';
import type { Reading, Topics } from '../lenses/text/types.ts';

/** What a training worker answers about texts. `port` leads to the data worker (LendContract). */
export type TextContract = {
  /** Groups of texts, found without labels. @throws text.*, train.too-few-rows */
  topics: {
    args: { readonly port: MessagePort; readonly question: PredictQuestion; readonly seed: number };
    event: { readonly done: number; readonly total: number };
    result: Topics;
  };
  /** One text, by a text model; below its `handOver` confidence (absent: as its report advises) it goes to a person. */
  read: {
    args: { readonly model: PredictModel; readonly text: string };
    event: never;
    result: Reading;
  };
  /** Rows without a label that are worth one most, by a text model; the most useful first. */
  labelNext: {
    args: { readonly port: MessagePort; readonly model: PredictModel; readonly count: number };
    event: { readonly done: number; readonly total: number };
    result: { readonly rows: readonly number[] };
  };
};
