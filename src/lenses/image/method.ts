import type { LensMethod } from '../predict/method.ts';
import { explainImages } from './advice.ts';
import { findInPictures } from './find.ts';
import { planImageSearch } from './plan.ts';

/** Pictures with a label each. */
export const IMAGE_METHOD: LensMethod = {
  asTheyAre: true,
  families: ['linear', 'network'],
  planSearch: planImageSearch,
  explain: explainImages,
  find: findInPictures,
};
