import { IMAGE_METHOD } from './image/method.ts';
import { PREDICT_METHOD, type LensMethod } from './predict/method.ts';
import type { LensId } from './predict/question.ts';

/** How each lens trains: a line a lens. */
export const LENS_METHODS: Readonly<Record<LensId, LensMethod>> = {
  predict: PREDICT_METHOD,
  text: PREDICT_METHOD,
  image: IMAGE_METHOD,
};
