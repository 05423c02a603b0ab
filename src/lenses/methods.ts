import { IMAGE_METHOD } from './image/method.ts';
import { PREDICT_METHOD, type LensMethod } from './predict/method.ts';
import type { LensId } from './predict/question.ts';
import { SEQUENCE_METHOD } from './sequence/method.ts';
import { TEXT_METHOD } from './text/method.ts';

/** How each lens trains: a line a lens. */
export const LENS_METHODS: Readonly<Record<LensId, LensMethod>> = {
  predict: PREDICT_METHOD,
  text: TEXT_METHOD,
  image: IMAGE_METHOD,
  sequence: SEQUENCE_METHOD,
};
