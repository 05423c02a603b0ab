import type { LensMethod } from '../predict/method.ts';
import { addAssistant } from './assistant.ts';
import { explainTexts } from './explain.ts';
import { findInTexts } from './find/find.ts';
import { planTextSearch } from './plan.ts';

/** Texts with a label each. */
export const TEXT_METHOD: LensMethod = {
  asTheyAre: true,
  families: ['linear', 'network'],
  planSearch: planTextSearch,
  explain: explainTexts,
  find: findInTexts,
  add: addAssistant,
};
