import type { ForecastModel, ForecastPlan, ForecastQuestion, ForecastSuggestion } from './forecast/types.ts';
import type { PredictModel } from './predict/model.ts';
import { LENS_IDS, type LensId, type PredictPlan, type PredictQuestion, type Suggestion } from './predict/question.ts';

/** Every lens: those with known answers share one shape, others have one of their own. `lens` tells them apart. */
export const ANY_LENSES = [...LENS_IDS, 'forecast'] as const;
export type AnyLens = LensId | 'forecast';
export type AnyQuestion = PredictQuestion | ForecastQuestion;
export type AnyPlan = PredictPlan | ForecastPlan;
export type AnyModel = PredictModel | ForecastModel;
export type AnySuggestion = Suggestion | ForecastSuggestion;

export const isForecastModel = (model: AnyModel): model is ForecastModel => model.lens === 'forecast';
export const isForecastPlan = (plan: AnyPlan): plan is ForecastPlan => plan.question.lens === 'forecast';
export const isForecastQuestion = (question: AnyQuestion): question is ForecastQuestion => question.lens === 'forecast';

/** Whether a lens learns from rows whose answer is known. */
export const hasKnownAnswers = (lens: AnyLens): lens is LensId => LENS_IDS.some((one) => one === lens);
export const isPredictModel = (model: AnyModel): model is PredictModel => hasKnownAnswers(model.lens);
export const isPredictQuestion = (question: AnyQuestion): question is PredictQuestion => hasKnownAnswers(question.lens);
export const isPredictSuggestion = (one: AnySuggestion): one is Suggestion => hasKnownAnswers(one.question.lens);
