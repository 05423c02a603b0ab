import type { TableProfile } from '../../src/core/profile/types.ts';
import {
  isForecastPlan,
  isPredictModel,
  isPredictSuggestion,
  type AnyModel,
  type AnyPlan,
} from '../../src/lenses/any.ts';
import type { PredictModel } from '../../src/lenses/predict/model.ts';
import type { PredictPlan, Suggestion } from '../../src/lenses/predict/question.ts';
import { suggestAll } from '../../src/lenses/registry.ts';

/** The model of a lens with known answers that a test has asked for. */
export function knownModel(model: AnyModel): PredictModel {
  if (!isPredictModel(model)) throw new Error(`a model of ${model.lens}`);
  return model;
}

export function knownPlan(plan: AnyPlan): PredictPlan {
  if (isForecastPlan(plan)) throw new Error(`a plan of ${plan.question.lens}`);
  return plan;
}

/** What lenses with known answers would ask of a table, the likeliest first. */
export const suggestKnown = (profile: TableProfile): readonly Suggestion[] =>
  suggestAll(profile).filter(isPredictSuggestion);
