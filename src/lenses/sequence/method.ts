import type { LensMethod } from '../predict/method.ts';
import { explainSequence } from './explain.ts';
import { findInJourneys } from './find.ts';
import { planSequenceSearch } from './plan.ts';
import { makeLearnRows } from './rows.ts';

/** What people did, one after another, and what they do next. */
export const SEQUENCE_METHOD: LensMethod = {
  networkMustLead: true,
  makeRows: makeLearnRows,
  planSearch: planSequenceSearch,
  explain: explainSequence,
  find: findInJourneys,
};
