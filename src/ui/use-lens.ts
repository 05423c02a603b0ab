import { useMemo } from 'react';
import { predictModelOf, predictQuestionOf } from '../app/narrow.ts';
import type { Loading } from '../app/state.ts';
import { isPredictSuggestion } from '../lenses/any.ts';
import type { PredictModel } from '../lenses/predict/model.ts';
import type { PredictQuestion, Suggestion } from '../lenses/predict/question.ts';
import { useApp } from './app-context.tsx';

/*
 * Screens of one shape of lens see questions and models of that shape alone: what is of another is to them as if nothing
 * were there.
 */

/** The present question, where it is one of a lens with known answers. */
export const usePredictQuestion = (): PredictQuestion | undefined => useApp(predictQuestionOf);

/** The model on the screen, where it learned from rows whose answer is known. */
export const usePredictModel = (): Loading<PredictModel> => useApp(predictModelOf);

/** What lenses with known answers suggest. */
export function usePredictSuggestions(): readonly Suggestion[] {
  const suggestions = useApp((state) => state.suggestions);
  return useMemo(() => suggestions.filter(isPredictSuggestion), [suggestions]);
}
