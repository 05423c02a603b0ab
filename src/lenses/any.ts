import type { ForecastModel, ForecastPlan, ForecastQuestion, ForecastSuggestion } from './forecast/types.ts';
import type { PredictModel } from './predict/model.ts';
import type { LensId, PredictPlan, PredictQuestion, Suggestion } from './predict/question.ts';

/** Every lens: those with known answers share one shape, others have one of their own. `lens` tells them apart. */
export type AnyLens = LensId | 'forecast';
export type AnyQuestion = PredictQuestion | ForecastQuestion;
export type AnyPlan = PredictPlan | ForecastPlan;
export type AnyModel = PredictModel | ForecastModel;
export type AnySuggestion = Suggestion | ForecastSuggestion;

export const isForecastModel = (model: AnyModel): model is ForecastModel => model.lens === 'forecast';
export const isForecastPlan = (plan: AnyPlan): plan is ForecastPlan => plan.question.lens === 'forecast';
export const isForecastQuestion = (question: AnyQuestion): question is ForecastQuestion => question.lens === 'forecast';
