import { predictCodes } from './predict-codes.ts';
import { predictEvaluate } from './predict-evaluate.ts';
import { predictLater } from './predict-later.ts';
import { predictTrain } from './predict-train.ts';

/** Train, Evaluate, Apply, Feedback of the predict lens. */
export const predict = { ...predictCodes, ...predictTrain, ...predictEvaluate, ...predictLater } as const;
